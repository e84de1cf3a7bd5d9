"""Telling open pages what changed: one look at the database a second for all of them, and none while nobody listens."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from copydesk.kernel.boundary import ActorLookup, Boundary
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.errors import DatabaseAway, Problem
from copydesk.reports.domain.live import Change, Happening, Mark, Source, Topic, changes_of, merge, parse_mark
from copydesk.reports.store import live as store

log = logging.getLogger(__name__)

POLL_S = 1.0
# An id is taken a moment before its transaction commits: what is not older than this is read again.
SETTLED_AFTER_S = 3.0
RECHECK_S = 30.0


@dataclass(eq=False)
class _Listener:
    """A page, and what it has not been told yet: one change per topic, however slowly it reads."""

    project_id: int | None
    may: frozenset[str] | None
    waiting: dict[Topic, Change] = field(default_factory=dict[Topic, Change])
    has_news: asyncio.Event = field(default_factory=asyncio.Event)

    def hears(self, one: Happening) -> bool:
        if self.project_id is None:
            return one.project_id is None or one.action.startswith("project.")
        return one.project_id == self.project_id

    def tell(self, happenings: Iterable[Happening]) -> None:
        for change in changes_of(filter(self.hears, happenings), may=self.may):
            merge(self.waiting, change)
            self.has_news.set()

    def take(self) -> list[Change]:
        self.has_news.clear()
        news, self.waiting = self.waiting, {}
        return list(news.values())


class LiveFeed:
    """One per server process. It holds no connection between two looks, and none for a listener."""

    def __init__(self, *, poll_s: float = POLL_S, recheck_s: float = RECHECK_S) -> None:
        self.poll_s, self.recheck_s = poll_s, recheck_s
        self._listeners: set[_Listener] = set()
        self._polling: asyncio.Task[None] | None = None
        self._is_idle = asyncio.Event()
        self._is_closed = False
        self._recent: dict[tuple[Source, int], Happening] = {}
        self._marks: deque[tuple[float, Mark]] = deque()

    @property
    def is_closed(self) -> bool:
        return self._is_closed

    @property
    def n_listeners(self) -> int:
        return len(self._listeners)

    @property
    def mark(self) -> Mark:
        """How far everything was told."""
        return self._marks[-1][1] if self._marks else Mark()

    def join(self, boundary: Boundary, listener: _Listener, start: Mark) -> None:
        """From here on the listener is told; `start` is how far its caller has seen the database."""
        self._listeners.add(listener)
        self._is_idle.clear()
        if self._polling is None or self._polling.done():
            self._recent.clear()
            self._marks = deque([(monotonic(), start)])
            self._polling = asyncio.create_task(self._poll(boundary))
        listener.tell(one for one in self._recent.values() if start.is_before(one))

    def leave(self, listener: _Listener) -> None:
        self._listeners.discard(listener)
        if not self._listeners:
            self._is_idle.set()

    def close(self) -> None:
        """The server stops: every stream ends now, so that nothing waits for them."""
        self._is_closed = True
        self._is_idle.set()
        for listener in self._listeners:
            listener.has_news.set()

    async def _poll(self, boundary: Boundary) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.poll_s):
                    await self._is_idle.wait()
            if self._is_closed or not self._listeners:
                return
            try:
                async with boundary.open() as ctx:
                    found = await store.select_happenings(ctx.conn, self._marks[0][1])
                self._spread([one for one in found if (one.source, one.id) not in self._recent])
            except DatabaseAway:
                log.info("live: the database is away; looking again")
            except Exception:
                log.exception("live: looking failed; looking again")

    def _spread(self, fresh: Sequence[Happening]) -> None:
        """Hand on what nobody was told yet, and forget what is certain to be complete."""
        now = monotonic()
        self._recent |= {(one.source, one.id): one for one in fresh}
        self._marks.append((now, self.mark.after(fresh)))
        while len(self._marks) > 1 and self._marks[1][0] < now - SETTLED_AFTER_S:
            self._marks.popleft()
        floor = self._marks[0][1]
        self._recent = {key: one for key, one in self._recent.items() if floor.is_before(one)}
        for listener in self._listeners:
            listener.tell(fresh)


@dataclass(frozen=True)
class Subscription:
    """A page that may listen: what it missed, and how to ask again later whether it still may."""

    feed: LiveFeed
    boundary: Boundary
    lookup: ActorLookup | None
    project_id: int | None
    start: Mark
    may: frozenset[str] | None
    missed: Sequence[Change]
    missed_all: bool


@dataclass(frozen=True)
class Told:
    """An event of the stream; `change` None: it only begins (or, `is_all`, everything may have changed)."""

    mark: Mark
    change: Change | None = None
    is_all: bool = False


async def open_live(
    ctx: Ctx,
    feed: LiveFeed,
    boundary: Boundary,
    lookup: ActorLookup | None,
    project_id: int,
    last_id: str | None,
) -> Subscription:
    """Permission to listen to a project, and what happened since `last_id`, the id of the last event that came through."""
    ctx.require("project.read", project_id)
    grant = ctx.actor.grants.get(project_id)
    permissions = frozenset[str]() if grant is None else grant.permissions
    if ctx.actor.token_permissions is not None:
        permissions &= ctx.actor.token_permissions
    return await _open(ctx, feed, boundary, lookup, (project_id, permissions), last_id)


async def open_live_installation(
    ctx: Ctx, feed: LiveFeed, boundary: Boundary, lookup: ActorLookup | None, last_id: str | None
) -> Subscription:
    """As `open_live`, for admins: accounts, backups, projects."""
    ctx.require_admin()
    return await _open(ctx, feed, boundary, lookup, (None, None), last_id)


async def _open(
    ctx: Ctx,
    feed: LiveFeed,
    boundary: Boundary,
    lookup: ActorLookup | None,
    reach: tuple[int | None, frozenset[str] | None],
    last_id: str | None,
) -> Subscription:
    project_id, may = reach
    now, since = await store.select_mark(ctx.conn), parse_mark(last_id)
    missed: list[Change] = []
    if since is not None and since.is_reachable(now):
        listener = _Listener(project_id, may)
        listener.tell(await store.select_happenings(ctx.conn, since, project_id=project_id))
        missed = listener.take()
    missed_all = last_id is not None and (since is None or not since.is_reachable(now))
    return Subscription(feed, boundary, lookup, project_id, now, may, missed, missed_all)


async def follow_project(at: Subscription) -> AsyncGenerator[Told]:
    """What changes in the project, until the page goes, may no longer listen, or the server stops."""
    project_id = at.project_id or 0

    async def may_still() -> bool:
        return await _passes(at, lambda ctx: ctx.require("project.read", project_id))

    async for told in _follow(at, may_still):
        yield told


async def follow_installation(at: Subscription) -> AsyncGenerator[Told]:
    """As `follow_project`, for admins."""

    async def may_still() -> bool:
        return await _passes(at, lambda ctx: ctx.require_admin())

    async for told in _follow(at, may_still):
        yield told


async def _follow(at: Subscription, may_still: Callable[[], Awaitable[bool]]) -> AsyncGenerator[Told]:
    listener = _Listener(at.project_id, at.may)
    at.feed.join(at.boundary, listener, at.start)
    try:
        yield Told(at.start, is_all=at.missed_all)
        for change in at.missed:
            yield Told(at.start, change)
        checked_at = monotonic()
        while not at.feed.is_closed:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(0.01, checked_at + at.feed.recheck_s - monotonic())):
                    await listener.has_news.wait()
            if monotonic() - checked_at >= at.feed.recheck_s:
                # In a task of its own: a page that goes away just now must not break off the look at the database.
                if not await asyncio.shield(asyncio.ensure_future(may_still())):
                    return
                checked_at = monotonic()
            for change in listener.take():
                yield Told(at.feed.mark, change)
    finally:
        at.feed.leave(listener)


async def _passes(at: Subscription, require: Callable[[Ctx], None]) -> bool:
    """Whether the person may still listen. While the database is away nobody is sent away."""
    try:
        async with at.boundary.open(lookup=at.lookup) as ctx:
            require(ctx)
    except DatabaseAway:
        return True
    except Problem:
        return False
    return True
