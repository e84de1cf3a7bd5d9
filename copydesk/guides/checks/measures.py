"""Counts of a text that formulas and readability grades are made of: words, sentences, syllables…"""

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, cast

from copydesk.guides.checks.counting import WORD
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import HIDDEN

_VOWELS: Final = re.compile(r"[aeiouyà-öø-ýœ]+")
_SILENT: Final = re.compile(r"(?:[^laeiouyscgxzh]es|[^aeiouydt]ed|[^l]e)$")
_APART: Final = re.compile(
    r"(?<![cstgx])i(?:a(?!g)|o(?!u)|u)|eo(?![up])|[^g]ua|ying|uou|[^aeiou]ism$|(?<=cr)ea(?=t)|(?<=[aeiou][^aeiou])ea$|"
    r"(?<=sc)ie|ie(?=t$|ty)"
)
_LIGHT_ENDINGS: Final = ("es", "ed", "ing")
LONG: Final = 6

MEASURES: Final[dict[str, str]] = {
    "words": "words of the summary (paragraphs, list items and quotes)",
    "sentences": "its sentences",
    "paragraphs": "its paragraphs and list items",
    "characters": "letters and digits of its words",
    "syllables": "syllables of its words, estimated for English",
    "polysyllabic_words": "words of three or more syllables",
    "complex_words": "the same without names, compounds and the endings -es, -ed, -ing",
    "long_words": "words of more than six letters",
    "heading_h1": "headings of the first level, and so on to `heading_h6`",
    **{f"heading_h{level}": f"headings of level {level}" for level in range(2, 7)},
    "list": "list items",
    "blockquote": "quotes",
    "pre": "code blocks",
    "table_cells": "cells of tables",
    "links": "links",
}
NAMES: Final = frozenset(MEASURES)


def measure(text: Text) -> dict[str, float]:
    """Counted once per text."""
    if "measures" not in text.memo:
        text.memo["measures"] = _measure(text)
    return cast("dict[str, float]", text.memo["measures"])


def words_of(text: str) -> list[str]:
    """Words as every check counts them, without the places of code."""
    return [word for word in WORD.findall(text) if word != HIDDEN]


@lru_cache(maxsize=65_536)
def syllables(word: str) -> int:
    """An estimate for English: groups of vowels, less silent endings, more where two vowels are spoken apart."""
    low = word.lower()
    count = len(_VOWELS.findall(low)) - bool(_SILENT.search(low)) + len(_APART.findall(low))
    return max(count, 1)


def _measure(text: Text) -> dict[str, float]:
    words = words_of(text.summary.text)
    counts = [syllables(word) for word in words]
    tags = [unit.tags for unit in text.blocks]
    found: dict[str, float] = dict.fromkeys(MEASURES, 0.0)
    found |= {
        "words": len(words),
        "sentences": len(text.sentences),
        "paragraphs": sum(1 for one in tags if not one & {"heading", "table", "alt"}),
        "characters": sum(char.isalnum() for word in words for char in word),
        "syllables": sum(counts),
        "polysyllabic_words": sum(count >= 3 for count in counts),
        "complex_words": sum(_is_complex(word, count) for word, count in zip(words, counts, strict=True)),
        "long_words": sum(len(word) > LONG for word in words),
        "list": sum("list" in one for one in tags),
        "blockquote": sum("blockquote" in one for one in tags),
        "table_cells": sum("table" in one for one in tags),
        "pre": sum("code.block" in unit.tags for unit in text.inlines),
        "links": sum("link" in unit.tags for unit in text.inlines),
    }
    found |= {f"heading_h{level}": sum(f"heading.h{level}" in one for one in tags) for level in range(1, 7)}
    return found


def _is_complex(word: str, count: int) -> bool:
    if count < 3 or "-" in word or word[0].isupper():
        return False
    ending = next((end for end in _LIGHT_ENDINGS if word.endswith(end)), "")
    return not ending or syllables(word.removesuffix(ending)) >= 3


Grade = Callable[[dict[str, float]], float]

GRADES: Final[dict[str, Grade]] = {
    "Flesch-Kincaid": lambda n: (
        0.39 * n["words"] / n["sentences"] + 11.8 * n["syllables"] / n["words"] - 15.59
    ),
    "Gunning Fog": lambda n: 0.4 * (n["words"] / n["sentences"] + 100 * n["complex_words"] / n["words"]),
    "SMOG": lambda n: 1.043 * math.sqrt(n["polysyllabic_words"] * 30 / n["sentences"]) + 3.1291,
    "Coleman-Liau": lambda n: 5.88 * n["characters"] / n["words"] - 29.6 * n["sentences"] / n["words"] - 15.8,
    "Automated Readability": lambda n: (
        4.71 * n["characters"] / n["words"] + 0.5 * n["words"] / n["sentences"] - 21.43
    ),
}
