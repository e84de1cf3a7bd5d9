"""How texts are counted: words, sentences, characters, tokens, and the words of a message about them."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from math import ceil
from typing import Final, Literal

import regex

from copydesk.guides.checks.sentences import sentence_spans
from copydesk.guides.checks.units import HIDDEN

Measure = Literal["words", "sentences", "characters", "tokens"]

BYTES_PER_TOKEN: Final = 4
_ONE_BY_ONE: Final = r"\p{Han}\p{Hiragana}\p{Katakana}"
WORD: Final = regex.compile(
    rf"[{_ONE_BY_ONE}]|[[\p{{L}}\p{{N}}\p{{M}}]--[{_ONE_BY_ONE}]]++(?:['’.,\-_/&][[\p{{L}}\p{{N}}\p{{M}}]--[{_ONE_BY_ONE}]]++)*+|{HIDDEN}",
    regex.V1,
)
_PLAIN_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:['.,\-_/&][A-Za-z0-9]+)*")


def words(text: str) -> Iterator["re.Match[str] | regex.Match[str]"]:
    """The words of a text, each with its place. English goes a faster way."""
    plain = text.replace(HIDDEN, "x").replace("’", "'")
    return _PLAIN_WORD.finditer(plain) if plain.isascii() else WORD.finditer(text)


def count_words(text: str) -> int:
    """A hyphen or an apostrophe does not part words; a Chinese or Japanese character is a word; so is code within a line."""
    return sum(1 for _ in words(text))


def count_tokens(text: str) -> int:
    """An estimate: a token is four bytes of UTF-8. A model's own count differs, for English by up to a third."""
    return ceil(len(text.encode("utf-8", "surrogatepass")) / BYTES_PER_TOKEN)


def count(text: str, measure: Measure) -> int:
    return _COUNTS[measure](text)


def surplus_at(text: str, measure: Measure, limit: int) -> int:
    """Where the part begins that is more than `limit`."""
    if measure == "characters":
        return len(text) - len(text.lstrip()) + limit
    if measure == "tokens":
        kept = text.encode("utf-8", "surrogatepass")[: limit * BYTES_PER_TOKEN]
        return len(kept.decode("utf-8", "ignore"))
    starts = _sentence_starts(text) if measure == "sentences" else (word.start() for word in words(text))
    return next(islice(starts, limit, None), len(text))


def last_word(text: str) -> tuple[int, int]:
    """The place of the last word; the end of a text that has none."""
    place, skipped = (len(text), len(text)), max(len(text) - 200, 0)
    for word in words(text[skipped:]):
        place = (word.start() + skipped, word.end() + skipped)
    return place


def number_of(n: int, noun: str) -> str:
    """`1 word`, `2 words`; `noun` is in the plural."""
    return f"{n:,} {noun.removesuffix('s') if n == 1 else noun}"


def _sentence_starts(text: str) -> Iterator[int]:
    return (start for start, _ in sentence_spans(text))


_COUNTS: Final[dict[Measure, Callable[[str], int]]] = {
    "words": count_words,
    "sentences": lambda text: sum(1 for _ in sentence_spans(text)),
    "characters": lambda text: len(text.strip()),
    "tokens": count_tokens,
}
