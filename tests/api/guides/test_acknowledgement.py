"""A change that concerns work is read by everybody once, as one, with its questions; and the lead sees who has."""

from typing import Any

from copydesk.guides import service
from copydesk.guides.domain import GuideAcknowledged
from copydesk.guides.domain.records import Scope
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Actor, Ctx, Grant
from tests.factories import people
from tests.factories.callers import Caller, Callers

FIRST = (
    "# Tone {#tone}\n\n## Be kind {#kind severity=major}\n\nAlways.\n\n## Be brief {#brief}\n\nOne page.\n"
)
SECOND = FIRST.replace("One page.", "Half a page.")
THIRD = SECOND + "\n## Be right {#right}\n\nCheck it.\n"
QUESTION = {"rule_key": "brief", "text": "How long?", "choices": ["A page", "Half a page"], "right": 1}


def path_of(caller: Caller, rest: str = "") -> str:
    return f"/projects/project_{caller.project_id}/guide{rest}"


async def publish(lead: Caller, source: str, **said: Any) -> dict[str, Any]:
    revision = (await lead.http.get(path_of(lead))).json()["revision"]
    saved = await lead.http.put(path_of(lead), json={"source": source}, headers={"If-Match": str(revision)})
    assert saved.status_code == 200
    answer = await lead.http.post(path_of(lead, "/publish"), json=said)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def pending(caller: Caller) -> Any:
    return (await caller.http.get(path_of(caller, "/pending"))).json()["pending"]


