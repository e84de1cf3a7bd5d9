"""What an import gives: Markdown, and what it could not take over."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ImportNote:
    """Something that Markdown does not hold, with its place: `paragraph 12, under "Tone"`."""

    kind: str
    place: str
    message: str


@dataclass(frozen=True)
class Imported:
    source: str
    notes: tuple[ImportNote, ...] = ()
