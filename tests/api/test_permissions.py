"""Every route for every role: a stranger gets 401, an outsider learns nothing, a role may exactly what it is declared to.

The routes come from the contract, the declared permission from the route, the roles from their table: a new route without
a row in `BODIES`, where it takes a body, fails here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import pytest

from copydesk.guides.store import proposals
from copydesk.kernel.db import fetch_value
from copydesk.kernel.http import ADMIN, PUBLIC, SIGNED_IN
from copydesk.projects.domain import ROLES
from copydesk.server.app import create_app
from tests.factories.callers import Caller, Callers
from tests.factories.desk import INTERFACE, Desk, content, open_desk

TOKEN = str(uuid4())
BACKUP = "copydesk-20200101-000000.backup"
ANSWERS = {"better": {"preferred": "r1", "strength": 1}}

# A valid body for each route that takes one. `{name}` is replaced by the id of the prepared thing.
BODIES: dict[str, Any] = {
    "password_change": {"present": "a wrong password", "new": "another long password"},
    "token_create": {"name": "script", "permissions": ["project.read"]},
    "identity_change": {"is_admin": True},
    "me_change": {"name": "Ada"},
    "project_create": {"name": "Another"},
    "project_change": {"description": "changed"},
    "member_change": {"role": "viewer"},
    "team_create": {"name": "Night"},
    "team_rename": {"name": "Day"},
    "invitation_create": {"role": "annotator"},
    "guides_save": {"source": "# Title\n\n## Rule\n\nText.\n"},
    "guides_publish": {"note": ""},
    "guides_rule_save": {"source": "### New words\n", "base": "another"},
    "guides_rule_add": {"source": "## One more\n", "place": None},
    "guides_rule_move": {"place": {"where": "inside", "key": "honesty"}},
    "guides_find": {"find": "say"},
    "guides_replace": {
        "find": "say",
        "replace": "write",
        "rules": [{"key": "honesty.unknown", "base": "another"}],
    },
    "guides_acknowledge": {"answers": []},
    "guides_try": {"source": "## Be kind\n\nAlways.\n", "text": "I am."},
    "guides_word_add": {"word": "Copydesk"},
    "queue_propose_word": {"token": TOKEN, "word": "Copydesk", "excerpt": "at the Copydesk"},
    "guides_beat": {"rule_key": "honesty.unknown"},
    "interfaces_save": {"source": INTERFACE},
    "interfaces_publish": {"note": ""},
    "workflows_save": {"document": {"annotate": {"slots": 1}, "review": {"enabled": True}}},
    "workflows_publish": {"note": ""},
    "items_create": {"items": [{"external_id": "new", "content": content(9)}]},
    "items_revise": {"content": content(8)},
    "queue_next": {"stage": "annotate", "reserve": False},
    "queue_start": {"token": TOKEN},
    "queue_heartbeat": {"token": TOKEN},
    "queue_save_draft": {"token": TOKEN, "answers": {}},
    "queue_check": {"token": TOKEN, "texts": {}},
    "queue_submit": {"token": TOKEN, "answers": ANSWERS, "active_segments": []},
    "queue_skip": {"token": TOKEN, "reason": "unclear"},
    "queue_release": {"token": TOKEN},
    "queue_set_priority": {"item_ids": ["{item_id}"], "priority": 1},
    "review_verdict": {"token": TOKEN, "verdict": "accept"},
    "findings_patch": {"state": "fixed"},
    "items_bulk": {"action": "retire", "item_ids": ["{item_id}"]},
    "view_create": {"page": "items", "name": "Late ones", "query": {}},
    "view_change": {"name": "Later ones"},
    "imports_create": {"filename": "a.jsonl", "format": "jsonl", "mapping": None, "mode": "all_or_nothing"},
    "imports_load": b'{"id": "1", "prompt": "Why?", "responses": ["a", "b"]}\n',
}

# About the caller alone: every signed-in person may.
OWN_AFFAIRS = {
    "session_delete", "sessions_list", "sessions_revoke_others", "session_revoke", "password_change", "tokens_list",
    "token_create", "token_revoke", "me_get", "me_change", "projects_list", "queue_my_work",
    "home_get", "search_all",
}  # fmt: skip
# About a task in somebody's hand, or a person's own work: nobody else's business, whatever their role.
IN_HAND = {
    "queue_resume", "queue_start", "queue_heartbeat", "queue_save_draft",
    "queue_check", "queue_propose_word", "queue_submit", "queue_skip", "queue_release", "queue_undo",
    "review_verdict",
    "view_change", "view_delete",
}  # fmt: skip
# Signed in is not all: who else may.
ALSO_NEEDS = {
    "queue_next": "work.annotate",
    "submissions_get": "work.read_all",
    "submissions_list": "work.read_all",
    "review_feedback": "work.read_all",
    "findings_patch": "work.settle",
}

# Streams into transactions of its own, which this test's one connection cannot give: who may is tried in tests/api/exchange.
OWN_TRANSACTIONS = {"imports_load"}


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    permission: str
    takes_body: bool


def operations() -> Iterator[Operation]:
    for path, methods in create_app().openapi()["paths"].items():
        for method, told in methods.items():
            yield Operation(
                told["operationId"],
                method.upper(),
                path.removeprefix("/api/v1"),
                told["x-permission"],
                "requestBody" in told,
            )


OPERATIONS = list(operations())


@dataclass
class Scene:
    """A project with one of everything; `ids` are filled into paths and bodies by the name of the parameter."""

    desk: Desk
    ids: dict[str, str] = field(default_factory=dict[str, str])

    async def call(self, http: httpx.AsyncClient, operation: Operation) -> int:
        """The status of one call; what it did is undone."""
        body = self._filled(BODIES[operation.id]) if operation.takes_body else None
        conn = self.desk.callers.boundary.database._conn  # pyright: ignore[reportAttributeAccessIssue] -- the test's own database
        await conn.execute("savepoint probe")
        given: dict[str, Any] = {"content": body} if isinstance(body, bytes) else {"json": body}
        try:
            path = operation.path.format_map({**self.ids, **self._versions(operation)})
            answer = await http.request(operation.method, path, headers={"If-Match": '"1"'}, **given)
            return answer.status_code
        finally:
            await conn.execute("rollback to savepoint probe")

    def _versions(self, operation: Operation) -> dict[str, str]:
        return {
            "version_id": self.ids.get(operation.id.split("_", maxsplit=1)[0], ""),
            "number": "1",
            "export_format": "records",
            "kind": "csv",
            "name": BACKUP,
            "rule_key": "tone.first-person",
            "file_format": "md",
            "word": "Copydesk",
        }

    def _filled(self, body: Any) -> Any:
        if isinstance(body, str):
            return body.format_map(self.ids) if body.startswith("{") else body
        if isinstance(body, dict):
            return {key: self._filled(value) for key, value in body.items()}
        return [self._filled(value) for value in body] if isinstance(body, list) else body


async def prepare(callers: Callers) -> Scene:
    desk = await open_desk(callers, n_items=3)
    author, reviewer, lead = desk.annotators[0], desk.reviewers[0], desk.lead
    submission = await desk.answer(author)
    finding = {"rule_key": "tone.first-person", "note": "Look again."}
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", findings=[finding])
    feedback = (await author.http.get(f"/submissions/{submission}/feedback")).json()
    held = await desk.task(desk.annotators[1])
    versions = {
        name: (await lead.http.get(f"{desk.path}/{name[:-1]}/versions")).json()["items"][0]["id"]
        for name in ("guides", "interfaces", "workflows")
    }
    team = (await lead.http.post(f"{desk.path}/teams", json={"name": "Early"})).json()
    invited = (await lead.http.post(f"{desk.path}/invitations", json={"role": "viewer"})).json()
    opened = (await lead.http.post(f"{desk.path}/imports", json=BODIES["imports_create"])).json()
    view = (await author.http.post(f"{desk.path}/views", json=BODIES["view_create"])).json()
    callers.app.state.live.close()  # streams end at once instead of never
    return Scene(
        desk,
        {
            **versions,
            "project_id": f"project_{desk.project_id}",
            "member_id": f"member_{author.member_id}",
            "identity_id": f"user_{author.identity_id}",
            "item_id": held["item"]["id"],
            "slot_id": held["slot_id"],
            "submission_id": submission,
            "finding_id": feedback["findings"][0]["id"],
            "team_id": team["id"],
            "invitation_id": invited.get("id") or invited["invitation"]["id"],
            "import_id": opened.get("id", "import_1"),
            "session_id": "session_999999",
            "token_id": "token_999999",
            "token": "unknown",
            "view_id": view["id"],
            "proposal_id": f"word_proposal_{await leave_proposal(callers, desk.project_id)}",
            "job_id": f"job_{await leave_failed_job(callers)}",
        },
    )


async def leave_proposal(callers: Callers, project_id: int) -> int:
    """A word that waits for a lead."""
    async with callers.boundary.open() as ctx:
        proposal = await proposals.upsert_proposal(ctx.conn, project_id, "Zorblax", ctx.now())
        return proposal.id


async def leave_failed_job(callers: Callers) -> int:
    """A job that failed, and a backup to look at."""
    folder = callers.boundary.settings.data_dir / "backups"
    folder.mkdir(exist_ok=True)
    (folder / BACKUP).write_bytes(b"a backup")
    async with callers.boundary.open() as ctx:
        return await fetch_value(
            ctx.conn,
            """
            insert into procrastinate.procrastinate_jobs (queue_name, task_name, status) values ('copydesk', 'a.b', 'failed')
            returning id
            """,
        )


def expected(operation: Operation, role: str) -> set[int] | None:
    """Statuses that refuse, when this role must be refused; None when it must be let in."""
    if operation.permission == PUBLIC or operation.id in OWN_AFFAIRS:
        return None
    if operation.permission == ADMIN:
        return {403}
    if operation.id in IN_HAND:
        return {403, 404}
    needed = ALSO_NEEDS.get(operation.id, operation.permission)
    return None if needed in ROLES[role] else {403}


def is_let_in(operation: Operation, status: int) -> bool:
    """Not refused. An id that is nobody's (of a session, a token) and a conflict with the state are later answers."""
    return status not in {401, 403} and (status != 404 or operation.id in OWN_AFFAIRS) and status < 500


