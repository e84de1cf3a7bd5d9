"""The project's own words, and who is editing the guide."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from copydesk.kernel.errors import Fault, Invalid

WORD_MAX_CHARS: Final = 100


@dataclass(frozen=True)
class Word:
    """A word that spelling checks let pass."""

    word: str
    added_by: int | None
    added_at: datetime


@dataclass(frozen=True)
class Editor:
    """Somebody who has the editor open, and the rule that they are at."""

    identity_id: int
    rule_key: str | None
    seen_at: datetime


def checked_word(word: str) -> str:
    """The word, trimmed. Raises Invalid."""
    trimmed = word.strip()
    if (
        not 1 <= len(trimmed) <= WORD_MAX_CHARS
        or not trimmed.isprintable()
        or not any(map(str.isalpha, trimmed))
    ):
        message = f"A word has letters, at most {WORD_MAX_CHARS} of them, and no line ends."
        raise Invalid(message, faults=[Fault("/word", message)])
    return trimmed
