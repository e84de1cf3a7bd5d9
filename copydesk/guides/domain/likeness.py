"""How alike two texts are, by what runs of words they share: signatures that are compared without the texts."""

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, Literal

import numpy as np
from rensa import RMinHash

SHINGLE_WORDS: Final = 3
LEAST_WORDS: Final = 12
N_HASHES: Final = 128
N_BANDS: Final = 32
ROWS: Final = N_HASHES // N_BANDS
DEFAULT_THRESHOLD: Final = 0.6
_SEED: Final = 20_261_122
# Signatures of another scheme cannot be compared: another way to hash, or to read words. The library's own number is part of it.
SCHEME: Final = 100 * RMinHash.ALGORITHM_VERSION + 1
_ONE_BY_ONE: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD: Final = re.compile(rf"[{_ONE_BY_ONE}]|[^\W_{_ONE_BY_ONE}]+")

TextKind = Literal["submission", "response"]


@dataclass(frozen=True, slots=True)
class TextRef:
    """Whose text it is: `id` of a submission, or of the item's version that holds a response; `part` is the question or response."""

    kind: TextKind
    id: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A stored text that may be alike."""

    kind: TextKind
    ref_id: int
    part: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Alike:
    """`similarity`: 0 to 1, the share of runs of three words that both texts have of those that either has; estimated to ±0.05."""

    ref: TextRef
    similarity: float


def words_of(text: str) -> list[str]:
    """Small letters without marks; a Chinese or Japanese character is a word."""
    return _WORD.findall(text.casefold())


def signature(text: str) -> bytes | None:
    """MinHash over runs of three words. None for a text below twelve words: short texts are alike by chance.

    Source: Broder 1997, On the resemblance and containment of documents.
    """
    words = words_of(text)
    if len(words) < LEAST_WORDS:
        return None
    sketch = RMinHash(num_perm=N_HASHES, seed=_SEED)
    sketch.update([" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1)])
    return np.array(sketch.digest(), dtype="<u4").tobytes()


def similarity(one: bytes, other: bytes) -> float:
    """The share of equal hashes: an estimate of the Jaccard similarity, with a standard error of at most 0.044."""
    a, b = np.frombuffer(one, dtype="<u4"), np.frombuffer(other, dtype="<u4")
    return int(np.count_nonzero(a == b)) / N_HASHES


def band_keys(signed: bytes, project_id: int) -> list[int]:
    """32 keys, each of a band of four hashes. Two texts of similarity 0.6 share one with probability 0.99, of 0.3 with 0.23.

    Keys of different projects and schemes differ, so that an index over all of them finds only its own. They fit into int4.
    """
    person = f"{project_id}:{SCHEME}".encode()
    width = len(signed) // N_BANDS
    return [
        int.from_bytes(
            blake2b(
                signed[band * width : (band + 1) * width] + band.to_bytes(1, "little"),
                key=person,
                digest_size=4,
            ).digest(),
            "little",
            signed=True,
        )
        for band in range(N_BANDS)
    ]


def most_alike(sought: bytes, candidates: list[Signed], *, threshold: float, limit: int) -> list[Alike]:
    """Those above the threshold, the most alike first."""
    found = [
        Alike(TextRef(one.kind, one.ref_id, one.part), similarity(sought, one.signature))
        for one in candidates
    ]
    found = [one for one in found if one.similarity >= threshold]
    return sorted(found, key=lambda one: (-one.similarity, one.ref.kind, one.ref.id, one.ref.part))[:limit]
