"""Loading the demo into an empty installation: accounts, the project and its people, then the weeks of work."""

import random
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from copydesk.auth import service as auth
from copydesk.auth.domain import Identity, NewIdentity
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import SYSTEM, Actor, Ctx, Grant
from copydesk.kernel.errors import Conflict, NotFound
from copydesk.projects import service as projects
from copydesk.projects.domain import ROLES, NewProject, Project
from copydesk.server.demo import content
from copydesk.server.demo.people import ADMIN_EMAIL, ADMIN_NAME, LEAD, PEOPLE, TEAMS, Cast, Person
from copydesk.server.demo.play import Play
from copydesk.server.demo.timeline import Timeline
from copydesk.server.demo.weeks import LENGTH, plan_weeks

PROJECT_NAME: Final = "Helpful answers (demo)"
UNFINISHED: Final = "Helpful answers (demo, loading)"
DESCRIPTION: Final = (
    "Two models answered the same 72 requests. People say which answer is better, what decided, and why, against one style "
    "guide; reviewers accept or return with a rule and a place. Everything here was written for the demo."
)
SEED: Final = 20_261


@dataclass(frozen=True)
class DemoSummary:
    """`is_new` False: it was there already. The admin's password is known only to who loads it; None for who does not."""

    is_new: bool
    project_id: int
    admin_email: str = ADMIN_EMAIL
    admin_password: str | None = None
    n_people: int = 0
    n_submissions: int = 0
    n_reviews: int = 0


async def load_demo(boundary: Boundary, *, say: Callable[[str], None] = lambda _: None) -> DemoSummary:
    """Load the demo, or find it. `say` hears how far it is.

    Raises Conflict `not_empty` where others have accounts, `demo_unfinished` where an earlier load was interrupted.
    """
    async with boundary.open() as ctx:
        present = await _find(ctx)
        if present is not None:
            return DemoSummary(is_new=False, project_id=present.id)
        if not await auth.setup_is_needed(ctx):
            message = "There are accounts in this installation; the demo goes into an empty one. Name another COPYDESK_DATA_DIR."
            raise Conflict(message, code="not_empty")
    return await _load(boundary, say)


async def _load(boundary: Boundary, say: Callable[[str], None]) -> DemoSummary:
    now = boundary.clock()
    rng = random.Random(SEED)  # noqa: S311 -- the same demo every time, no secret
    timeline = Timeline(boundary)
    password = secrets.token_urlsafe(12)
    say("people and their roles")
    opening = now - LENGTH - timedelta(days=1)
    async with timeline.open(opening, SYSTEM) as ctx:
        identities = await _register(ctx, password)
    cast = await _gather(timeline, identities, opening)
    play = Play(timeline, cast, content.truths(), rng)
    plan_weeks(play, now)
    say("four weeks of work")
    await timeline.run(now)
    async with timeline.open(now, cast.actor(LEAD)) as ctx:
        project = await projects.get_project(ctx, cast.project_id)
        await projects.update_project(ctx, project.id, {"name": PROJECT_NAME}, revision=project.revision)
    await timeline.deliver(now)
    return DemoSummary(
        is_new=True,
        project_id=cast.project_id,
        admin_password=password,
        n_people=len(PEOPLE),
        n_submissions=play.n_submissions,
        n_reviews=play.n_reviews,
    )


async def _find(ctx: Ctx) -> Project | None:
    for name in (PROJECT_NAME, UNFINISHED):
        try:
            project = await projects.find_project(ctx, name)
        except NotFound:
            continue
        if name == UNFINISHED:
            folder = ctx.settings.data_dir
            message = (
                f"An earlier load of the demo was interrupted. Remove the folder {folder} and start again."
            )
            raise Conflict(message, code="demo_unfinished")
        return project
    return None


async def _register(ctx: Ctx, admin_password: str) -> dict[str, Identity]:
    """The admin, with a password; the others sign in by one click or not at all."""
    admin = NewIdentity(ADMIN_EMAIL, ADMIN_NAME, is_admin=True)
    found = {"admin": await auth.register(ctx, admin, admin_password)}
    for person in PEOPLE:
        new = NewIdentity(person.email, person.name, is_demo=person.is_offered, time_zone=person.time_zone)
        found[person.key] = await auth.register(ctx, new, None)
    return found


async def _gather(timeline: Timeline, identities: dict[str, Identity], at: datetime) -> Cast:
    """The project with its teams, and everybody in their place."""
    admin = Actor(identities["admin"].id, is_admin=True)
    new = NewProject(UNFINISHED, DESCRIPTION, LEAD.time_zone, "CC-BY-4.0")
    async with timeline.open(at, admin) as ctx:
        project = await projects.create_project(ctx, new, identities[LEAD.key].id)
        present = await projects.members_by_id(ctx, project.id)
    members = {LEAD.key: next(iter(present))}
    lead = _actor(LEAD, identities, project.id, members)
    async with timeline.open(at + timedelta(minutes=10), lead) as ctx:
        team_ids = {name: (await projects.create_team(ctx, project.id, name)).id for name in TEAMS}
        for person in PEOPLE:
            if person is not LEAD:
                member = await projects.add_member(ctx, project.id, identities[person.key].id, person.role)
                members[person.key] = member.id
        await _place(ctx, PEOPLE, members, team_ids)
    await timeline.deliver(at + timedelta(minutes=10))
    return Cast(
        project.id,
        {person.key: _actor(person, identities, project.id, members) for person in PEOPLE},
    )


async def _place(
    ctx: Ctx, people: Sequence[Person], members: dict[str, int], team_ids: dict[str, int]
) -> None:
    """The same pseudonyms in every demo, and a team for those who have one."""
    for person in people:
        changes: dict[str, object] = {"pseudonym": person.pseudonym}
        if person.team is not None:
            changes["team_id"] = team_ids[person.team]
        await projects.change_member(ctx, members[person.key], changes)


def _actor(
    person: Person, identities: dict[str, Identity], project_id: int, members: dict[str, int]
) -> Actor:
    grant = Grant(members[person.key], person.role, ROLES[person.role])
    return Actor(identities[person.key].id, grants={project_id: grant})
