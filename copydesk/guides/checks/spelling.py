"""`spelling`: words that no dictionary knows. English, by harper's dictionary; texts in another language are left alone."""

from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal

from pydantic import Field

from copydesk.guides.checks.detection import is_sure_to_be_other, load_languages
from copydesk.guides.checks.kind import Budget, CannotRun, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.patterns import Exceptions
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import joined
from copydesk.guides.domain.linting import Hit

if TYPE_CHECKING:
    from harper import Lint, Linter

Dialect = Literal["american", "british", "australian", "canadian", "indian"]

DEFAULT_MESSAGE: Final = "Did you really mean '%s'?"
OWN_RULE: Final = "SpellCheck"
N_SUGGESTIONS: Final = 3
# Names of code, abbreviations, addresses and words with digits are no spelling mistakes.
FILTERS: Final = (
    r"\A[A-Z][A-Z]+s?\Z",
    r"\A\w*[a-z][A-Z]\w*\Z",
    r"\w*[\d_@/\\]\w*",
    r"\w\.\w",
)


class Params(CheckParams):
    dialect: Dialect = Field(default="american", description="Which English.")
    words: tuple[str, ...] = Field(
        default=(), description="Words that are right besides those of the dictionary, such as names."
    )
    exceptions: tuple[str, ...] = Field(default=(), description="Patterns of words that are right.")
    filters: tuple[str, ...] = Field(
        default=FILTERS,
        description="Patterns of what is no word to be spelled: abbreviations, names of code.",
    )
    names: bool = Field(default=True, description="Whether words with a capital letter are looked at too.")


class Spelling:
    def __init__(self, params: Params) -> None:
        self._params = params
        self._message = params.message or DEFAULT_MESSAGE
        self._words = frozenset(word.casefold() for word in params.words)
        self._exceptions = Exceptions(params.exceptions)
        self._filters = Exceptions((), bare=params.filters)
        _speller(params.dialect)
        load_languages()

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        units = text.units(scope)
        unit = joined(units)
        if is_sure_to_be_other(unit.text, "en"):
            return
        own = self._words | {word.casefold() for word in text.words}
        for lint in _speller(self._params.dialect).look(unit.text):
            said, place = lint.problem_text, (lint.span.start, lint.span.end)
            if said.casefold() in own or (not self._params.names and said[:1].isupper()):
                continue
            if not self._filters.hold(said, budget) and not self._exceptions.hold(said, budget):
                offers = [one.replacement_text for one in lint.suggestions][:N_SUGGESTIONS]
                fix = offers[0] if offers else None
                yield text.hit(unit, place, say(self._message, said), fix=fix, others=offers[1:])


class _Speller:
    """A linter serves one thread at a time."""

    def __init__(self, linter: "Linter") -> None:
        self._linter = linter
        self._lock = Lock()

    def look(self, text: str) -> "list[Lint]":
        with self._lock:
            return self._linter.lint(text, language="plaintext")


_LOADING: Final = Lock()


def _speller(dialect: Dialect) -> _Speller:
    with _LOADING:
        return _load(dialect)


@lru_cache(maxsize=2)
def _load(dialect: Dialect) -> _Speller:
    """It takes a second, and is kept."""
    try:
        import harper
    except ImportError as error:
        raise CannotRun("The spelling dictionary (harper-py) is not installed.") from error
    linter = harper.Linter(harper.Dialect[dialect.upper()])
    linter.set_lint_config({rule: rule == OWN_RULE for rule in linter.get_lint_config()})
    # The first word that is like no other takes two seconds, which are not of a check's own time.
    linter.lint("The word zqumblefry.", language="plaintext")
    return _Speller(linter)


KIND = Kind(
    name="spelling",
    summary="Words are spelled as in the dictionary (English; texts in other languages are left alone).",
    params=Params,
    prepare=Spelling,
    scope=("text & ~alt",),
    examples=(
        KindExample(
            "American English, and the project's own names",
            "kind: spelling\nwords: [Copydesk]\n",
            "Copydesk chekcs the spelling of this line, but not `speling` in code.",
            ("chekcs",),
            "Copydesk checks the spelling of this line, but not `speling` in code.",
        ),
        KindExample(
            "British English",
            "kind: spelling\ndialect: british\n",
            "The colour of the harbour is not an organisation.",
            (),
        ),
    ),
)
