"""Where in a text a check looks: `heading`, `~table`, `sentence & list`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Grain = Literal["whole", "block", "sentence", "inline"]

SCOPES: Final[dict[str, str]] = {
    "text": "every piece of prose, one at a time: headings, paragraphs, list items, table cells, quotes; never code",
    "raw": "the whole text as it was written, with its markup",
    "document": "all prose as one piece, without markup and code",
    "summary": "paragraphs, list items and quotes as one piece, without headings and tables",
    "heading": "headings; `heading.h1` to `heading.h6` for those of one level",
    "paragraph": "paragraphs outside lists, tables and quotes",
    "first_paragraph": "the first paragraph",
    "last_paragraph": "the last paragraph",
    "sentence": "each sentence of paragraphs, list items and quotes",
    "list": "list items",
    "table": "table cells; `table.header` and `table.cell` for those of one kind",
    "blockquote": "quotes",
    "strong": "what is set in bold",
    "emphasis": "what is set in italics",
    "link": "the text of links",
    "alt": "the descriptions of images",
    "code": "code: blocks (`code.block`) and within a line (`code.inline`)",
}
_PARTS: Final = frozenset(
    {
        *(f"heading.h{level}" for level in range(1, 7)),
        "table.header",
        "table.cell",
        "code.block",
        "code.inline",
    }
)
_GRAINS: Final[dict[str, Grain]] = {
    **dict.fromkeys(("raw", "document", "summary"), "whole"),
    "sentence": "sentence",
    **dict.fromkeys(("strong", "emphasis", "link", "code", "code.block", "code.inline"), "inline"),
}
_FINEST: Final[tuple[Grain, ...]] = ("inline", "sentence", "whole", "block")


@dataclass(frozen=True, slots=True)
class Choice:
    """Units of one grain that have all of `wanted` and none of `unwanted`."""

    grain: Grain
    wanted: frozenset[str]
    unwanted: frozenset[str]

    def takes(self, tags: frozenset[str]) -> bool:
        return self.wanted <= tags and not (self.unwanted & tags)


Scope = tuple[Choice, ...]


class UnknownScope(ValueError):
    """Its text names the scope and those that there are."""


def read_scope(selectors: Iterable[str]) -> Scope:
    """Any of the selectors; within one, `&` joins what must hold and `~` says what must not. Raises UnknownScope."""
    return tuple(dict.fromkeys(_read(selector) for selector in selectors))


def _read(selector: str) -> Choice:
    wanted: set[str] = set()
    unwanted: set[str] = set()
    for part in selector.split("&"):
        name = part.strip()
        into = unwanted if name.startswith("~") else wanted
        into.add(_name(name.lstrip("~").strip(), selector))
    grains: set[Grain] = {_GRAINS.get(name, "block") for name in wanted}
    grain = _finest(grains)
    if grain == "whole" and (len(wanted) > 1 or unwanted):
        raise UnknownScope(
            f'The scope "{selector}" cannot be: {_whole(wanted)} is one piece and takes no `&` or `~`.'
        )
    return Choice(grain, frozenset(wanted), frozenset(unwanted))


def _finest(grains: set[Grain]) -> Grain:
    for grain in _FINEST:
        if grain in grains:
            return grain
    return "block"


def _whole(names: Iterable[str]) -> str:
    return next(name for name in sorted(names) if _GRAINS.get(name) == "whole")


def _name(name: str, selector: str) -> str:
    plain = name.removeprefix("text.").replace("attr.alt", "alt")
    if plain in SCOPES or plain in _PARTS:
        return plain
    raise UnknownScope(f'There is no scope "{selector}". There are: {", ".join(SCOPES)}.')
