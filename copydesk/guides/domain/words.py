"""The project's own words, those that wait for a lead, and who is editing the guide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from copydesk.kernel.errors import Fault, Invalid

WORD_MAX_CHARS: Final = 100
EXCERPT_MAX_CHARS: Final = 300

ProposalState = Literal["waiting", "accepted", "declined"]


@dataclass(frozen=True)
class Word:
    """A word that spelling checks let pass."""

    word: str
    added_by: int | None
    added_at: datetime


@dataclass(frozen=True)
class WordQuery:
    """Some of the dictionary: words that hold `text`, behind the word `after`."""

    text: str = ""
    after: str | None = None
    limit: int = 100


@dataclass(frozen=True)
class Proposal:
    """A word that somebody holds for a name, or for a word of the project. `decided_by` is a lead's account."""

    id: int
    project_id: int
    word: str
    state: ProposalState
    proposed_at: datetime
    decided_by: int | None
    decided_at: datetime | None


@dataclass(frozen=True)
class NewUse:
    """Where a member wants a word to be right: at which item, with the words around it."""

    member_id: int
    item_id: int
    excerpt: str


@dataclass(frozen=True)
class WordUse(NewUse):
    proposal_id: int
    used_at: datetime


@dataclass(frozen=True)
class ProposedWord:
    """A proposal with those who asked for it, the first one first."""

    proposal: Proposal
    uses: Sequence[WordUse]


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
