"""Phrases that a sentence begins with, for openings and closings."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from copydesk.guides.checks.units import HIDDEN

PRAISE: Final = (
    "great question",
    "good question",
    "excellent question",
    "what a * question",
    "that is a * question",
    "that's a * question",
    "this is a * question",
    "thanks for asking",
    "thank you for * question",
    "i'm glad you asked",
)
FILLER: Final = (
    "certainly",
    "sure",
    "of course",
    "absolutely",
    "definitely",
    "i'd be happy to help",
    "i'd be glad to help",
    "i would be happy to help",
    "happy to help",
    "let me help you",
    "let's dive in",
    "let's delve into",
    "here is the answer",
    "here's the answer",
    "as an ai language model",
    "as an ai",
)
OFFERS: Final = (
    "i hope this helps",
    "i hope that helps",
    "hope this helps",
    "let me know if",
    "feel free to",
    "please let me know",
    "please feel free",
    "don't hesitate to",
    "if you have any * questions",
    "if you need any * help",
    "would you like me to",
    "is there anything else",
    "happy to help",
)
SUMMARY: Final = ("in conclusion", "in summary", "to sum up", "to summarize", "overall", "ultimately")
SETS: Final = {"praise": PRAISE, "filler": FILLER, "offers": OFFERS, "summary": SUMMARY}
SETS_DESCRIPTION: Final = (
    "`*` stands for one to three words; `praise` (Great question!), `filler` (Sure! Certainly!), `offers` (I hope this "
    "helps) and `summary` (In conclusion) stand for the usual ones of English."
)
_MARKUP: Final = frozenset("*_~[]`<>")
_GAP: Final = rf"[^\w{HIDDEN}]+"
_ANY: Final = r"\w[\w'’-]{0,40}(?:[^\w.!?\ufffc]{1,3}\w[\w'’-]{0,40}){0,2}"


class Phrases:
    """Looks for the longest phrase at the start of a text. `*` stands for one to three words; `praise` and the like for a set."""

    def __init__(self, phrases: Sequence[str]) -> None:
        given = [one for phrase in phrases for one in SETS.get(phrase.strip().lower(), (phrase,))]
        patterns = sorted({_pattern(phrase) for phrase in given if phrase.strip(" *")}, key=len, reverse=True)
        self._pattern = (
            re.compile(rf"[\W_]*?({'|'.join(patterns)})(?!\w)", re.IGNORECASE) if patterns else None
        )

    def __bool__(self) -> bool:
        return self._pattern is not None

    def at_start(self, said: str) -> tuple[int, int] | None:
        """Where the phrase stands with which `said` begins."""
        found = self._pattern.match(said, 0, 1_000) if self._pattern is not None else None
        return None if found is None else found.span(1)


def listed(phrases: Iterable[str]) -> str:
    return ", ".join(f"“{phrase}”" for phrase in phrases)


def _pattern(phrase: str) -> str:
    return _GAP.join(_word(word) for word in phrase.split())


def _word(word: str) -> str:
    """`a` stands for `an` too, and an apostrophe for either form of it."""
    if word == "*":
        return _ANY
    return "an?" if word.lower() == "a" else re.escape(word).replace("'", "['’]")


def fills(said: str, end: int) -> bool:
    """Whether nothing but marks follows, so that the sentence can go as a whole."""
    return not re.search(rf"[\w{HIDDEN}]", said[end:])


def stands_free(raw: str, start: int, end: int) -> bool:
    """Whether no marks of emphasis or of a link would be left over without what stands between."""
    return not ({raw[start - 1 : start], raw[end : end + 1]} & _MARKUP)
