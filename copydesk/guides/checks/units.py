"""Pieces of a text that checks look at, and where each of their characters stands in the text as it was written."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

HIDDEN: Final = "\ufffc"  # stands for code and pictures inside prose: no letter, no space


def fold(text: str) -> str:
    """Small letters, for a quick look. What a pattern takes for the same letter is the same here: `i`, `I`, `\u0130`, `\u0131`."""
    folded = text.casefold()
    return folded if folded.isascii() else folded.replace("i\u0307", "i").replace("\u0131", "i")


class Places:
    """From characters of a piece to the raw text. Runs are either the same on both sides or map as a whole."""

    __slots__ = ("_lengths", "_raw_lengths", "_raws", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._raws: list[int] = []
        self._lengths: list[int] = []
        self._raw_lengths: list[int] = []

    def add(self, start: int, length: int, raw: int, raw_length: int) -> None:
        """The next run: `length` characters from `start` are `raw_length` ones from `raw`."""
        if self._starts and length == raw_length and self._continues(start, raw):
            self._lengths[-1] += length
            self._raw_lengths[-1] += raw_length
            return
        self._starts.append(start)
        self._raws.append(raw)
        self._lengths.append(length)
        self._raw_lengths.append(raw_length)

    def _continues(self, start: int, raw: int) -> bool:
        is_same = self._lengths[-1] == self._raw_lengths[-1]
        return (
            is_same
            and self._starts[-1] + self._lengths[-1] == start
            and self._raws[-1] + self._raw_lengths[-1] == raw
        )

    def start_of(self, at: int) -> int:
        """Where the character at `at` begins; at the end, where the last one ends."""
        run = max(bisect_right(self._starts, at) - 1, 0)
        inside = at - self._starts[run]
        if self._lengths[run] != self._raw_lengths[run]:
            return self._raws[run] + (self._raw_lengths[run] if inside >= self._lengths[run] else 0)
        return self._raws[run] + min(inside, self._raw_lengths[run])

    def end_of(self, at: int) -> int:
        """Where the character before `at` ends."""
        if at <= 0:
            return self.start_of(0)
        run = max(bisect_right(self._starts, at - 1) - 1, 0)
        if self._lengths[run] != self._raw_lengths[run]:
            return self._raws[run] + self._raw_lengths[run]
        return self._raws[run] + min(at - self._starts[run], self._raw_lengths[run])

    def runs(self) -> Iterator[tuple[int, int, int, int]]:
        return zip(self._starts, self._lengths, self._raws, self._raw_lengths, strict=True)


class Unit:
    """A heading, a paragraph, a sentence…: its text without markup, what it is, and where it stands."""

    def __init__(self, text: str, tags: frozenset[str], places: Places, base: int = 0) -> None:
        self.text = text
        self.tags = tags
        self.places = places
        self._base = base

    @cached_property
    def folded(self) -> str:
        """For a quick look whether something can occur at all, in any case of letters."""
        return fold(self.text)

    @property
    def is_blank(self) -> bool:
        return not self.text.replace(HIDDEN, "").strip()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw place of `text[start:end]`."""
        first = self.places.start_of(self._base + start)
        return (first, first) if end <= start else (first, self.places.end_of(self._base + end))

    def cut(self, start: int, end: int, *tags: str) -> "Unit":
        """A part of it, which is `tags` besides what the whole is."""
        return Unit(self.text[start:end], self.tags.union(tags), self.places, self._base + start)


class Writer:
    """Puts a unit together, piece by piece."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._places = Places()
        self.length = 0

    def add(self, text: str, raw: int, raw_length: int) -> None:
        if text:
            self._parts.append(text)
            self._places.add(self.length, len(text), raw, raw_length)
            self.length += len(text)

    def add_unit(self, unit: Unit, gap: str) -> None:
        """A whole unit, behind `gap` when it is not the first."""
        first, _ = unit.span(0, 0)
        if self.length:
            end = self._places.end_of(self.length)
            self.add(gap, end, max(first - end, 0))
        offset = self.length
        self._parts.append(unit.text)
        for start, length, raw, raw_length in unit.places.runs():
            self._places.add(offset + start, length, raw, raw_length)
        self.length += len(unit.text)

    def unit(self, *tags: str) -> Unit:
        if not self.length:
            self._places.add(0, 0, 0, 0)
        return Unit("".join(self._parts), frozenset(tags), self._places)


def whole(raw: str, *tags: str) -> Unit:
    """The raw text itself as one unit."""
    writer = Writer()
    writer.add(raw, 0, len(raw))
    return writer.unit(*tags)


def joined(units: list[Unit], *tags: str) -> Unit:
    writer = Writer()
    for unit in units:
        writer.add_unit(unit, "\n\n")
    return writer.unit(*tags)
