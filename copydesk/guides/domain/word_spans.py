"""Which words of a text were removed and which were added: by lines first, then by words inside the lines that changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final, Literal

from copydesk.guides.domain.lines import split_lines

Span = tuple[int, int]
SegmentKind = Literal["same", "removed", "added"]

TOKENS_PRODUCT_MAX: Final = 4_000_000
ANCHOR_LETTERS: Final = 4
_TOKEN = re.compile(r"\w+|[ \t]+|\s|[^\w\s]")


@dataclass(frozen=True)
class WordSpans:
    """Code points removed from the old text and added to the new one."""

    removed: tuple[Span, ...]
    added: tuple[Span, ...]


@dataclass(frozen=True)
class Segment:
    kind: SegmentKind
    text: str


def word_spans(old: str, new: str) -> WordSpans:
    """What to strike out in the old text and to underline in the new one."""
    removed: list[Span] = []
    added: list[Span] = []
    for old_span, new_span in _changes(old, new):
        _add(removed, old_span)
        _add(added, new_span)
    return WordSpans(tuple(removed), tuple(added))


def segments(old: str, new: str, spans: WordSpans) -> list[Segment]:
    """Both texts as one, in reading order: what stayed, what went, what came."""
    found: list[Segment] = []
    old_at = new_at = 0
    removed, added = list(spans.removed), list(spans.added)
    while removed or added:
        same_old = removed[0][0] - old_at if removed else len(old)
        same_new = added[0][0] - new_at if added else len(new)
        n_same = min(same_old, same_new)
        found.append(Segment("same", old[old_at : old_at + n_same]))
        old_at, new_at = old_at + n_same, new_at + n_same
        if removed and removed[0][0] == old_at:
            found.append(Segment("removed", old[old_at : removed[0][1]]))
            old_at = removed.pop(0)[1]
        if added and added[0][0] == new_at:
            found.append(Segment("added", new[new_at : added[0][1]]))
            new_at = added.pop(0)[1]
    found.append(Segment("same", old[old_at:]))
    return [segment for segment in found if segment.text]


def _changes(old: str, new: str) -> Iterator[tuple[Span, Span]]:
    old_lines, new_lines = split_lines(old), split_lines(new)
    old_at, new_at = _offsets(old_lines), _offsets(new_lines)
    for tag, i, j, m, n in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        if tag == "replace":
            yield from _word_changes(
                old[old_at[i] : old_at[j]], new[new_at[m] : new_at[n]], old_at[i], new_at[m]
            )
        elif tag != "equal":
            yield (old_at[i], old_at[j]), (new_at[m], new_at[n])


def _word_changes(old: str, new: str, old_start: int, new_start: int) -> Iterator[tuple[Span, Span]]:
    """Inside lines that changed. Very long ones are replaced as a whole: comparing them would take seconds."""
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    old_at, new_at = _offsets(old_tokens, old_start), _offsets(new_tokens, new_start)
    if len(old_tokens) * len(new_tokens) > TOKENS_PRODUCT_MAX:
        yield (old_at[0], old_at[-1]), (new_at[0], new_at[-1])
        return
    matcher = SequenceMatcher(lambda token: token.isspace(), old_tokens, new_tokens, autojunk=False)
    for tag, i, j, m, n in _without_islands(matcher.get_opcodes(), old_tokens, new_tokens):
        if tag != "equal":
            yield (old_at[i], old_at[j]), (new_at[m], new_at[n])


Opcode = tuple[str, int, int, int, int]


def _without_islands(opcodes: Sequence[Opcode], old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    """A short word or a sign between two longer changes is no anchor for a reader: both changes become one."""
    kept: list[Opcode] = []
    for at, (tag, i, j, m, n) in enumerate(opcodes):
        is_island = False
        if tag == "equal" and 0 < at < len(opcodes) - 1:
            sides = (opcodes[at - 1], opcodes[at + 1])
            around = min(
                _n_letters(old[side[1] : side[2]]) + _n_letters(new[side[3] : side[4]]) for side in sides
            )
            is_island = _n_letters(old[i:j]) <= min(ANCHOR_LETTERS, around // 2)
        is_joined = bool(kept) and kept[-1][0] == "change" and (is_island or tag != "equal")
        if is_joined:
            _, start, _, new_start, _ = kept.pop()
            kept.append(("change", start, j, new_start, n))
        else:
            kept.append(("equal" if tag == "equal" else "change", i, j, m, n))
    return iter(kept)


def _n_letters(tokens: Sequence[str]) -> int:
    return sum(len(token) for token in tokens if token[0].isalnum())


def _offsets(parts: Sequence[str], start: int = 0) -> list[int]:
    return list(accumulate(map(len, parts), initial=start))


def _add(spans: list[Span], span: Span) -> None:
    if span[0] == span[1]:
        return
    if spans and spans[-1][1] == span[0]:
        spans[-1] = (spans[-1][0], span[1])
    else:
        spans.append(span)