@pytest.mark.parametrize("role", sorted(ROLES))
async def test_lets_a_role_do_exactly_what_it_is_declared_to(callers: Callers, role: str) -> None:
    scene = await prepare(callers)
    member: Caller = await callers.member(role)
    wrong: list[str] = []
    for operation in OPERATIONS:
        if operation.permission == PUBLIC:
            continue
        refusals = expected(operation, role)
        if refusals is None and operation.id in OWN_TRANSACTIONS:
            continue
        status = await scene.call(member.http, operation)
        if not (is_let_in(operation, status) if refusals is None else status in refusals):
            wrong.append(f"{operation.id}: {status}, expected {refusals or 'to be let in'}")
    assert wrong == []


async def test_tells_strangers_nothing(callers: Callers) -> None:
    scene = await prepare(callers)
    stranger = await callers.stranger()
    closed = [operation for operation in OPERATIONS if operation.permission != PUBLIC]
    answers = {operation.id: await scene.call(stranger, operation) for operation in closed}
    assert {name: status for name, status in answers.items() if status != 401} == {}


@pytest.mark.parametrize("is_admin", [False, True])
async def test_hides_a_project_from_those_outside_it(callers: Callers, *, is_admin: bool) -> None:
    """An instance admin outside the project sees no more of it than anybody else until they join it, which is recorded."""
    scene = await prepare(callers)
    outsider = await callers.person(is_admin=is_admin)
    wrong: dict[str, int] = {}
    for operation in OPERATIONS:
        if operation.permission in (PUBLIC, ADMIN) or operation.id in OWN_AFFAIRS:
            continue
        status = await scene.call(outsider.http, operation)
        if status != 404:
            wrong[operation.id] = status
    assert wrong == {}


async def test_keeps_administration_to_admins(callers: Callers) -> None:
    scene = await prepare(callers)
    admin = await callers.person(is_admin=True)
    for operation in OPERATIONS:
        if operation.permission == ADMIN:
            assert is_let_in(operation, await scene.call(admin.http, operation)), operation.id


def test_knows_a_permission_for_every_route() -> None:
    known = {PUBLIC, SIGNED_IN, ADMIN} | set().union(*ROLES.values())
    assert {operation.id for operation in OPERATIONS if operation.permission not in known} == set()
    named = OWN_AFFAIRS | IN_HAND | set(ALSO_NEEDS)
    vague = {operation.id for operation in OPERATIONS if operation.permission == SIGNED_IN}
    assert vague - named == set(), "say in this file who else may"