async def acknowledge(caller: Caller, version_id: str, *answers: dict[str, Any]) -> dict[str, Any]:
    answer = await caller.http.post(
        f"/guide-versions/{version_id}/acknowledge", json={"answers": list(answers)}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_asks_for_nothing_when_only_a_first_version_is_there(callers: Callers) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    assert (await publish(lead, FIRST))["must_read"] is False
    assert await pending(annotator) is None


async def test_shows_just_the_change_when_a_rule_says_something_else(callers: Callers) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    await publish(lead, FIRST)
    version = await publish(lead, SECOND, note="Shorter")
    assert (version["must_read"], version["changes"]["reworded"]) == (True, ["brief"])
    told = await pending(annotator)
    assert (told["version_id"], told["number"], told["since_number"]) == (version["id"], 2, 1)
    assert [(note["number"], note["note"]) for note in told["versions"]] == [(2, "Shorter")]
    change = told["changes"][0]
    assert (change["key"], change["is_reworded"], len(told["changes"])) == ("brief", True, 1)
    start, end = change["words"]["added"][0]
    assert change["new"]["body"][start:end].startswith("Half")


async def test_has_nothing_more_to_say_when_it_was_confirmed(callers: Callers) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    await publish(lead, FIRST)
    version = await publish(lead, SECOND)
    done = await acknowledge(annotator, version["id"])
    assert (done["acknowledged_at"] is not None, done["wrong"]) == (True, [])
    assert await pending(annotator) is None


async def test_shows_everything_since_the_known_version_as_one_when_several_were_missed(
    callers: Callers,
) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    await publish(lead, FIRST)
    await publish(lead, SECOND)
    await publish(lead, THIRD)
    told = await pending(annotator)
    assert ([note["number"] for note in told["versions"]], told["since_number"]) == ([2, 3], 1)
    assert {change["key"]: change["old"] is None for change in told["changes"]} == {
        "brief": False,
        "right": True,
    }


async def test_still_asks_when_an_older_version_was_confirmed(callers: Callers) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    await publish(lead, FIRST)
    second = await publish(lead, SECOND)
    await publish(lead, THIRD)
    await acknowledge(annotator, second["id"])
    told = await pending(annotator)
    assert (told["since_number"], [change["key"] for change in told["changes"]]) == (2, ["right"])


async def test_asks_nobody_when_rules_only_moved_or_the_lead_says_so(callers: Callers) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    await publish(lead, FIRST)
    head, kind, brief = FIRST.partition("## Be kind")[0], FIRST.split("## ")[1], FIRST.split("## ")[2]
    moved = await publish(lead, f"{head}## {brief}\n## {kind}")
    assert (moved["must_read"], len(moved["changes"]["moved"])) == (False, 1)
    quiet = await publish(lead, SECOND, must_read=False)
    assert quiet["must_read"] is False
    assert await pending(annotator) is None


async def test_asks_nobody_when_the_changed_rule_is_a_draft(callers: Callers) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    await publish(lead, FIRST)
    idea = FIRST + "\n## An idea {#idea status=draft}\n\nPerhaps.\n"
    assert (await publish(lead, idea))["must_read"] is False
    assert (await publish(lead, idea.replace("status=draft", "")))["must_read"] is True
    assert [change["key"] for change in (await pending(annotator))["changes"]] == ["idea"]


FOR_SFT = FIRST.replace("{#brief}", "{#brief tasks=sft domains=law}")


async def test_asks_only_for_changes_that_concern_the_work_of_the_project(
    callers: Callers, boundary: Boundary
) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    async with boundary.open() as ctx:
        await service.note_work(ctx, lead.project_id, Scope(tasks=("preference",)))
    await publish(lead, FOR_SFT)
    shorter = FOR_SFT.replace("One page.", "Half a page.")
    await lead.http.put(path_of(lead), json={"source": shorter}, headers={"If-Match": "1"})
    [change] = (await lead.http.get(path_of(lead, "/diff"))).json()["changes"]
    assert (change["key"], change["is_reworded"], change["concerns_work"]) == ("brief", True, False)
    assert (await publish(lead, shorter))["must_read"] is False
    assert await pending(annotator) is None

    assert (await publish(lead, shorter.replace("Always.", "Always, and to all.")))["must_read"] is True
    told = await pending(annotator)
    assert (told["since_number"], [change["key"] for change in told["changes"]]) == (2, ["kind"])


async def test_asks_for_a_rule_that_was_for_the_work_when_it_is_for_other_work_now(
    callers: Callers, boundary: Boundary
) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    async with boundary.open() as ctx:
        await service.note_work(ctx, lead.project_id, Scope(tasks=("preference",)))
    await publish(lead, FIRST)
    assert (await publish(lead, FOR_SFT))["must_read"] is True
    assert [change["key"] for change in (await pending(annotator))["changes"]] == ["brief"]


async def test_asks_for_every_domain_when_each_item_has_its_own(callers: Callers, boundary: Boundary) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    async with boundary.open() as ctx:
        await service.note_work(ctx, lead.project_id, Scope(tasks=("sft",)))
    await publish(lead, FOR_SFT)
    assert (await publish(lead, FOR_SFT.replace("One page.", "Half a page.")))["must_read"] is True
    assert [change["key"] for change in (await pending(annotator))["changes"]] == ["brief"]


async def test_asks_all_when_the_lead_insists_although_no_change_concerns_the_work(
    callers: Callers, boundary: Boundary
) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    async with boundary.open() as ctx:
        await service.note_work(ctx, lead.project_id, Scope(tasks=("preference",)))
    await publish(lead, FOR_SFT)
    await publish(lead, FOR_SFT.replace("One page.", "Half a page."), must_read=True, note="Please look.")
    told = await pending(annotator)
    assert (told["changes"], [note["note"] for note in told["versions"]]) == ([], ["Please look."])


async def test_asks_nothing_of_its_author_nor_of_who_joined_later(
    callers: Callers, boundary: Boundary
) -> None:
    lead = await callers.member("lead")
    await publish(lead, FIRST)
    version = await publish(lead, SECOND)
    newcomer = await callers.member("annotator")
    async with boundary.open() as ctx:
        await ctx.conn.execute(
            "update projects.member set joined_at = %s where id = %s", [ctx.now(), newcomer.member_id]
        )
    assert [await pending(lead), await pending(newcomer)] == [None, None]
    later = await publish(lead, THIRD)
    assert (await pending(newcomer))["since_number"] == version["number"]
    assert (await pending(newcomer))["version_id"] == later["id"]


async def test_asks_its_questions_and_says_which_answer_was_wrong(callers: Callers) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    await publish(lead, FIRST)
    version = await publish(lead, SECOND, questions=[QUESTION])
    asked = (await pending(annotator))["questions"]
    assert asked == [
        {
            "version_id": version["id"],
            "index": 0,
            "rule_key": "brief",
            "text": "How long?",
            "choices": ["A page", "Half a page"],
        }
    ]
    assert "questions" not in (await annotator.http.get(f"/guide-versions/{version['id']}")).json()
    answer = {"version_id": version["id"], "index": 0}
    assert len((await acknowledge(annotator, version["id"]))["wrong"]) == 1
    wrong = await acknowledge(annotator, version["id"], answer | {"choice": 0})
    assert (wrong["acknowledged_at"], wrong["wrong"], wrong["n_tries"]) == (None, asked, 2)
    assert await pending(annotator) is not None
    right = await acknowledge(annotator, version["id"], answer | {"choice": 1})
    assert (right["wrong"], right["n_tries"]) == ([], 3)
    assert await pending(annotator) is None


async def test_names_each_wrong_question_when_published(callers: Callers) -> None:
    lead = await callers.member("lead")
    await publish(lead, FIRST)
    await lead.http.put(path_of(lead), json={"source": SECOND}, headers={"If-Match": "1"})
    questions = [QUESTION | {"rule_key": "kind"}, QUESTION | {"right": 2}, QUESTION | {"choices": ["a", "a"]}]
    answer = await lead.http.post(path_of(lead, "/publish"), json={"questions": questions})
    places = [fault["at"] for fault in answer.json()["errors"]]
    assert (answer.status_code, places) == (
        422,
        ["/questions/0/rule_key", "/questions/1/right", "/questions/2/choices"],
    )
    many = await lead.http.post(path_of(lead, "/publish"), json={"questions": [QUESTION] * 4})
    assert many.status_code == 422


async def test_lists_who_has_read_what_for_the_lead(callers: Callers) -> None:
    lead, annotator, slow = [await callers.member(role) for role in ("lead", "annotator", "annotator")]
    await publish(lead, FIRST)
    version = await publish(lead, SECOND)
    await acknowledge(annotator, version["id"])
    found = (await lead.http.get(path_of(lead, "/readers"))).json()
    assert [one["number"] for one in found["versions"]] == [1, 2]
    readers = {one["member_id"]: (one["known_number"], one["is_pending"]) for one in found["readers"]}
    assert readers == {
        f"member_{lead.member_id}": (2, False),
        f"member_{annotator.member_id}": (2, False),
        f"member_{slow.member_id}": (1, True),
    }


async def test_leaves_an_event_and_tells_those_above_when_confirmed(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    identity_id = await people.identity(ctx.conn)
    member_id = await people.member(ctx.conn, project_id, identity_id=identity_id)
    await service.save_guide(ctx, project_id, FIRST, revision=0)
    await service.publish_guide(ctx, project_id)
    await service.save_guide(ctx, project_id, SECOND, revision=1)
    version, _ = await service.publish_guide(ctx, project_id)
    assert (await service.pending_changes(ctx, project_id, member_id)) is not None
    ctx.messages.clear()
    await _confirm_as(ctx, project_id, member_id, version.id)
    assert ctx.messages == [GuideAcknowledged(project_id, version.id, member_id)]
    assert ctx.events[-1].details == {"number": 2, "n_tries": 1}


async def _confirm_as(ctx: Ctx, project_id: int, member_id: int, version_id: int) -> None:
    grant = Grant(member_id, "annotator", frozenset({"guide.read"}))
    ctx.actor = Actor(identity_id=1, grants={project_id: grant})
    await service.acknowledge(ctx, version_id, [])


async def test_says_401_404_403_when_strangers_outsiders_and_annotators_come(callers: Callers) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    version = await publish(lead, FIRST)
    outsider, stranger = await callers.person(), await callers.stranger()
    confirm = f"/guide-versions/{version['id']}/acknowledge"
    for http, status in ((stranger, 401), (outsider.http, 404)):
        assert (await http.post(confirm, json={})).status_code == status
        for rest in ("/pending", "/diff", "/readers"):
            assert (await http.get(path_of(annotator, rest))).status_code == status
    assert (await annotator.http.get(path_of(annotator, "/readers"))).status_code == 403
    assert (await annotator.http.get(path_of(annotator, "/diff"))).status_code == 200
