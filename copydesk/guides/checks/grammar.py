"""`grammar`: English grammar, by harper. Texts and quotes in other languages are left alone."""

import difflib
import re
from collections.abc import Iterator
from typing import Final

from pydantic import Field

from copydesk.guides.checks.detection import LEAST_PROBABILITY, guess_language, load_languages
from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.proofreading import (
    SPELLING,
    Dialect,
    Mistake,
    bare_word,
    known_rules,
    proofreader,
)
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import HIDDEN, Unit
from copydesk.guides.domain.linting import Hit

TASTE: Final = (
    "CompoundNouns",
    "ExpandMemoryShorthands",
    "NumericRangeEnDash",
    "OrthographicConsistency",
    "SplitWords",
    "UseEllipsisCharacter",
)
_SIGNS: Final = re.compile(r"[{}\[\]()=<>$_\\|;+*/^~#@&]")
_MOST_SIGNS: Final = 0.06
_FRAGMENTS: Final = frozenset({"heading", "list", "table", "table.cell", "table.header"})
_SENTENCE_RULES: Final = frozenset({"SentenceCapitalization"})
_OF_WORDS: Final = frozenset({"Spelling", "Capitalization"})


class Params(CheckParams):
    dialect: Dialect = Field(default="american", description="Which English.")
    only: tuple[str, ...] = Field(
        default=(),
        description="The rules of harper that are on, such as `AnA`. None: those that harper has on.",
    )
    also: tuple[str, ...] = Field(default=(), description="Rules of harper that are on besides.")
    without: tuple[str, ...] = Field(
        default=TASTE,
        description="Rules of harper that are off, unless `only` or `also` names them. Those that are a matter of taste, at first.",
    )
    without_sorts: tuple[str, ...] = Field(
        default=("Enhancement", "Readability", "Regionalism", "Style"),
        description="Sorts of findings that are left out, in harper's words, such as `Style` or `Capitalization`.",
    )
    spelling: bool = Field(
        default=False,
        description="Whether unknown words are flagged too. The kind `spelling` does it with more settings.",
    )
    words: tuple[str, ...] = Field(
        default=(), description="Words that are right, besides those of the project."
    )
    probability: float = Field(
        default=LEAST_PROBABILITY,
        ge=0.3,
        lt=1,
        description="How sure it must be which language a piece is in; where it is not, the whole text tells. What is not "
        "English, or too short to tell, is not checked.",
    )
    limit_ms: int = Field(
        default=2_000,
        ge=50,
        le=30_000,
        description="Processor time for one text; it is more than other checks have.",
    )


class Grammar:
    def __init__(self, params: Params) -> None:
        self._params = params
        self._words = frozenset(word.casefold() for word in params.words)
        self._without_sorts = frozenset(params.without_sorts)
        self._reader = proofreader(params.dialect, _rules(params))
        load_languages()

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        is_english = self._is_english(text.document, otherwise=False)
        own_budget = Budget(self._params.limit_ms / 1000)
        words = self._words | {word.casefold() for word in text.words}
        for unit in text.units(scope):
            if _is_prose(unit.text) and self._is_english(unit, otherwise=is_english):
                yield from self._read(text, unit, words, own_budget)

    def _is_english(self, unit: Unit, *, otherwise: bool) -> bool:
        """A long enough piece says it itself; for another one it is what the whole text is."""
        guess = guess_language(unit.text)
        if guess is None or guess.probability < self._params.probability:
            return otherwise
        return guess.language == "en"

    def _read(self, text: Text, unit: Unit, words: frozenset[str], budget: Budget) -> Iterator[Hit]:
        for mistake in self._reader.read(unit.text, budget):
            if mistake.sort not in self._without_sorts and _counts(unit, mistake, words):
                said = unit.text[mistake.start : mistake.end]
                message = (
                    mistake.message
                    if self._params.message is None
                    else say(self._params.message, said, mistake.message)
                )
                fix = mistake.fixes[0] if mistake.fixes else None
                place, word = (mistake.start, mistake.end), _name_in(said, mistake)
                yield text.hit(unit, place, message, fix=fix, others=mistake.fixes[1:], word=word)


def _is_prose(said: str) -> bool:
    """Not code or a formula that nobody has marked as such."""
    return len(_SIGNS.findall(said)) <= 2 + _MOST_SIGNS * len(said)


def _counts(unit: Unit, mistake: Mistake, words: frozenset[str]) -> bool:
    """Not beside code, whose words nobody sees here; not a word of the project; a title or a list item is no sentence."""
    around = unit.text[max(mistake.start - 2, 0) : mistake.end + 2]
    said = unit.text[mistake.start : mistake.end].casefold()
    is_right = said in words or bare_word(said) in words
    is_fragment = bool(_FRAGMENTS & unit.tags) and mistake.rule in _SENTENCE_RULES
    return HIDDEN not in around and not is_right and not is_fragment


def _name_in(said: str, mistake: Mistake) -> str | None:
    """The word that may be a name: one that is not known, or whose capitals are unusual."""
    word = bare_word(said)
    is_word = len(word.split()) == 1 and mistake.sort in _OF_WORDS
    return word if is_word and (mistake.rule == SPELLING or word != word.lower()) else None


def _rules(params: Params) -> frozenset[str]:
    known = known_rules()
    for key in ("only", "also", "without"):
        names: tuple[str, ...] = getattr(params, key)
        for number, name in enumerate(names):
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                hint = f" Did you mean `{near[0]}`?" if near else ""
                raise BadCheck(f"Harper has no rule “{name}”.{hint}", at=f"{key}/{number}")
    usual = {rule for rule, is_on in known.items() if is_on and rule != SPELLING}.difference(params.without)
    besides = (*params.also, SPELLING) if params.spelling else params.also
    return frozenset(params.only or usual).union(besides)


KIND = Kind(
    name="grammar",
    summary="English grammar by harper's rules; other languages are left alone.",
    params=Params,
    prepare=Grammar,
    scope=("text & ~alt",),
    examples=(
        KindExample(
            "Small slips",
            "kind: grammar\n",
            "This is an test of the the grammar check. Its a good idea to run it.",
            ("an", "the the", "Its"),
            "This is a test of the grammar check. It's a good idea to run it.",
        ),
        KindExample(
            "Nothing is wrong",
            "kind: grammar\n",
            "This is a test of the grammar check, and all of it is right.",
            (),
        ),
        KindExample(
            "One rule of harper alone",
            "kind: grammar\nonly: [AnA]\n",
            "This is an test of the the grammar check, and it takes a hour.",
            ("an", "a"),
        ),
        KindExample(
            "Other languages are left alone",
            "kind: grammar\n",
            "Das ist ein deutscher Satz, in dem dem Prüfer nichts auffallen soll.",
            (),
        ),
    ),
)
