"""`substitution`: say one thing for another."""

from collections.abc import Iterator
from typing import Final

import regex
from pydantic import Field

from copydesk.guides.checks.fixes import as_written
from copydesk.guides.checks.kind import Action, BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.patterns import Exceptions, Match, Needles, compile_pattern, word
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import Unit
from copydesk.guides.domain.linting import Hit

DEFAULT_MESSAGE = "Use '%s' instead of '%s'."


class Params(CheckParams):
    swap: dict[str, str] = Field(
        default={}, description="What is found, and what is said instead; `a|b` offers both."
    )
    exceptions: tuple[str, ...] = Field(default=(), description="Words or patterns that may stay.")
    ignorecase: bool = Field(default=False, description="Whether capitals and small letters are the same.")
    nonword: bool = Field(default=False, description="Whether a match may stand inside a word too.")
    capitalize: bool = Field(
        default=False, description="Whether the message names the replacement with the match's capital."
    )
    action: Action | None = Field(
        default=None, description="Taken as Vale has it; the match is replaced anyway."
    )


class Substitution:
    def __init__(self, params: Params) -> None:
        if not params.swap:
            raise BadCheck("Say in `swap` what is said for what.", at="swap")
        # The longest comes first, so that `cell phone` wins over `cell`.
        swaps = sorted(params.swap.items(), key=lambda pair: len(pair[0]), reverse=True)
        self._params = params
        self._message = params.message or DEFAULT_MESSAGE
        self._options = [_options(replacement) for _, replacement in swaps]
        for found, replacement in swaps:
            _check_groups(found, replacement)
        self._exceptions = Exceptions(params.exceptions)
        wrap = str if params.nonword else word
        self._needles = Needles([found for found, _ in swaps], wrap, at="swap", ignorecase=params.ignorecase)

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        possible = self._needles.possible(text.folded(scope))
        if not possible:
            return
        for unit in text.units(scope):
            here = [needle for needle in possible if needle.needs in unit.folded]
            for match, order in Needles.find(here, unit.text, budget) if here else ():
                options, said = self._options[order], match[0]
                if said not in options and not self._exceptions.hold(said.strip(), budget):
                    yield self._hit(text, unit, match, options)

    def _hit(self, text: Text, unit: Unit, match: Match, options: tuple[str, ...]) -> Hit:
        said = match[0]
        options = tuple(_expanded(option, match) for option in options)
        follows = self._params.ignorecase or self._params.capitalize
        fixes = [as_written(option, said, follows_case=follows) for option in options]
        named = fixes if self._params.capitalize else options
        message = _with_options(self._message, tuple(named), said.strip())
        return text.hit(unit, match.span(), message, fix=fixes[0], others=fixes[1:])


def _options(replacement: str) -> tuple[str, ...]:
    return tuple(option.strip() for option in replacement.split("|"))


_GROUP: Final = regex.compile(r"\$(\d)")


def _check_groups(found: str, replacement: str) -> None:
    """Raises BadCheck where the replacement names a group that what is found does not have."""
    named = max((int(number) for number in _GROUP.findall(replacement)), default=0)
    if named and named > compile_pattern(found, at="swap").groups:
        raise BadCheck(
            f'"{replacement}" names the group ${named}, and "{found}" has none of that number.', at="swap"
        )


def _expanded(option: str, match: Match) -> str:
    """`$1` is the first group of the match."""
    return _GROUP.sub(lambda found: match[int(found[1])] or "", option) if "$" in option else option


def _with_options(message: str, options: tuple[str, ...], said: str) -> str:
    """Several replacements are named as 'a' or 'b', in the quotes that the message has."""
    place = message.find("%s")
    quote = message[place - 1] if place > 0 and message[place - 1] in "'\"" else "'"
    if len(options) == 1:
        return say(message, options[0], said)
    quoted = [f"{quote}{option}{quote}" for option in options]
    named = " or ".join(quoted) if len(quoted) == 2 else f"{', '.join(quoted[:-1])}, or {quoted[-1]}"
    return say(message.replace(f"{quote}%s{quote}", "%s", 1), named, said)


KIND = Kind(
    name="substitution",
    summary="One thing is said for another; the fix is the replacement, in the case of letters of what it replaces.",
    params=Params,
    prepare=Substitution,
    examples=(
        KindExample(
            "Plain words",
            "kind: substitution\nignorecase: true\nswap:\n  in order to: to\n  utili[sz]e: use\n",
            "In order to win, utilize it.",
            ("In order to", "utilize"),
            "To win, use it.",
        ),
        KindExample(
            "Several replacements",
            "kind: substitution\nswap:\n  cell ?phone: phone|mobile phone\n",
            "Call my cell phone.",
            ("cell phone",),
            "Call my phone.",
        ),
    ),
)
