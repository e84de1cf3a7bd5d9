"""`conditional`: where there is the one, there has been the other."""

from collections.abc import Iterator

from pydantic import Field

from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.patterns import Exceptions, compile_pattern
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit

DEFAULT_MESSAGE = "'%s' has not been introduced."


class Params(CheckParams):
    first: str = Field(default="", description="What needs an introduction, such as an abbreviation.")
    second: str = Field(
        default="",
        description="The introduction; its groups are what it introduces. Without a group it introduces everything.",
    )
    exceptions: tuple[str, ...] = Field(default=(), description="Words or patterns that need none.")
    ignorecase: bool = Field(default=False, description="Whether capitals and small letters are the same.")


class Conditional:
    def __init__(self, params: Params) -> None:
        for key in ("first", "second"):
            if not getattr(params, key):
                raise BadCheck(f"Say in `{key}` what is looked for.", at=key)
        self._message = params.message or DEFAULT_MESSAGE
        self._first = compile_pattern(params.first, at="first", ignorecase=params.ignorecase)
        self._second = compile_pattern(params.second, at="second", ignorecase=params.ignorecase)
        self._exceptions = Exceptions(params.exceptions)

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        """An introduction counts in its own piece of the scope and in all that follow."""
        introduced: set[str] = set()
        all_are = False
        for unit in text.units(scope):
            for match in self._second.finditer(unit.text, timeout=budget.left_s()):
                introduced.update(group for group in match.groups() if group)
                all_are = all_are or not match.groups()
            for match in self._first.finditer(unit.text, timeout=budget.left_s()):
                said = match[0]
                if not all_are and said not in introduced and not self._exceptions.hold(said, budget):
                    yield text.hit(unit, match.span(), say(self._message, said))


KIND = Kind(
    name="conditional",
    summary="Where there is the one, there has been the other: an abbreviation and its long form.",
    params=Params,
    prepare=Conditional,
    examples=(
        KindExample(
            "Abbreviations are spelled out first",
            "kind: conditional\nmessage: \"Spell out '%s' first.\"\nfirst: '\\b[A-Z]{3,5}\\b'\n"
            "second: '(?:\\b[A-Z][a-z]+ )+\\(([A-Z]{3,5})\\)'\nexceptions: [HTML]\n",
            "The World Health Organization (WHO) says so. The WHO and the IMF write HTML.",
            ("IMF",),
        ),
    ),
)
