"""Exports over HTTP: what trainers read, only what is settled, and a card that says what it is."""

import csv
import io
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest

from tests.factories import documents
from tests.factories.callers import Caller, Callers
from tests.factories.exchange import Desk, jsonl, question

CONTRACT = Path(__file__).resolve().parents[3] / "contract"


def vote(by: str, preferred: str | None, **answers: Any) -> dict[str, Any]:
    better = {"preferred": preferred, "strength": 1 if preferred else 0}
    return {"by": by, "answers": {"better": better, **answers}, "at": "2025-03-01T10:00:00Z"}


@pytest.fixture
async def lead(here: Desk, desk_callers: Callers) -> Caller:
    """Three items: two of three prefer r2, a tie, and one that nobody judged."""
    await here.load(
        jsonl(
            question(
                "a", judgements=[vote("ann", "r2", why="=1+1", stars=4), vote("bob", "r2"), vote("eve", "r1")]
            ),
            question("b", judgements=[vote("ann", "r1", why="Clearer."), vote("bob", "r2")]),
            question("c"),
        )
    )
    return await desk_callers.member("lead", project_id=here.project_id)


async def lines(caller: Caller, name: str, **params: str) -> list[Any]:
    answer = await caller.http.get(f"/projects/project_{caller.project_id}/exports/{name}", params=params)
    assert answer.status_code == 200, answer.text
    return [orjson.loads(line) for line in answer.text.splitlines()]


def fits(schema: str, rows: list[Any]) -> None:
    validator = jsonschema_rs.Draft202012Validator(orjson.loads((CONTRACT / schema).read_bytes()))
    for row in rows:
        assert [error.message for error in validator.iter_errors(row)] == []


async def test_holds_every_item_with_who_said_what_when_records_are_wanted(lead: Caller) -> None:
    rows = await lines(lead, "records")
    fits("export-records.schema.json", rows)
    assert [(row["external_id"], len(row["submissions"])) for row in rows] == [("a", 3), ("b", 2), ("c", 0)]
    members = {submission["member"] for row in rows for submission in row["submissions"]}
    assert len(members) == 3
    assert not members & {"ann", "bob", "eve"}


async def test_comes_back_in_as_it_was_when_records_are_imported_again(lead: Caller, here: Desk) -> None:
    body = (await lead.http.get(f"/projects/project_{here.project_id}/exports/records")).content
    again = await here.load(body)
    assert (again.n_unchanged, again.n_created, again.n_changed) == (3, 0, 0)


async def test_gives_one_pair_per_item_by_majority_when_dpo_is_wanted(lead: Caller) -> None:
    rows = await lines(lead, "dpo")
    fits("export-dpo.schema.json", rows)
    assert len(rows) == 1
    assert rows[0]["prompt"] == [{"role": "user", "content": "Say hello."}]
    assert rows[0]["chosen"] == [{"role": "assistant", "content": "Hi!"}]
    assert rows[0]["rejected"] == [{"role": "assistant", "content": "Hello."}]
    assert rows[0]["margin"] == pytest.approx(1 / 3, abs=1e-6)


async def test_keeps_both_orders_when_ties_are_wanted(lead: Caller) -> None:
    rows = await lines(lead, "dpo", ties="both")
    assert [(row["external_id"], row["margin"] == 0) for row in rows] == [
        ("a", False),
        ("b", True),
        ("b", True),
    ]
    assert rows[1]["chosen"] == rows[2]["rejected"]


async def test_gives_a_pair_for_each_opinion_when_wanted_per_submission(lead: Caller) -> None:
    rows = await lines(lead, "dpo", per="submission", shape="text")
    fits("export-dpo.schema.json", rows)
    assert [(row["external_id"], row["chosen"]) for row in rows] == [
        ("a", "Hi!"), ("a", "Hi!"), ("a", "Hello."), ("b", "Hello."), ("b", "Hi!"),
    ]  # fmt: skip
    assert {row["margin"] for row in rows} == {1.0}


async def test_ends_with_the_answer_to_learn_when_sft_is_wanted(lead: Caller) -> None:
    preferred = await lines(lead, "sft")
    fits("export-sft.schema.json", preferred)
    assert [row["messages"][-1] for row in preferred] == [{"role": "assistant", "content": "Hi!"}]
    written = await lines(lead, "sft", source="answer", question="why")
    fits("export-sft.schema.json", written)
    assert [row["messages"][-1]["content"] for row in written] == ["=1+1", "Clearer."]


async def test_has_a_column_per_question_and_no_formulas_when_csv_is_wanted(lead: Caller) -> None:
    path = f"/projects/project_{lead.project_id}/exports/csv"
    rows = list(csv.DictReader(io.StringIO((await lead.http.get(path)).text)))
    assert [(row["better"], row["better.strength"], row["stars"], row["why"]) for row in rows] == [
        ("r2", "1", "4", "'=1+1"), ("r2", "1", "", ""), ("r1", "1", "", ""), ("r1", "1", "", "Clearer."), ("r2", "1", "", ""),
    ]  # fmt: skip
    raw = list(csv.DictReader(io.StringIO((await lead.http.get(path, params={"formulas": "keep"})).text)))
    assert raw[0]["why"] == "=1+1"


