"""`headings`: their levels and their number."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from copydesk.guides.checks.counting import number_of
from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.outline import Heading, headings
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit


class Params(CheckParams):
    start: int | None = Field(default=None, ge=1, le=6, description="The level of the first heading.")
    jumps: bool = Field(default=False, description="Whether a level may be left out on the way down.")
    deepest: int | None = Field(default=None, ge=1, le=6, description="The deepest level that is allowed.")
    repeats: bool = Field(default=True, description="Whether two headings may read the same.")
    min: int | None = Field(default=None, ge=1, description="The fewest headings that are wanted.")
    max: int | None = Field(default=None, ge=0, description="The most headings that are wanted.")


class Headings:
    def __init__(self, params: Params) -> None:
        if params.start is not None and params.deepest is not None and params.start > params.deepest:
            raise BadCheck("`start` is deeper than `deepest`.", at="start")
        if params.min is not None and params.max is not None and params.min > params.max:
            raise BadCheck("`min` is more than `max`.", at="min")
        self._params = params

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        budget.left_s()
        found = headings(text)
        hits = [*self._levels(found), *self._repeats(found), *self._number(text, found)]
        yield from sorted(hits, key=lambda hit: hit.start)

    def _levels(self, found: Sequence[Heading]) -> Iterator[Hit]:
        """One hit at a heading, by the first thing that is wrong with its level."""
        start, deepest = self._params.start, self._params.deepest
        before = 0
        for heading in found:
            if before == 0 and start is not None and heading.level != start:
                yield self._level_hit(
                    heading, start, f"The first heading has level {heading.level}; it begins at {start}."
                )
            elif deepest is not None and heading.level > deepest:
                yield self._level_hit(heading, deepest, f"Level {heading.level}; at most {deepest}.")
            elif before and heading.level > before + 1 and not self._params.jumps:
                said = f"Level {heading.level} follows level {before}; the next one is {before + 1}."
                yield self._level_hit(heading, before + 1, said)
            before = heading.level

    def _level_hit(self, heading: Heading, wanted: int, said: str) -> Hit:
        """On the marks, which the fix rewrites; on the whole line where there are none."""
        message = say(self._params.message or said, str(heading.level), str(wanted))
        if heading.marker is None:
            return Hit(heading.start, heading.end, message)
        return Hit(*heading.marker, message, "#" * wanted)

    def _repeats(self, found: Sequence[Heading]) -> Iterator[Hit]:
        seen: set[str] = set()
        for heading in found:
            title = heading.title.casefold()
            if title in seen and not self._params.repeats:
                message = say(self._params.message or "“%s” is a heading already.", heading.title)
                yield Hit(heading.start, heading.end, message)
            seen.add(title)

    def _number(self, text: Text, found: Sequence[Heading]) -> Iterator[Hit]:
        n, least, most = len(found), self._params.min, self._params.max
        if most is not None and n > most:
            said = say(
                self._params.message or f"{number_of(n, 'headings')}; at most {most}.", str(n), str(most)
            )
            yield Hit(found[most].start, found[most].end, said)
        elif least is not None and n < least:
            said = say(
                self._params.message or f"{number_of(n, 'headings')}; at least {least}.", str(n), str(least)
            )
            yield Hit(len(text.raw), len(text.raw), said)


KIND = Kind(
    name="headings",
    summary="Where headings start, that no level is left out, how deep they go and how many there are.",
    params=Params,
    prepare=Headings,
    scope=("raw",),
    examples=(
        KindExample(
            "From level 2 on, and no level is left out",
            "kind: headings\nstart: 2\n",
            "## Tides\n\nText.\n\n#### Spring tides\n\nText.",
            ("####",),
            "## Tides\n\nText.\n\n### Spring tides\n\nText.",
        ),
        KindExample(
            "The levels follow each other",
            "kind: headings\nstart: 2\n",
            "## Tides\n\n### Spring tides\n\n## Moon",
            (),
        ),
        KindExample(
            "No heading twice", "kind: headings\nrepeats: false\n", "# Moon\n\n## Size\n\n# Moon", ("# Moon",)
        ),
        KindExample(
            "No headings in a short answer", "kind: headings\nmax: 0\n", "# Answer\n\nYes.", ("# Answer",)
        ),
    ),
)
