"""The weeks of the demo: when the project was set up, what was delivered and published when, who sat down on which day."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from copydesk.exchange import service as exchange
from copydesk.exchange.domain.imports import NewImport
from copydesk.guides import service as guides
from copydesk.interfaces import service as interfaces
from copydesk.kernel.ctx import SYSTEM
from copydesk.projects import service as projects
from copydesk.queue import service as queue
from copydesk.server.demo import content
from copydesk.server.demo.people import (
    ANNOTATOR,
    ANNOTATORS,
    EXPERT,
    LATECOMER,
    LEAD,
    MOVER,
    RED_TEAMER,
    REVIEWER,
    TEAMS,
    Person,
)
from copydesk.server.demo.play import Play
from copydesk.workflows import service as workflows
from copydesk.workflows.domain import AnnotateStage, Workflow

LENGTH: Final = timedelta(days=26)
PILOT: Final = timedelta(days=10)
PILOT_SLOTS: Final = 4
BATCHES: Final = (("pilot.jsonl", 0, 24), ("delivery-1.jsonl", 24, 52), ("delivery-2.jsonl", 52, 72))
SECOND_DELIVERY: Final = timedelta(hours=20)  # before now
NEWCOMER: Final = "sofia@demo.invalid"
DRAFT: Final = {"better": {"preferred": "r1", "strength": 2}, "decided": ["request"]}
NEW_RULE_NOTE: Final = (
    "New rule: warn of dangers that cannot be seen. It came up in a review, about cleaning a bathroom."
)


def plan_weeks(play: Play, now: datetime) -> None:
    """Everything from the first day to this minute."""
    start = (now - LENGTH).replace(hour=7, minute=5, second=0, microsecond=0)
    line = play.timeline
    line.plan(start, partial(_publish_first, play))
    line.plan(start + timedelta(hours=1), partial(_load_batch, play, 0))
    middle = start + PILOT
    line.plan(middle, partial(_publish_second, play))
    line.plan(middle + timedelta(hours=1), partial(_load_batch, play, 1))
    line.plan(middle + timedelta(hours=2), partial(_move, play))
    line.plan(now - SECOND_DELIVERY, partial(_settle_words, play))
    line.plan(now - SECOND_DELIVERY, partial(_load_batch, play, 2))
    line.plan(now - SECOND_DELIVERY, partial(_invite, play))
    line.plan(now - timedelta(minutes=70), partial(_begin_third, play))
    _plan_days(play, start, now - timedelta(hours=5))
    _plan_today(play, now)


def _plan_days(play: Play, start: datetime, end: datetime) -> None:
    rng = play.rng
    for day in _workdays(start, end):
        share = 0.65 if day < start + PILOT else 0.4
        for person in (*ANNOTATORS, RED_TEAMER, EXPERT):
            joins = start + timedelta(days=9) if person is LATECOMER else start + timedelta(hours=2)
            at = day + timedelta(hours=person.hour, minutes=rng.uniform(0, 100))
            chance = share * (1.0 if person.role == "annotator" else 0.5)
            if rng.random() < chance and joins < at < end:
                play.annotate(at, person, rng.randint(2, 4))
        for person, n_tasks in ((REVIEWER, 14), (EXPERT, 4)):
            at = day + timedelta(hours=person.hour + 2, minutes=rng.uniform(0, 60))
            if rng.random() < 0.8 and start + timedelta(hours=5) < at < end:
                play.review(at, person, n_tasks)


def _plan_today(play: Play, now: datetime) -> None:
    """What a visitor finds: work that came back, an unfinished draft, reviews that wait, somebody at work right now."""
    _, yuki, zsofia, kwame, _, dylan = ANNOTATORS
    play.annotate(now - timedelta(minutes=230), ANNOTATOR, 5, n_slips=2)
    play.timeline.plan(now - timedelta(minutes=165), partial(_begin, play, ANNOTATOR, DRAFT))
    play.review(now - timedelta(minutes=150), REVIEWER, 60)
    for minutes, person, n_tasks in ((48, yuki, 3), (40, kwame, 3), (33, dylan, 2), (25, zsofia, 2)):
        play.annotate(now - timedelta(minutes=minutes), person, n_tasks)
    play.timeline.plan(now - timedelta(minutes=4), partial(_begin, play, yuki, None))
    play.timeline.plan(now, partial(_return_lapsed, play))


def _workdays(start: datetime, end: datetime) -> Iterator[datetime]:
    day = start.replace(hour=0, minute=0)
    while day < end:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)


async def _publish_first(play: Play, at: datetime) -> None:
    """The guide before its latest rule, the form, and a pilot in which four people judge each item."""
    project_id, lead = play.cast.project_id, play.cast.actor(LEAD)
    pilot = Workflow(annotate=AnnotateStage(slots=PILOT_SLOTS, extra_answers=True))
    async with play.timeline.open(at, lead) as ctx:
        source = content.guide_source(without=content.LATE_RULE)
        await guides.save_guide(ctx, project_id, source, revision=0)
        await guides.publish_guide(ctx, project_id, note="First version, for the pilot")
        await interfaces.save_interface(ctx, project_id, content.interface_source(), revision=0)
        await interfaces.publish_interface(ctx, project_id, note="Seven strengths, reasons, and why")
        await workflows.save_workflow(ctx, project_id, pilot, revision=0)
        await workflows.publish_workflow(ctx, project_id, note="Pilot: four people judge each item")
    await play.timeline.deliver(at)


async def _publish_second(play: Play, at: datetime) -> None:
    """What the pilot taught: a new rule, and two people for each item."""
    project_id, lead = play.cast.project_id, play.cast.actor(LEAD)
    async with play.timeline.open(at, lead) as ctx:
        guide, _ = await guides.get_guide(ctx, project_id)
        await guides.save_guide(ctx, project_id, content.guide_source(), revision=guide.revision)
        await guides.publish_guide(ctx, project_id, note=NEW_RULE_NOTE)
        stages = await workflows.get_workflow(ctx, project_id)
        await workflows.save_workflow(ctx, project_id, content.workflow(), revision=stages.revision)
        await workflows.publish_workflow(ctx, project_id, note="After the pilot: two people judge each item")
    await play.timeline.deliver(at)


async def _settle_words(play: Play, at: datetime) -> None:
    """Words of the project, and what the lead says to two of those that people proposed."""
    project_id = play.cast.project_id
    async with play.timeline.open(at, play.cast.actor(LEAD)) as ctx:
        for word in content.OWN_WORDS:
            await guides.add_word(ctx, project_id, word)
        waiting = await guides.list_proposals(ctx, project_id, "waiting", after=None, limit=100)
        for proposal in (asked.proposal for asked in waiting.found):
            if proposal.word == content.ACCEPTED_NAME:
                await guides.accept_word(ctx, proposal.id)
            elif proposal.word == content.DECLINED_NAME:
                await guides.decline_word(ctx, proposal.id)


async def _begin_third(play: Play, at: datetime) -> None:
    """The next version of the guide, not yet published."""
    project_id = play.cast.project_id
    async with play.timeline.open(at, play.cast.actor(LEAD)) as ctx:
        guide, _ = await guides.get_guide(ctx, project_id)
        await guides.save_guide(ctx, project_id, content.next_guide_source(), revision=guide.revision)


async def _load_batch(play: Play, number: int, at: datetime) -> None:
    line, project_id, lead = play.timeline, play.cast.project_id, play.cast.actor(LEAD)
    filename, first, end = BATCHES[number]
    async with line.open(at, lead) as ctx:
        opened = await exchange.create_import(ctx, project_id, NewImport(filename))
    async with line.open(at, lead) as ctx:
        chunks = _chunks(content.items_file(first, end))
        await exchange.load_content(ctx, opened.id, chunks, aside=line.at(at).open)
    await line.deliver(at)


async def _chunks(body: bytes) -> AsyncIterator[bytes]:
    yield body


async def _invite(play: Play, at: datetime) -> None:
    async with play.timeline.open(at, play.cast.actor(LEAD)) as ctx:
        await projects.invite(ctx, play.cast.project_id, role="annotator", email=NEWCOMER)


async def _move(play: Play, at: datetime) -> None:
    """One annotator changes teams: their earlier work stays with the team of its day."""
    project_id, lead = play.cast.project_id, play.cast.actor(LEAD)
    async with play.timeline.open(at, lead) as ctx:
        teams = await projects.list_teams(ctx, project_id, after=0, limit=10)
        target = next(team for team in teams if team.name == TEAMS[1])
        member_id = play.cast.actor(MOVER).grants[project_id].member_id
        await projects.change_member(ctx, member_id, {"team_id": target.id})


async def _begin(play: Play, person: Person, answers: Mapping[str, object] | None, at: datetime) -> None:
    await play.begin(at, person, answers)


async def _return_lapsed(play: Play, at: datetime) -> None:
    async with play.timeline.open(at, SYSTEM) as ctx:
        await queue.return_lapsed(ctx)
