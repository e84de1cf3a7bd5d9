"""`kill -9` at random moments of the work, and a service manager that starts again what died."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.factories.installation import Installation
from tests.soak.storm import Confirmed

LOOK_S = 0.1
AGAIN_SHARE = 0.25


@dataclass
class Killer:
    """Kills one process each time that a further part of the answers is there; sometimes another one while it recovers.

    Bound to progress, not to the clock: a slow machine gets as many kills as a quick one, all of them during the work.
    """

    here: Installation
    confirmed: Confirmed
    kinds: Sequence[str]
    random: random.Random
    strikes: Counter[str] = field(default_factory=Counter[str])

    async def rage(self) -> None:
        began = time.monotonic()
        again_at: float | None = None
        for place, kind in enumerate(self.kinds, start=1):
            part = (place - self.random.random() * 0.8) / (len(self.kinds) + 1)
            while self.confirmed.n_taken < part * self.confirmed.n_wanted:
                # Never waited for: a quick storm would be over before the kinds that are left had their turn.
                if again_at is not None and time.monotonic() >= again_at:
                    self.strike(self.random.choice(self.kinds), began)
                    again_at = None
                await asyncio.sleep(LOOK_S)
            self.strike(kind, began)
            is_again = self.random.random() < AGAIN_SHARE
            again_at = time.monotonic() + self.random.uniform(0.1, 2.0) if is_again else None

    def strike(self, kind: str, began: float) -> None:
        if self.here.kill(kind):
            self.strikes[kind] += 1
            print(f"{time.monotonic() - began:6.1f} s  {self.confirmed.n_taken:5} answers  kill -9 {kind}")


async def keep_running(here: Installation) -> None:
    """The service manager: servers and workers only. The database is theirs to bring back."""
    while True:
        here.revive()
        await asyncio.sleep(0.3)
