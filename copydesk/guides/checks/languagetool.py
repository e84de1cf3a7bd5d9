"""`languagetool`: grammar and spelling of many languages, by a LanguageTool server that the installation names.

It asks over the network, so it takes longer than other checks and runs only where the caller has opened `asking`; elsewhere
it is a check that cannot run, or one that is left for later. `languagetool_server` does the asking.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Final, Literal

from pydantic import Field

from copydesk.guides.checks.kind import Budget, CannotRun, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.languagetool_server import Asking, ask
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import HIDDEN, joined
from copydesk.guides.domain.linting import Hit

TIMEOUT_S: Final = 10.0
N_SUGGESTIONS: Final = 3
_ASTRAL: Final = "\uffff"


class Params(CheckParams):
    language: str = Field(
        default="auto",
        pattern=r"^(auto|[a-z]{2,3}(-[A-Za-z-]{2,20})?)$",
        description="Such as `en-US`; `auto`: it tells.",
    )
    level: Literal["default", "picky"] = Field(
        default="default", description="`picky` says more about style."
    )
    without: tuple[str, ...] = Field(
        default=(), description="Rules of LanguageTool that are off, such as `WHITESPACE_RULE`."
    )
    without_categories: tuple[str, ...] = Field(
        default=(), description="Categories that are off, such as `STYLE`."
    )
    words: tuple[str, ...] = Field(
        default=(), description="Words that are right, besides those of the project."
    )


_ASKING: Final[ContextVar[Asking | None]] = ContextVar("languagetool", default=None)


@contextmanager
def asking(
    url: str | None, *, timeout_s: float = TIMEOUT_S, in_all_s: float | None = None
) -> Generator[None]:
    """Within it checks ask the server at `url` (such as `http://127.0.0.1:8081`).

    They wait so long for an answer, and no longer than `in_all_s` for all of them together.
    """
    token = _ASKING.set(
        Asking(url, timeout_s, None if in_all_s is None else monotonic() + in_all_s) if url else None
    )
    try:
        yield
    finally:
        _ASKING.reset(token)


@contextmanager
def asking_later() -> Generator[None]:
    """Within it checks find nothing: for callers that run them a second time within `asking`."""
    token = _ASKING.set(Asking(None, 0, None))
    try:
        yield
    finally:
        _ASKING.reset(token)


class LanguageTool:
    def __init__(self, params: Params) -> None:
        self._params = params
        self._words = frozenset(word.casefold() for word in params.words)

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        way = _ASKING.get()
        unit = joined(text.units(scope))
        if unit.is_blank or (way is not None and way.url is None):
            return
        if way is None or way.url is None:
            raise CannotRun("No LanguageTool server is set: see COPYDESK_LANGUAGETOOL_URL.")
        words = self._words | {word.casefold() for word in text.words}
        for match in ask(way.url, self._form(unit.text), way.left_s(), whole_s=way.timeout_s).matches:
            start, end = code_points(unit.text, match.offset, match.offset + match.length)
            said = unit.text[start:end]
            if HIDDEN not in said and said.casefold() not in words:
                fixes = [one.value for one in match.replacements[:N_SUGGESTIONS]]
                message = (
                    say(self._params.message, said, match.message) if self._params.message else match.message
                )
                fix, word = fixes[0] if fixes else None, said if match.is_misspelling else None
                yield text.hit(unit, (start, end), message, fix=fix, others=fixes[1:], word=word)

    def _form(self, said: str) -> dict[str, str]:
        form = {
            "text": said.replace(HIDDEN, "\u00a0"),
            "language": self._params.language,
            "level": self._params.level,
            "disabledRules": ",".join(self._params.without),
            "disabledCategories": ",".join(self._params.without_categories),
        }
        return {key: value for key, value in form.items() if value}


def code_points(text: str, start: int, end: int) -> tuple[int, int]:
    """From units of UTF-16 to characters; clipped to the text."""
    if text.isascii() or max(text) <= _ASTRAL:
        return min(start, len(text)), min(end, len(text))
    units = text.encode("utf-16-le", "surrogatepass")
    before = units[: 2 * start].decode("utf-16-le", "ignore")
    within = units[: 2 * end].decode("utf-16-le", "ignore")
    return len(before), max(len(within), len(before))


KIND = Kind(
    name="languagetool",
    summary="Grammar and spelling by a LanguageTool server, where the installation has one; texts are sent to it.",
    params=Params,
    prepare=LanguageTool,
    scope=("text & ~alt",),
    examples=(
        KindExample(
            "German, without rules of style",
            "kind: languagetool\nlanguage: de-DE\nwithout_categories: [STYLE]\n",
            "",
            (),
        ),
    ),
)
