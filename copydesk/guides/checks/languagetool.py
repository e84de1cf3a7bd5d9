"""`languagetool`: grammar and spelling of many languages, by a LanguageTool server that the installation names.

It asks over the network, so it takes longer than other checks and runs only where the caller has opened `asking`; elsewhere
it is a check that cannot run, or one that is left for later.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, Field, ValidationError

from copydesk.guides.checks.kind import Budget, CannotRun, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import HIDDEN, joined
from copydesk.guides.domain.linting import Hit

if TYPE_CHECKING:
    import httpx

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


@dataclass(frozen=True)
class Asking:
    """`url` None: ask later; the check finds nothing for now."""

    url: str | None
    timeout_s: float


class Replacement(BaseModel):
    value: str


class Match(BaseModel):
    """Of the answer of `/v2/check`, what is used. Offsets count units of UTF-16."""

    message: str
    offset: int = Field(ge=0)
    length: int = Field(ge=0)
    replacements: list[Replacement] = Field(default=[])
    rule: dict[str, Any] = Field(default={})

    @property
    def is_misspelling(self) -> bool:
        return self.rule.get("issueType") == "misspelling"


class Answer(BaseModel):
    matches: list[Match]


_ASKING: Final[ContextVar[Asking | None]] = ContextVar("languagetool", default=None)


@contextmanager
def asking(url: str | None, *, timeout_s: float = TIMEOUT_S) -> Generator[None]:
    """Within it checks ask the server at `url` (such as `http://127.0.0.1:8081`), and wait at most so long for an answer."""
    token = _ASKING.set(Asking(url, timeout_s) if url else None)
    try:
        yield
    finally:
        _ASKING.reset(token)


@contextmanager
def asking_later() -> Generator[None]:
    """Within it checks find nothing: for callers that run them a second time within `asking`."""
    token = _ASKING.set(Asking(None, 0))
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
        for match in self._ask(way.url, unit.text, way.timeout_s).matches:
            start, end = code_points(unit.text, match.offset, match.offset + match.length)
            said = unit.text[start:end]
            if HIDDEN not in said and said.casefold() not in words:
                fixes = [one.value for one in match.replacements[:N_SUGGESTIONS]]
                message = (
                    say(self._params.message, said, match.message) if self._params.message else match.message
                )
                fix, word = fixes[0] if fixes else None, said if match.is_misspelling else None
                yield text.hit(unit, (start, end), message, fix=fix, others=fixes[1:], word=word)

    def _ask(self, url: str, said: str, timeout_s: float) -> Answer:
        import httpx

        form = {
            "text": said.replace(HIDDEN, "\u00a0"),
            "language": self._params.language,
            "level": self._params.level,
            "disabledRules": ",".join(self._params.without),
            "disabledCategories": ",".join(self._params.without_categories),
        }
        try:
            with httpx.Client(timeout=timeout_s, trust_env=False) as client:
                answer = client.post(
                    f"{url.rstrip('/')}/v2/check", data={key: value for key, value in form.items() if value}
                )
        except httpx.TimeoutException:
            raise CannotRun(f"LanguageTool did not answer within {timeout_s:g} s.") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise CannotRun(f"LanguageTool cannot be reached ({type(error).__name__}).") from None
        return _read(answer)


def _read(answer: "httpx.Response") -> Answer:
    if answer.status_code != 200:
        raise CannotRun(f"LanguageTool answered with status {answer.status_code}.")
    try:
        return Answer.model_validate_json(answer.content)
    except ValidationError:
        raise CannotRun("LanguageTool gave an answer that cannot be read.") from None


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
    summary="Grammar and spelling by a LanguageTool server, where the installation has one.",
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