async def test_leaves_out_what_is_not_settled_unless_asked_for(lead: Caller, here: Desk) -> None:
    async with here.boundary.open() as ctx:
        await ctx.conn.execute(
            "update queue.submission set state = 'submitted' where id = (select min(id) from queue.submission)"
        )
        await ctx.conn.execute(
            "update queue.submission set state = 'undone' where id = (select max(id) from queue.submission)"
        )
    assert [len(row["submissions"]) for row in await lines(lead, "records")] == [2, 1, 0]
    assert [len(row["submissions"]) for row in await lines(lead, "records", states="all")] == [3, 1, 0]


async def test_takes_the_reviewers_answers_when_they_fixed_them(lead: Caller, here: Desk) -> None:
    fixed = {"better": {"preferred": "r1", "strength": 1}}
    async with here.boundary.open() as ctx:
        cursor = await ctx.conn.execute(
            "update queue.submission set state = 'fixed' where id = (select min(id) from queue.submission) returning id, member_id"
        )
        submission_id, member_id = await cursor.fetchone() or (0, 0)
        await ctx.conn.execute(
            """
            insert into review.review (project_id, submission_id, claim_id, member_id, round, verdict, fixed_answers, reviewed_at)
            values (%s, %s, 1, %s, 1, 'fix', %s::jsonb, now())
            """,
            [here.project_id, submission_id, member_id, orjson.dumps(fixed).decode()],
        )
    rows = await lines(lead, "dpo")
    assert rows[0]["chosen"][0]["content"] == "Hello."
    records = await lines(lead, "records")
    fits("export-records.schema.json", records)
    review = records[0]["submissions"][0]["reviews"][0]
    assert (review["verdict"], review["fixed_answers"], review["findings"]) == ("fix", fixed, [])


async def test_shows_the_content_that_people_saw_when_the_item_was_revised_since(
    lead: Caller, here: Desk
) -> None:
    await here.load(jsonl(question("a", "Other text", "New left", "New right")), updates=True)
    rows = await lines(lead, "dpo")
    assert (rows[0]["prompt"][0]["content"], rows[0]["chosen"][0]["content"]) == ("Say hello.", "Hi!")


async def test_has_all_columns_when_the_form_changed_since(lead: Caller, here: Desk) -> None:
    newer = {
        "title": "t",
        "fields": [{"key": "chat", "type": "chat", "at": "/messages"}],
        "questions": [{"key": "mood", "type": "text", "label": "Mood"}],
    }
    async with here.boundary.open() as ctx:
        await documents.interface_version(ctx.conn, here.project_id, document=newer, number=2)
    answer = await lead.http.get(f"/projects/project_{here.project_id}/exports/csv")
    assert answer.text.splitlines()[0].endswith("better,better.strength,why,stars,mood")
    assert len(await lines(lead, "dpo")) == 1


async def test_says_what_the_file_is_when_its_card_is_wanted(lead: Caller, here: Desk) -> None:
    async with here.boundary.open() as ctx:
        await ctx.conn.execute(
            "update projects.project set licence = 'CC-BY-4.0' where id = %s", [here.project_id]
        )
    card = (await lead.http.get(f"/projects/project_{here.project_id}/exports/dpo/card")).text
    _, front, words = card.split("---\n", 2)
    facts = orjson.loads(front)
    assert (facts["n_rows"], facts["n_items"], facts["n_submissions"], facts["n_people"]) == (1, 1, 3, 3)
    assert (facts["n_ties_left_out"], facts["n_without_answer"], facts["licence"]) == (1, 1, "CC-BY-4.0")
    assert facts["submissions_by_guide_version"] == {"none": 3}
    assert facts["first_submitted_at"].startswith("2025-03-01T10:00:00")
    assert "alpha_nominal" in facts["agreement"]["better"]
    assert "Licence: CC-BY-4.0" in words
    assert "| better | alpha_nominal |" in words


async def test_shows_the_first_lines_when_a_preview_is_wanted(lead: Caller) -> None:
    path = f"/projects/project_{lead.project_id}/exports"
    shown = (await lead.http.get(f"{path}/csv/preview", params={"n_rows": 2})).json()
    assert (shown["format"], len(shown["lines"])) == ("csv", 3)
    assert len((await lead.http.get(f"{path}/dpo/preview")).json()["lines"]) == 1


async def test_logs_who_took_the_data_out(lead: Caller, here: Desk) -> None:
    await lines(lead, "records")
    logged = await here.value("select identity_id from audit.event where action = 'export.downloaded'")
    assert logged == lead.identity_id


@pytest.mark.parametrize(
    ("name", "params"), [("dpo", {"question": "why"}), ("sft", {"source": "answer", "question": "better"})]
)
async def test_says_which_questions_there_are_when_the_wanted_one_is_not(
    lead: Caller, name: str, params: dict[str, str]
) -> None:
    answer = await lead.http.get(f"/projects/project_{lead.project_id}/exports/{name}", params=params)
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_question")


async def test_says_401_to_strangers_404_to_outsiders_403_without_the_permission(
    lead: Caller, desk_callers: Callers
) -> None:
    annotator = await desk_callers.member("annotator", project_id=lead.project_id)
    outsider, stranger = await desk_callers.person(), await desk_callers.stranger()
    paths = [
        f"/projects/project_{lead.project_id}/exports/records{more}" for more in ("", "/card", "/preview")
    ]
    for http, status in ((stranger, 401), (outsider.http, 404), (annotator.http, 403)):
        assert [(await http.get(path)).status_code for path in paths] == [status] * 3
