"""`fences`: blocks of code say which language they hold."""

from collections.abc import Iterator

from pydantic import Field

from copydesk.guides.checks.kind import Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.outline import Fence, fences
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit


class Params(CheckParams):
    languages: tuple[str, ...] = Field(
        default=(),
        description="The languages that are allowed, as they are written behind the marks. None: any.",
    )
    usual: str | None = Field(
        default=None, description="The language that the fix writes where none is named, such as `text`."
    )
    code: bool = Field(default=True, description="Whether blocks of code may occur at all.")


class Fences:
    def __init__(self, params: Params) -> None:
        self._params = params
        self._allowed = {language.casefold() for language in params.languages}

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        for fence in fences(text):
            budget.left_s()
            if not self._params.code:
                yield Hit(fence.start, fence.end, self._params.message or "No blocks of code here.")
            elif not fence.language:
                yield self._without_language(text, fence)
            elif self._allowed and fence.language.casefold() not in self._allowed:
                said = (
                    self._params.message
                    or f"The language “%s” is not one of: {', '.join(self._params.languages)}."
                )
                yield Hit(fence.start, fence.end, say(said, fence.language))

    def _without_language(self, text: Text, fence: Fence) -> Hit:
        message = say(
            self._params.message or "Name the language behind the %s.",
            text.raw[fence.start : fence.marks_end],
        )
        usual = self._params.usual
        fix = None if usual is None else text.raw[fence.start : fence.marks_end] + usual
        return Hit(fence.start, fence.marks_end, message, fix)


KIND = Kind(
    name="fences",
    summary="Blocks of code name their language.",
    params=Params,
    prepare=Fences,
    scope=("raw",),
    examples=(
        KindExample(
            "A block without a language",
            "kind: fences\nusual: text\n",
            "Run it:\n\n```\nls\n```\n",
            ("```",),
            "Run it:\n\n```text\nls\n```\n",
        ),
        KindExample("A block with one", "kind: fences\n", "Run it:\n\n```bash\nls\n```\n", ()),
        KindExample(
            "Only some languages",
            "kind: fences\nlanguages: [python, sql]\n",
            "~~~ruby\nputs 1\n~~~\n",
            ("~~~ruby",),
        ),
    ),
)
