"""Asking a LanguageTool server: never longer than allowed, not twice for the same text, and not again at once when it is away."""

import logging
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, Field, ValidationError

from copydesk.guides.checks.kind import CannotRun

if TYPE_CHECKING:
    import httpx

log = logging.getLogger(__name__)

ASKED_AGAIN_S: Final = 30.0
REMEMBERED: Final = 500
REMEMBERED_S: Final = 600.0


@dataclass(frozen=True)
class Asking:
    """`url` None: ask later; the check finds nothing for now. `until` is when the time of all answers together is over."""

    url: str | None
    timeout_s: float
    until: float | None

    def left_s(self) -> float:
        """How long an answer may be waited for. Raises CannotRun when no time is left."""
        left = self.timeout_s if self.until is None else min(self.timeout_s, self.until - monotonic())
        if left <= 0:
            raise CannotRun("The time to wait for LanguageTool was used up before this one.")
        return left


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


class _Known:
    """What was answered of late, and which servers are away; any thread may use it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: OrderedDict[tuple[str, ...], tuple[float, Answer]] = OrderedDict()
        self._away: dict[str, tuple[float, str]] = {}

    def answer(self, key: tuple[str, ...]) -> Answer | None:
        with self._lock:
            at, answer = self._answers.get(key, (0.0, None))
            return answer if answer is not None and monotonic() - at < REMEMBERED_S else None

    def keep(self, key: tuple[str, ...], answer: Answer) -> None:
        with self._lock:
            self._answers[key] = (monotonic(), answer)
            self._answers.move_to_end(key)
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
            self._away.pop(key[0], None)

    def refuse_if_away(self, url: str) -> None:
        """Raises CannotRun while nobody asks; then one asks again, and the others wait for what comes of it."""
        with self._lock:
            at, reason = self._away.get(url, (0.0, ""))
            if not reason:
                return
            now = monotonic()
            if now - at < ASKED_AGAIN_S:
                raise CannotRun(f"{reason} It is asked again within {ASKED_AGAIN_S:.0f} s.")
            self._away[url] = (now, reason)

    def is_away(self, url: str, reason: str) -> CannotRun:
        with self._lock:
            self._away[url] = (monotonic(), reason)
        return CannotRun(reason)


_KNOWN: Final = _Known()
# A name that does not resolve, or a server that sends a byte a minute, keeps one of these and nobody who waits.
_THREADS: Final = ThreadPoolExecutor(max_workers=8, thread_name_prefix="languagetool")


def ask(url: str, form: dict[str, str], timeout_s: float, *, whole_s: float = 0.0) -> Answer:
    """What the server says of a text, within `timeout_s`, whatever it does; `whole_s` is what it is given otherwise. Raises CannotRun."""
    key = (url, *(part for pair in sorted(form.items()) for part in pair))
    known = _KNOWN.answer(key)
    if known is not None:
        return known
    _KNOWN.refuse_if_away(url)
    import httpx

    asked: Future[httpx.Response] = _THREADS.submit(_post, url, form, timeout_s)
    try:
        answer = _read(asked.result(timeout_s))
    except (TimeoutError, httpx.TimeoutException):
        asked.cancel()
        # The rest of a budget that other texts used up says nothing about the server.
        if timeout_s < whole_s / 2:
            raise CannotRun("The time for LanguageTool was used up before it answered.") from None
        raise _KNOWN.is_away(url, f"LanguageTool did not answer within {timeout_s:.2g} s.") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        log.warning("LanguageTool cannot be reached", extra={"error": repr(error)})
        raise _KNOWN.is_away(url, "LanguageTool cannot be reached.") from None
    _KNOWN.keep(key, answer)
    return answer


def _post(url: str, form: dict[str, str], timeout_s: float) -> "httpx.Response":
    import httpx

    with httpx.Client(timeout=timeout_s, trust_env=False) as client:
        return client.post(f"{url.rstrip('/')}/v2/check", data=form)


def _read(answer: "httpx.Response") -> Answer:
    if answer.status_code != 200:
        raise CannotRun(f"LanguageTool answered with status {answer.status_code}.")
    try:
        return Answer.model_validate_json(answer.content)
    except ValidationError:
        raise CannotRun("LanguageTool gave an answer that cannot be read.") from None
