"""A text that checks look at: read once, cut into units when somebody asks for them, every place exact."""

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Final, Literal

from markdown_it.token import Token

from copydesk.guides.checks.markdown import Found, read_markdown, read_plain
from copydesk.guides.checks.scopes import Choice, Scope, read_scope
from copydesk.guides.checks.sentences import sentence_spans
from copydesk.guides.checks.units import Unit, joined, whole
from copydesk.guides.domain.linting import Hit

Markup = Literal["markdown", "plain"]

_SPACE: Final = re.compile(r"\s+")
_NO_SENTENCES: Final = frozenset({"heading", "table", "alt"})
_NO_SUMMARY: Final = _NO_SENTENCES


class Text:
    """`raw` as it was written; `words` are right in this project, whatever a dictionary says.

    One text is used by one thread. What kinds find out about it, they keep in `memo`.
    """

    def __init__(self, raw: str, markup: Markup = "markdown", words: Collection[str] = ()) -> None:
        self.raw = raw
        self.markup: Markup = markup
        self.words = frozenset(words)
        self._by_scope: dict[Scope, list[Unit]] = {}
        self._folded: dict[Scope, str] = {}
        self.memo: dict[str, object] = {}

    @cached_property
    def _found(self) -> Found:
        return read_markdown(self.raw) if self.markup == "markdown" else read_plain(self.raw)

    @property
    def tokens(self) -> Sequence[Token]:
        """Markdown's own tokens, for checks of structure; none in plain text."""
        return self._found.tokens

    @cached_property
    def blocks(self) -> list[Unit]:
        """Headings, paragraphs, list items, table cells, quotes and descriptions of pictures, in order."""
        return self._found.blocks

    @cached_property
    def inlines(self) -> list[Unit]:
        return sorted(self._found.inlines, key=lambda unit: unit.span(0, 0))

    @cached_property
    def sentences(self) -> list[Unit]:
        return [
            unit.cut(start, end, "sentence")
            for unit in self.blocks
            if not (_NO_SENTENCES & unit.tags)
            for start, end in sentence_spans(unit.text)
        ]

    @cached_property
    def document(self) -> Unit:
        return joined([unit for unit in self.blocks if "alt" not in unit.tags], "document")

    @cached_property
    def summary(self) -> Unit:
        return joined([unit for unit in self.blocks if not (_NO_SUMMARY & unit.tags)], "summary")

    @cached_property
    def whole(self) -> Unit:
        return whole(self.raw, "raw")

    def units(self, scope: Scope) -> list[Unit]:
        """The units of a scope by place, each once."""
        found = self._by_scope.get(scope)
        if found is None:
            found = self._by_scope[scope] = self._select(scope)
        return found

    def folded(self, scope: Scope) -> str:
        """All units of a scope in small letters: what does not occur in it occurs in none of them."""
        found = self._folded.get(scope)
        if found is None:
            found = self._folded[scope] = "\n".join(unit.folded for unit in self.units(scope))
        return found

    def _select(self, scope: Scope) -> list[Unit]:
        chosen = {
            id(unit): unit for choice in scope for unit in self._grain(choice) if choice.takes(unit.tags)
        }
        if len(scope) == 1:
            return list(chosen.values())
        return sorted(chosen.values(), key=lambda unit: unit.span(0, len(unit.text)))

    def _grain(self, choice: Choice) -> list[Unit]:
        if choice.grain == "block":
            return self.blocks
        if choice.grain == "sentence":
            return self.sentences
        if choice.grain == "inline":
            return self.inlines
        name = next(iter(choice.wanted))
        return [self.whole if name == "raw" else self.document if name == "document" else self.summary]

    def hit(
        self,
        unit: Unit,
        place: tuple[int, int],
        message: str,
        *,
        fix: str | None = None,
        others: Sequence[str] = (),
        word: str | None = None,
    ) -> Hit:
        """A hit at `unit.text[start:end]`. The fix is dropped where markup stands inside the place: it would be lost."""
        start, end = unit.span(*place)
        if fix is not None and not self._is_verbatim(unit.text[place[0] : place[1]], self.raw[start:end]):
            fix, others = None, ()
        return Hit(start, end, message, fix, tuple(others), word)

    @staticmethod
    def _is_verbatim(said: str, written: str) -> bool:
        return said == written or _SPACE.sub(" ", said) == _SPACE.sub(" ", written)


TEXT: Final = read_scope(["text"])
