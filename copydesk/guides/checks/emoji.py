"""`emoji`: none, or only some."""

from collections.abc import Iterator
from typing import Final

import regex
from pydantic import Field

from copydesk.guides.checks.counting import number_of
from copydesk.guides.checks.kind import Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit

# An emoji by itself, or a sign that is shown as one; then skin tone, and further ones joined to it.
_ONE: Final = (
    r"(?:\p{Emoji_Presentation}\uFE0F?|\p{Extended_Pictographic}\uFE0F|\p{Emoji_Modifier_Base}(?=\p{Emoji_Modifier}))"
    r"\p{Emoji_Modifier}?"
)
_JOINED: Final = rf"(?:\u200D(?:{_ONE}|\p{{Extended_Pictographic}}))*+"
EMOJI: Final = regex.compile(
    rf"\p{{Regional_Indicator}}{{2}}|[0-9#*]\uFE0F?\u20E3|{_ONE}[\U000E0020-\U000E007F]*+{_JOINED}"
)


class Params(CheckParams):
    max: int = Field(default=0, ge=0, description="The most emoji that are allowed.")
    allowed: tuple[str, ...] = Field(default=(), description="Emoji that do not count.")


class Emoji:
    def __init__(self, params: Params) -> None:
        self._params = params
        self._allowed = {_bare(one) for one in params.allowed}

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        if text.raw.isascii():
            return
        found = [
            (unit, match)
            for unit in text.units(scope)
            for match in EMOJI.finditer(unit.text, timeout=budget.left_s())
            if _bare(match[0]) not in self._allowed
        ]
        most = self._params.max
        said = "No emoji here." if most == 0 else f"{number_of(len(found), 'emojis')}; at most {most}."
        for unit, match in found[most:]:
            message = say(self._params.message or said, match[0])
            yield text.hit(unit, _with_space(unit.text, *match.span()), message, fix="")


def _bare(emoji: str) -> str:
    """With or without the sign that asks for colours, it is the same."""
    return emoji.replace("\ufe0f", "")


def _with_space(said: str, start: int, end: int) -> tuple[int, int]:
    """The space before it goes with it, so that none is left over."""
    is_behind_space = said[start - 1 : start] == " " and (end == len(said) or not said[end].isalnum())
    return (start - 1, end) if is_behind_space else (start, end)


KIND = Kind(
    name="emoji",
    summary="No emoji, or only so many, or only these.",
    params=Params,
    prepare=Emoji,
    examples=(
        KindExample(
            "No emoji",
            "kind: emoji\n",
            "High tide 🌊 at noon 👩🏽‍🔬!",
            (" 🌊", " 👩🏽‍🔬"),
            "High tide at noon!",
        ),
        KindExample("None is there", "kind: emoji\n", "High tide at noon: 3 m #1 ™", ()),
        KindExample(
            "One, and ✅ besides", "kind: emoji\nmax: 1\nallowed: [✅]\n", "✅ Done 🌊 and 🌙", (" 🌙",)
        ),
    ),
)
