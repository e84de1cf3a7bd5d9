"""What every kind of check is: the keys that it takes, and how they become something that runs."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import local
from time import perf_counter, thread_time
from typing import Any, Final, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit


class BadCheck(Exception):
    """A check cannot be used as it is written. `at` is the key that is wrong, such as `tokens/2`."""

    def __init__(self, message: str, *, at: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class CannotRun(Exception):
    """A check that is right cannot run here: a tool is missing. It becomes a CheckFailed."""


class _Clock(local):
    """This thread's processor time. Asking the system takes longer than many a search, so it is asked every few milliseconds."""

    sampled = 0.0
    at = float("-inf")

    def now(self) -> float:
        at = perf_counter()
        if at - self.at > SAMPLED_EVERY_S:
            self.sampled, self.at = thread_time(), at
        return self.sampled + (at - self.at)


SAMPLED_EVERY_S: Final = 0.002
_CLOCK: Final = _Clock()


def processor_s() -> float:
    """Processor time of this thread, right to a few milliseconds."""
    return _CLOCK.now()


class Budget:
    """The processor time that a check has for one text. Asking for what is left raises TimeoutError when nothing is."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._until = processor_s() + seconds

    def left_s(self) -> float:
        left = self._until - processor_s()
        if left <= 0:
            raise TimeoutError
        return left


class Action(BaseModel):
    """How a match is mended, in Vale's words."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    name: Literal["replace", "remove", "edit", "convert", "suggest"] | None = Field(
        default=None, description="What is done with the match."
    )
    params: tuple[str, ...] = Field(default=(), description="How, such as `[trim_right, '!']` for `edit`.")


class CheckParams(BaseModel):
    """The keys that every kind takes. `severity`, `scope` and `name` are read before the kind sees its keys."""

    # Built when a check of the kind is first read: two dozen kinds at once would take half of the start of a command.
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, defer_build=True)

    message: str | None = Field(
        default=None,
        description="What is said at each place. `%s` stands for what was found; see the kind for more than one.",
    )
    link: str | None = Field(default=None, description="Page that explains the rule.")
    limit: int | None = Field(default=None, ge=1, description="Most findings in one text.")


class Prepared(Protocol):
    """A check that is ready to run, on any number of texts and in any thread."""

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterable[Hit]:
        """Raises TimeoutError when the budget is used up, and CannotRun."""
        ...


@dataclass(frozen=True)
class KindExample:
    """A check with texts: each is tested, and shown in the reference. `finds` are the flagged parts of `text`."""

    title: str
    check: str
    text: str
    finds: tuple[str, ...]
    fixed: str | None = None


P = TypeVar("P", bound=CheckParams)


@dataclass(frozen=True)
class Kind(Generic[P]):
    """`scope` is where a check of this kind looks when it does not say so. `prepare` raises BadCheck."""

    name: str
    summary: str
    params: type[P]
    prepare: Callable[[P], Prepared]
    examples: tuple[KindExample, ...]
    scope: tuple[str, ...] = ("text",)


AnyKind = Kind[Any]

_PLACE: Final = re.compile(r"%(?:\[(\d+)\])?s")
_SPACES: Final = re.compile(r"[ \r\n]+")


def say(template: str, *subs: str) -> str:
    """The message with its `%s` filled in, in order; `%[2]s` names one. Runs of spaces become one, as Vale does it."""
    at = 0

    def fill(found: re.Match[str]) -> str:
        nonlocal at
        at = int(found[1]) if found[1] else at + 1
        return subs[at - 1] if 0 < at <= len(subs) else found[0]

    return _SPACES.sub(" ", _PLACE.sub(fill, template))
