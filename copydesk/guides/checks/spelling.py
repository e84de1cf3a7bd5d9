"""`spelling`: words that no dictionary knows. English, by harper's dictionary; texts in another language are left alone."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from copydesk.guides.checks.detection import is_sure_to_be_other, load_languages
from copydesk.guides.checks.kind import Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.patterns import Exceptions
from copydesk.guides.checks.proofreading import Dialect, bare_word, speller
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import joined
from copydesk.guides.domain.linting import Hit

DEFAULT_MESSAGE: Final = "Did you really mean '%s'?"
# Single letters, names of code, abbreviations, addresses and words with digits are no spelling mistakes.
FILTERS: Final = (
    r"\A\p{L}(?:['’]s)?\.?\Z",
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
        self._speller = speller(params.dialect)
        load_languages()

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        units = text.units(scope)
        unit = joined(units)
        if is_sure_to_be_other(unit.text, "en"):
            return
        own = self._words | {word.casefold() for word in text.words}
        for mistake in self._speller.read(unit.text, budget):
            place = (mistake.start, mistake.end)
            said = unit.text[slice(*place)]
            word = bare_word(said)
            if {said.casefold(), word.casefold()} & own or (not self._params.names and said[:1].isupper()):
                continue
            if not self._filters.hold(said, budget) and not self._exceptions.hold(said, budget):
                fix = mistake.fixes[0] if mistake.fixes else None
                message = say(self._message, said)
                yield text.hit(unit, place, message, fix=fix, others=mistake.fixes[1:], word=word)


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
