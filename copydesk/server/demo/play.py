"""People of the demo at work: sittings of some tasks, reviews, returned work done again, all by the services they really use."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from copydesk.guides import service as guides
from copydesk.kernel.ctx import Ctx
from copydesk.queue import service as queue
from copydesk.queue.domain import Segment, Stage, Suppression, Task
from copydesk.review import service as review
from copydesk.server.demo.content import NAMES, SPELLING, Truth
from copydesk.server.demo.judging import Judgement, judge, judge_again
from copydesk.server.demo.people import Cast, Person
from copydesk.server.demo.reviewing import Seen, verdict_on
from copydesk.server.demo.timeline import Timeline

BREAK = timedelta(seconds=40)
HEARTBEAT = timedelta(minutes=25)
IS_NAME = "This is a name, or a word of ours."


@dataclass
class Play:
    """`rng` makes every load the same."""

    timeline: Timeline
    cast: Cast
    truths: Mapping[str, Truth]
    rng: random.Random
    n_submissions: int = 0
    n_reviews: int = 0
    _used: dict[int, list[str]] = field(default_factory=lambda: defaultdict[int, list[str]](list))
    _rule_keys: dict[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])

    def annotate(self, at: datetime, person: Person, n_tasks: int, *, n_slips: int = 0) -> None:
        """Plan a sitting of so many tasks, and on until `n_slips` of them went wrong."""
        self.timeline.plan(at, partial(self._annotate, person, n_tasks, n_slips))

    def review(self, at: datetime, person: Person, n_tasks: int) -> None:
        self.timeline.plan(at, partial(self._review, person, n_tasks))

    async def begin(self, at: datetime, person: Person, answers: Mapping[str, object] | None) -> None:
        """Take a task, look at it for a while and leave it open, with a draft where there are answers."""
        async with self._open(at, person) as ctx:
            task = await self._take(ctx, "annotate")
            if task is not None and answers is not None:
                await queue.save_draft(ctx, task.slot_id, task.token, answers)
        if task is not None:
            for later in (HEARTBEAT, 2 * HEARTBEAT):
                self.timeline.plan(at + later, partial(self._beat, person, task))

    async def _beat(self, person: Person, task: Task, at: datetime) -> None:
        async with self._open(at, person) as ctx:
            await queue.beat(ctx, task.slot_id, task.token)

    async def _annotate(self, person: Person, n_tasks: int, n_slips: int, at: datetime) -> None:
        async with self._open(at, person) as ctx:
            task = await self._take(ctx, "annotate")
        if task is None:
            return
        truth = self.truths[task.item.external_id or ""]
        used = self._used[task.item.id]
        if task.returned is not None:
            judged = judge_again(self.rng, truth, task.displayed, used)
        else:
            judged = judge(self.rng, person, truth, task.displayed, used=used, slips=n_slips > 0)
            n_slips -= int(truth.gap >= 2)
        step = partial(self._send, person, task, judged, n_tasks - 1, n_slips)
        self.timeline.plan(at + judged.took, step)

    async def _send(
        self, person: Person, task: Task, judged: Judgement, n_left: int, n_slips: int, at: datetime
    ) -> None:
        async with self._open(at, person) as ctx:
            if judged.answers is None:
                await queue.skip_task(ctx, task.slot_id, task.token, judged.reason)
            else:
                segments = _segments(self.rng, at - judged.took, at)
                why = str(judged.answers["why"])
                names = [name for name in NAMES if name in why]
                for name in names:
                    await queue.propose_word(ctx, task.slot_id, task.token, name, why)
                await queue.submit(
                    ctx,
                    task.slot_id,
                    task.token,
                    judged.answers,
                    active_segments=segments,
                    suppressions=[Suppression(SPELLING, "spelling", name, IS_NAME) for name in names],
                )
                self._used[task.item.id].append(why)
                self.n_submissions += 1
        if n_left > 0 or n_slips > 0:
            pause = timedelta(seconds=self.rng.uniform(3, 40))
            self.timeline.plan(at + pause, partial(self._annotate, person, n_left, n_slips))

    async def _review(self, person: Person, n_tasks: int, at: datetime) -> None:
        async with self._open(at, person) as ctx:
            task = await self._take(ctx, "review")
        if task is not None:
            took = timedelta(seconds=self.rng.uniform(25, 110))
            self.timeline.plan(at + took, partial(self._decide, person, task, took, n_tasks - 1))

    async def _decide(self, person: Person, task: Task, took: timedelta, n_left: int, at: datetime) -> None:
        async with self._open(at, person) as ctx:
            verdict = verdict_on(self.rng, await self._seen(ctx, task))
            segments = _segments(self.rng, at - took, at)
            timed = replace(verdict, active_segments=segments)
            await review.give_verdict(ctx, task.slot_id, task.token, timed)
        self.n_reviews += 1
        if n_left > 0:
            self.timeline.plan(at + timedelta(seconds=5), partial(self._review, person, n_left))

    async def _take(self, ctx: Ctx, stage: Stage) -> Task | None:
        """The next task; whom a new version of the guide waits for reads it first."""
        task, reasons = await queue.next_task(ctx, self.cast.project_id, stage, reserve=False)
        if task is None and any(reason.code == "guide_changed" for reason in reasons):
            pending = await guides.my_pending_changes(ctx, self.cast.project_id)
            if pending is not None:
                await guides.acknowledge(ctx, pending.version_id, [])
            task, _ = await queue.next_task(ctx, self.cast.project_id, stage, reserve=False)
        return task

    async def _seen(self, ctx: Ctx, task: Task) -> Seen:
        if task.subject is None:
            msg = "a review without its submission"
            raise TypeError(msg)
        return Seen(
            self.truths[task.item.external_id or ""],
            task.subject.answers,
            task.item.content["responses"],
            task.displayed,
            task.subject.active_ms,
            await self._rules(ctx, task.guide_version_id),
        )

    async def _rules(self, ctx: Ctx, version_id: int | None) -> frozenset[str]:
        if version_id is None:
            return frozenset()
        if version_id not in self._rule_keys:
            _, rules = await guides.read_version(ctx, version_id)
            self._rule_keys[version_id] = frozenset(rule.key for rule in rules)
        return self._rule_keys[version_id]

    def _open(self, at: datetime, person: Person) -> AbstractAsyncContextManager[Ctx]:
        return self.timeline.open(at, self.cast.actor(person))


def _segments(rng: random.Random, start: datetime, end: datetime) -> Sequence[Segment]:
    """At work all the time, with a short break in some longer tasks."""
    if end - start < timedelta(minutes=2) or rng.random() < 0.7:
        return [(start, end)]
    middle = start + (end - start) * rng.uniform(0.3, 0.6)
    return [(start, middle), (middle + BREAK, end)]
