"""Harper's rules of grammar on pieces of text: one linter per thread, what was read is remembered, time is kept."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from queue import Empty, SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal

from copydesk.guides.checks.kind import Budget
from copydesk.guides.checks.sentences import sentence_spans

if TYPE_CHECKING:
    from harper import Lint, Linter, Suggestion

Dialect = Literal["american", "british", "australian", "canadian", "indian"]

PIECE_CHARS: Final = 1_200
# An unknown word takes harper a hundredth of a second, in which it looks for others that it may have been.
SPELLING_PIECE_CHARS: Final = 240
SPELLING: Final = "SpellCheck"
REMEMBERED: Final = 2_000
N_SUGGESTIONS: Final = 3
_MARKS: Final = ".,;:!?'\"’”()"


@dataclass(frozen=True, slots=True)
class Mistake:
    """`start` to `end` in the text that was read; each of `fixes` replaces exactly that. `rule` and `sort` are harper's."""

    start: int
    end: int
    rule: str
    sort: str
    message: str
    fixes: tuple[str, ...]


class Proofreader:
    """Any thread may use it. Harper itself cannot be stopped, so it reads a few sentences at a time."""

    def __init__(self, dialect: Dialect, rules: frozenset[str], *, piece_chars: int = PIECE_CHARS) -> None:
        self._dialect: Dialect = dialect
        self._rules = rules
        self._piece_chars = piece_chars
        self._free: SimpleQueue[Linter] = SimpleQueue()
        self._known: OrderedDict[str, tuple[Mistake, ...]] = OrderedDict()
        self._lock = Lock()
        # Neither its first sentence nor its first strange word takes of a check's own time.
        self._read_piece("The word zqumblefry.")

    def read(self, text: str, budget: Budget) -> Iterator[Mistake]:
        """By place. Raises TimeoutError when the budget is used up."""
        for start, end in pieces(text, self._piece_chars):
            budget.left_s()
            for one in self._read_piece(text[start:end]):
                yield Mistake(one.start + start, one.end + start, one.rule, one.sort, one.message, one.fixes)

    def _read_piece(self, piece: str) -> tuple[Mistake, ...]:
        with self._lock:
            known = self._known.get(piece)
            if known is not None:
                self._known.move_to_end(piece)
                return known
        found = self._lint(piece)
        with self._lock:
            self._known[piece] = found
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return found

    def _lint(self, piece: str) -> tuple[Mistake, ...]:
        linter = self._take()
        try:
            by_rule = linter.organized_lints(piece, language="plaintext")
        finally:
            self._free.put(linter)
        read = [_mistake(rule, lint) for rule, lints in by_rule.items() for lint in lints]
        found = [mistake for mistake in read if mistake is not None]
        return tuple(sorted(found, key=lambda mistake: (mistake.start, mistake.end)))

    def _take(self) -> "Linter":
        """A linter serves one thread at a time; a further one takes a twentieth of a second."""
        try:
            return self._free.get_nowait()
        except Empty:
            return _new_linter(self._dialect, {rule: rule in self._rules for rule in known_rules()})


@lru_cache(maxsize=16)
def proofreader(dialect: Dialect, rules: frozenset[str]) -> Proofreader:
    """The first one takes a second or more."""
    return Proofreader(dialect, rules)


@lru_cache(maxsize=4)
def speller(dialect: Dialect) -> Proofreader:
    """Finds unknown words and nothing else."""
    return Proofreader(dialect, frozenset({SPELLING}), piece_chars=SPELLING_PIECE_CHARS)


@lru_cache(maxsize=1)
def known_rules() -> Mapping[str, bool]:
    """Harper's rules, and whether each is usually on."""
    from harper import Linter, get_default_lint_config

    # It loads the dictionary and lets other threads go on; asking for the rules first would stop the whole process meanwhile.
    Linter()
    return get_default_lint_config()


def bare_word(said: str) -> str:
    """A word as it stands in a dictionary: without the marks around it and without 's."""
    word = said.strip(_MARKS)
    return word.removesuffix("'s").removesuffix("’s")


def pieces(text: str, most: int = PIECE_CHARS) -> Iterator[tuple[int, int]]:
    """Whole sentences, as many as fit; a sentence that is far too long is cut between words."""
    start = end = 0
    for first, last in sentence_spans(text) if len(text) > most else ((0, len(text)),):
        if last - start > most and end > start:
            yield start, end
            start = first
        end = last
        while end - start > most:
            cut = text.rfind(" ", start + 1, start + most) + 1 or start + most
            yield start, cut
            start = cut
    if end > start:
        yield start, end


def _new_linter(dialect: Dialect, config: Mapping[str, bool]) -> "Linter":
    import harper

    linter = harper.Linter(harper.Dialect[dialect.upper()])
    linter.set_lint_config(dict(config))
    return linter


def _mistake(rule: str, lint: "Lint") -> Mistake | None:
    """None where the only suggestion is what was written."""
    offered = dict.fromkeys(_replacement(lint.problem_text, one) for one in lint.suggestions)
    fixes = tuple(fix for fix in offered if fix != lint.problem_text)[:N_SUGGESTIONS]
    if offered and not fixes:
        return None
    return Mistake(lint.span.start, lint.span.end, rule, lint.lint_kind, lint.message, fixes)


def _replacement(problem: str, suggestion: "Suggestion") -> str:
    """What stands in the place of the problem afterwards."""
    from harper import SuggestionKind

    if suggestion.kind == SuggestionKind.REMOVE:
        return ""
    behind = suggestion.replacement_text
    return problem + behind if suggestion.kind == SuggestionKind.INSERT_AFTER else behind
