"""Steps in the order of their times, each in a transaction whose clock stands still at its time."""

import heapq
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Actor, Ctx

Step = Callable[[datetime], Awaitable[None]]


@dataclass
class Timeline:
    """A step may plan further ones, at its own time or later."""

    boundary: Boundary
    _planned: list[tuple[datetime, int, Step]] = field(default_factory=list[tuple[datetime, int, Step]])
    _n_planned: int = 0

    def plan(self, at: datetime, step: Step) -> None:
        self._n_planned += 1  # steps of one time keep their order
        heapq.heappush(self._planned, (at, self._n_planned, step))

    async def run(self, until: datetime) -> None:
        """What is planned later than `until` does not happen."""
        while self._planned and self._planned[0][0] <= until:
            at, _, step = heapq.heappop(self._planned)
            await step(at)

    @asynccontextmanager
    async def open(self, at: datetime, actor: Actor) -> AsyncGenerator[Ctx]:
        async with self.at(at).open(actor) as ctx:
            yield ctx

    async def deliver(self, at: datetime) -> None:
        """Queues and slots follow what was told."""
        while await self.at(at).drain():
            pass

    def at(self, at: datetime) -> Boundary:
        """The boundary with its clock standing still."""
        return replace(self.boundary, clock=lambda: at)
