"""Which language a text is written in."""

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from copydesk.guides.checks.units import HIDDEN

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LEAST_LETTERS: Final = 20
LEAST_PROBABILITY: Final = 0.6
SURE_PROBABILITY: Final = 0.9
MOST_CHARS: Final = 2_000
_LOADING: Final = Lock()


@dataclass(frozen=True, slots=True)
class Guess:
    """`language` is a code of ISO 639, such as `en`."""

    language: str
    probability: float


def guess_language(text: str, *, least_letters: int = LEAST_LETTERS) -> Guess | None:
    """By the beginning of a long text. None where it is too short to tell."""
    said = text[:MOST_CHARS].replace(HIDDEN, " ")
    if sum(map(str.isalpha, said)) < least_letters:
        return None
    language, probability = _identifier().classify(said)
    return Guess(language, probability)


def sure_language(text: str, *, least_probability: float = SURE_PROBABILITY) -> str | None:
    """The language of a text where it is long and clear enough to be sure of it."""
    guess = guess_language(text, least_letters=2 * LEAST_LETTERS)
    return None if guess is None or guess.probability < least_probability else guess.language


def is_sure_to_be_other(text: str, language: str, *, least_probability: float = SURE_PROBABILITY) -> bool:
    """A quote in another language, say."""
    return sure_language(text, least_probability=least_probability) not in {None, language}


def load_languages() -> frozenset[str]:
    """The codes that can be told apart. The first call takes a second."""
    return frozenset(_identifier().labels)


def _identifier() -> "LanguageIdentifier":
    with _LOADING:
        return _load()


@lru_cache(maxsize=1)
def _load() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
