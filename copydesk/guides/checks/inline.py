"""Markdown's inline parser, made to remember where each token stands. It parses what markdown-it-py parses, no less."""

from collections.abc import MutableMapping
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token

AT, END = "at", "end"


class PlacedState(StateInline):
    """Every token gets `meta["at"]` and `meta["end"]`: its place in the content of the block."""

    rule_at = 0
    pending_at = 0

    def pushPending(self) -> Token:  # noqa: N802 (the library's name)
        token = super().pushPending()
        token.meta[AT] = self.pending_at
        token.meta[END] = self.pending_at + len(token.content)
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta[AT] = self.rule_at
        return token


class PlacedInline(ParserInline):
    def tokenize(self, state: StateInline) -> None:
        """As the library's, and each token is told where the rule that made it began and ended."""
        if not isinstance(state, PlacedState):
            super().tokenize(state)
            return
        rules = self.ruler.getRules("")
        deepest = state.md.options["maxNesting"]
        end = state.posMax
        while state.pos < end:
            start, n_tokens = state.pos, len(state.tokens)
            state.rule_at = start
            if not state.pending:
                state.pending_at = start
            if state.level < deepest and any(rule(state, False) for rule in rules):  # noqa: FBT003 (the library's call)
                _place(state, start, n_tokens)
                continue
            state.append_pending(state.src[state.pos])
            state.pos += 1
        if state.pending:
            state.pushPending()

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        state = PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _place(state: PlacedState, start: int, n_tokens: int) -> None:
    """Marks such as `**` come as a token each: they stand one behind the other."""
    at = start
    for token in state.tokens[n_tokens:]:
        if END in token.meta:
            continue
        if token.type == "text" and token.content:
            if state.src.startswith("<", start):
                at = start + 1
            token.meta[AT] = at
            at += len(token.content)
            token.meta[END] = at
        else:
            token.meta[END] = state.pos


def make_parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough."""
    parser = MarkdownIt("commonmark")
    parser.inline = PlacedInline()
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler.disable("linkify")
    parser.inline.ruler2.disable("fragments_join")
    parser.core.ruler.enableOnly(["normalize", "block", "inline"])
    return parser
