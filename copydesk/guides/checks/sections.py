"""`sections`: which headings there must be, which not, and in what order."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.outline import Heading, headings
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit


class Params(CheckParams):
    required: tuple[str, ...] = Field(
        default=(),
        description="Headings that there must be, in any case of letters. `Sources|References` stands for either.",
    )
    forbidden: tuple[str, ...] = Field(default=(), description="Headings that there must not be.")
    ordered: bool = Field(
        default=False, description="Whether the required ones stand in the order in which they are given."
    )
    others: bool = Field(default=True, description="Whether there may be headings that are not required.")
    level: int | None = Field(
        default=None, ge=1, le=6, description="Only headings of this level are looked at."
    )


class Sections:
    def __init__(self, params: Params) -> None:
        if not params.required and not params.forbidden:
            raise BadCheck("Say in `required` or `forbidden` which sections are meant.", at="required")
        self._params = params
        self._required = [_names(name) for name in params.required]
        self._forbidden = {one for name in params.forbidden for one in _names(name)}

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        budget.left_s()
        found = [one for one in headings(text) if self._params.level in {None, one.level}]
        hits = [*self._present(found), *self._missing(text, found)]
        yield from sorted(hits, key=lambda hit: hit.start)

    def _present(self, found: Sequence[Heading]) -> Iterator[Hit]:
        furthest = -1
        for heading in found:
            title = _folded(heading.title)
            at = next((at for at, names in enumerate(self._required) if title in names), None)
            if title in self._forbidden:
                yield self._hit(heading, "There is no section “%s”.")
            elif at is None and not self._params.others:
                yield self._hit(
                    heading, f"“%s” is not one of the sections: {', '.join(self._params.required)}."
                )
            elif at is not None and at < furthest and self._params.ordered:
                yield self._hit(heading, f"“%s” stands before “{self._params.required[furthest]}”.")
            furthest = max(furthest, -1 if at is None else at)

    def _missing(self, text: Text, found: Sequence[Heading]) -> Iterator[Hit]:
        titles = {_folded(heading.title) for heading in found}
        for name, names in zip(self._params.required, self._required, strict=True):
            if not titles & names:
                message = say(self._params.message or "The section “%s” is missing.", name)
                yield Hit(len(text.raw), len(text.raw), message)

    def _hit(self, heading: Heading, said: str) -> Hit:
        return Hit(heading.start, heading.end, say(self._params.message or said, heading.title))


def _names(written: str) -> set[str]:
    return {_folded(name) for name in written.split("|") if name.strip()}


def _folded(title: str) -> str:
    return " ".join(title.casefold().split()).rstrip(" :.")


KIND = Kind(
    name="sections",
    summary="Which sections a text must have, must not have, and in what order.",
    params=Params,
    prepare=Sections,
    scope=("raw",),
    examples=(
        KindExample(
            "A section that is missing",
            "kind: sections\nrequired: [Answer, Sources|References]\n",
            "## Answer\n\nThe moon.",
            ("",),
        ),
        KindExample(
            "All are there",
            "kind: sections\nrequired: [Answer, Sources|References]\nordered: true\n",
            "## Answer\n\nThe moon.\n\n## References\n\n- Darwin 1898",
            (),
        ),
        KindExample(
            "One that must not be",
            "kind: sections\nforbidden: [Conclusion]\n",
            "## Answer\n\nThe moon.\n\n## Conclusion\n\nThe moon.",
            ("## Conclusion",),
        ),
    ),
)
