"""What an import tells while it runs, in short transactions beside its own long one: counts once a second, problems as they come."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager

import orjson

from copydesk.exchange.domain.imports import Counts, FoundProblem, ProblemKind
from copydesk.exchange.domain.records import Record
from copydesk.exchange.store import imports as store
from copydesk.kernel.ctx import Actor, Ctx

log = logging.getLogger(__name__)

PAUSE_S = 1.0
_WAITING_MAX = 500
_WAITING_BYTES = 4_000_000

# Opens a transaction of its own, such as `boundary.open`.
Aside = Callable[[Actor], AbstractAsyncContextManager[Ctx]]
Told = Callable[[Counts], None]


class Reporter:
    """Holds the counts of one import; keeps the first `keeps` problems, and only counts the others."""

    def __init__(self, ctx: Ctx, import_id: int, aside: Aside, told: Told | None = None) -> None:
        self.counts = Counts()
        self.first: list[FoundProblem] = []
        self.unit = "line"
        self._ctx = ctx
        self._import_id = import_id
        self._aside = aside
        self._told = told
        self._waiting: list[FoundProblem] = []
        self._n_waiting_bytes = 0
        self._n_kept = 0
        self._flushing = asyncio.Lock()

    def bad(self, record: Record, message: str) -> None:
        """A record, or a judgement in it, that cannot be loaded."""
        self.counts.n_bad += 1
        self._keep("bad", record, message)

    def changed(self, record: Record) -> None:
        """A record that differs from the stored item, where no new version was asked for."""
        self.counts.n_changed += 1
        words = (
            "differs from the stored item, which stays as it is; import with updates to make a new version"
        )
        self._keep("changed", record, words)

    def _keep(self, kind: ProblemKind, record: Record, message: str) -> None:
        if self._n_kept >= self._ctx.settings.import_problems_max:
            return
        self._n_kept += 1
        problem = FoundProblem(kind, f"{self.unit} {record.number}", message, _text(record))
        if kind == "bad" and len(self.first) < 100:
            self.first.append(FoundProblem(kind, problem.place, message, None))
        self._waiting.append(problem)
        self._n_waiting_bytes += len(problem.record or "")

    @property
    def is_heavy(self) -> bool:
        """Whether enough problems wait to be written down at once."""
        return len(self._waiting) >= _WAITING_MAX or self._n_waiting_bytes >= _WAITING_BYTES

    async def flush(self) -> None:
        """Write counts and waiting problems."""
        async with self._flushing:
            problems, self._waiting = self._waiting, []
            self._n_waiting_bytes = 0
            first_ordinal = self._n_kept - len(problems) + 1
            try:
                async with self._aside(self._ctx.actor) as beside:
                    await store.update_counts(beside.conn, self._import_id, self.counts)
                    if problems:
                        await store.insert_problems(beside.conn, self._import_id, first_ordinal, problems)
            except BaseException:
                self._waiting = problems + self._waiting
                raise
        if self._told is not None:
            self._told(self.counts)

    @contextlib.asynccontextmanager
    async def telling(self) -> AsyncGenerator[None]:
        """Tell in the background while the body runs; a transaction under way is let finish."""
        over = asyncio.Event()
        task = asyncio.create_task(self._keep_telling(over))
        try:
            yield
        finally:
            over.set()
            await task

    async def _keep_telling(self, over: asyncio.Event) -> None:
        """A database that does not answer the second transaction must not end the first."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), PAUSE_S)
            if over.is_set():
                return
            try:
                await self.flush()
            except Exception:
                log.exception("the progress of import %s could not be written", self._import_id)


def _text(record: Record) -> str | None:
    """The record as text that the database can hold; None when there is none."""
    raw = record.raw
    if raw is None and record.value is not None:
        with contextlib.suppress(TypeError):
            raw = orjson.dumps(record.value, default=str)
    if raw is None or b"\0" in raw:
        return None
    with contextlib.suppress(UnicodeDecodeError):
        return raw.decode()
    return None
