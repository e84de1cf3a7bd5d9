"""An import loads everything or nothing, or the good and names the bad; again it loads nothing new."""

import pytest

from copydesk.exchange.domain.imports import FileRefused, ImportFailed
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.errors import Conflict
from tests.factories.exchange import Desk, desk, jsonl, judged, question


@pytest.fixture
async def here(committing: Boundary) -> Desk:
    return await desk(committing)


async def test_loads_items_into_a_batch_of_their_own_when_all_are_good(here: Desk) -> None:
    done = await here.load(jsonl(*(question(number) for number in range(5))))
    assert (done.state, done.n_read, done.n_created, done.n_bad) == ("done", 5, 5, 0)
    assert done.format == "jsonl"
    assert await here.value("select name from items.batch where id = %s", done.batch_id) == "records.jsonl"
    told = "select count(*) from kernel.message where topic = 'items.batch_loaded' and body @> jsonb_build_object('batch_id', %s::bigint)"
    assert await here.value(told, done.batch_id) == 1
    logged = "select details ->> 'n_created' from audit.event where action = 'import.loaded'"
    assert await here.value(logged) == "5"


async def test_loads_nothing_new_when_sent_again(here: Desk) -> None:
    content = jsonl(*(question(number) for number in range(5)))
    await here.load(content)
    again = await here.load(content)
    assert (again.n_created, again.n_unchanged, again.batch_id) == (0, 5, None)
    assert await here.count_items() == 5


async def test_reports_what_differs_and_leaves_it_when_no_update_was_asked_for(here: Desk) -> None:
    await here.load(jsonl(question(1), question(2)))
    again = await here.load(jsonl(question(1), question(2, "Other text"), question(3)))
    assert (again.state, again.n_unchanged, again.n_changed, again.n_created) == ("done", 1, 1, 1)
    problems = await here.problems(again.id)
    assert problems[0][0] == "line 2"
    assert "differs from the stored item" in problems[0][1]
    assert await here.value("select max(n_versions) from items.item") == 1


async def test_makes_a_new_version_when_updates_are_asked_for(here: Desk) -> None:
    await here.load(jsonl(question(1), question(2)))
    again = await here.load(jsonl(question(1), question(2, "Other text")), updates=True)
    assert (again.n_unchanged, again.n_changed) == (1, 1)
    present = """
        select content #>> '{messages,0,content}' from items.item i join items.item_version v on v.id = i.version_id
        where external_id = '2'
        """
    assert await here.value(present) == "Other text"
    assert await here.value("select n_versions from items.item where external_id = '2'") == 2


BAD = jsonl(
    question(1),
    b'{"id": 2, "prompt": ',
    b'{"id": 3, "prompt": "caf\xe9"}',
    {"id": 4, "prompt": "Hi", "responses": ["a", {"text": "b"}]},
    question(1),
    question(6, "nul \0"),
    question(7),
)
PLACES = ["line 2", "line 3", "line 4", "line 5", "line 6"]


async def test_loads_nothing_and_names_every_place_when_any_record_is_bad(here: Desk) -> None:
    with pytest.raises(ImportFailed) as refused:
        await here.load(BAD)
    assert sorted(fault.at for fault in refused.value.faults) == PLACES
    stored = await here.latest()
    assert (stored.state, stored.n_bad, stored.n_read) == ("failed", 5, 7)
    assert "5 of 7 records are bad" in (stored.failure or "")
    assert await here.count_items() == 0
    assert await here.value("select count(*) from items.batch") == 0


async def test_loads_the_good_and_keeps_the_bad_when_asked_to(here: Desk) -> None:
    done = await here.load(BAD, mode="load_good")
    assert (done.state, done.n_created, done.n_bad) == ("done", 2, 5)
    problems = dict(await here.problems(done.id))
    assert sorted(problems) == PLACES
    assert "not valid JSON" in problems["line 2"]
    assert "byte 0xE9" in problems["line 3"]
    assert "/responses/1/content" in problems["line 4"]
    assert "stands twice in this file" in problems["line 5"]
    assert "/messages/0/content holds the character U+0000" in problems["line 6"]
    assert await here.count_items() == 2


async def test_finds_a_repeated_id_when_the_file_has_many_chunks(here: Desk) -> None:
    small = here.with_settings(import_chunk_rows=2)
    content = jsonl(*(question(number % 7) for number in range(9)))
    done = await small.load(content, mode="load_good")
    assert (done.n_created, done.n_bad) == (7, 2)
    again = await small.load(content, mode="load_good")
    assert (again.n_unchanged, again.n_bad) == (7, 2)


async def test_counts_more_problems_than_it_keeps_when_there_are_many(here: Desk) -> None:
    few = here.with_settings(import_problems_max=3)
    done = await few.load(b"{\n" * 10, mode="load_good")
    assert done.n_bad == 10
    assert len(await here.problems(done.id)) == 3


async def test_can_be_sent_again_when_it_failed(here: Desk) -> None:
    with pytest.raises(ImportFailed):
        await here.load(BAD)
    failed = await here.latest()
    done = await here.send(failed.id, jsonl(question(1)))
    assert (done.state, done.n_read, done.n_bad, done.failure) == ("done", 1, 0, None)
    assert await here.problems(failed.id) == []
    with pytest.raises(Conflict) as refused:
        await here.send(failed.id, jsonl(question(2)))
    assert refused.value.code == "import_done"


async def test_says_so_when_the_file_as_a_whole_cannot_be_read(here: Desk) -> None:
    with pytest.raises(FileRefused, match="gzip"):
        await here.load(b"\x1f\x8b....", filename="a.jsonl.gz")
    stored = await here.latest()
    assert stored.state == "failed"
    assert "gzip" in (stored.failure or "")


async def test_names_the_field_when_a_record_lacks_what_the_form_shows(here: Desk) -> None:
    done = await here.load(jsonl(question(1), {"id": 2, "prompt": "Hi"}), mode="load_good")
    assert (done.n_created, done.n_bad) == (1, 1)
    assert 'field "answers"' in (await here.problems(done.id))[0][1]


async def test_takes_any_content_when_nothing_is_published(committing: Boundary) -> None:
    here = await desk(committing, published=False)
    assert (await here.load(jsonl({"id": 1, "picture": "a.png"}))).n_created == 1


async def test_loads_json_csv_and_the_like_when_the_beginning_tells_the_format(committing: Boundary) -> None:
    here = await desk(committing, published=False)
    csv = b"id,text,response\n1,Hi,Hello\n"
    assert (await here.load(csv, filename="-")).format == "csv"
    assert (await here.load(b'[{"id": "x", "prompt": "Hi"}]', filename="-")).format == "json"
    tasks = b'[{"id": 77, "data": {"text": "Hi"}, "annotations": [], "predictions": []}]'
    assert (await here.load(tasks, filename="-")).format == "label_studio"
    assert await here.count_items() == 3


# Judgements


async def test_makes_people_and_submissions_when_records_hold_judgements(here: Desk) -> None:
    done = await here.load(
        jsonl(
            question(1, judgements=[judged("ann", "r1"), judged("bob", None)]),
            question(2, judgements=[judged("ann", "r2")]),
        )
    )
    assert (done.n_created, done.n_judgements, done.n_people) == (2, 3, 2)
    assert (
        await here.value(
            "select count(*) from queue.submission where import_id = %s and state = 'accepted'", done.id
        )
        == 3
    )
    people = "select array_agg(external_ref order by 1) from projects.member where identity_id is null"
    assert await here.value(people) == ["ann", "bob"]


async def test_adds_only_new_judgements_when_sent_again(here: Desk) -> None:
    await here.load(jsonl(question(1, judgements=[judged("ann", "r1")])))
    again = await here.load(jsonl(question(1, judgements=[judged("ann", "r1"), judged("bob", "r1")])))
    assert (again.n_unchanged, again.n_judgements, again.n_judgements_known) == (1, 1, 1)


@pytest.mark.parametrize(
    ("judgement", "words"),
    [
        (judged("ann", "r9"), "do not fit the form"),
        ({"by": "ann", "answers": {"mood": 1}}, "There is no such question"),
        ({"by": "", "answers": {"stars": 1}}, "must say who judged"),
        ({"by": "a" * 201, "answers": {"stars": 1}}, "at most 200 characters"),
        ({**judged("ann", "r1"), "displayed": ["r1", "r3"]}, "not those of the item"),
    ],
)
async def test_names_the_line_when_a_judgement_is_wrong(
    here: Desk, judgement: dict[str, object], words: str
) -> None:
    done = await here.load(jsonl(question(1, judgements=[judgement])), mode="load_good")
    assert done.n_judgements == 0
    assert [(place, words in message) for place, message in await here.problems(done.id)] == [
        ("line 1", True)
    ]


async def test_refuses_another_opinion_of_the_same_person_when_one_is_there(here: Desk) -> None:
    content = jsonl(question(1, judgements=[judged("ann", "r1"), judged("ann", "r2")]))
    with pytest.raises(ImportFailed) as refused:
        await here.load(content)
    assert "ann has judged this item already, with other answers" in refused.value.faults[0].message


MAPPING = {
    "item": {
        "external_id": "/id",
        "messages": [{"content": "/text"}],
        "responses": [{"content": "/a"}, {"content": "/b"}],
    },
    "judgements": {
        "by": "/who",
        "answers": {"better": {"from": "/best", "map": {"a": {"preferred": "r1", "strength": 1}}}},
    },
}


async def test_takes_a_row_per_judgement_when_rows_repeat_their_item(here: Desk) -> None:
    small = here.with_settings(import_chunk_rows=2)
    rows = b"id,text,a,b,who,best\n" + b"".join(b"%d,Hi,x,y,w%d,a\n" % (n // 3, n) for n in range(9))
    done = await small.load(rows, filename="a.csv", mapping=MAPPING)
    assert (done.n_created, done.n_judgements, done.n_people, done.n_bad) == (3, 9, 9, 0)
    changed = b"id,text,a,b,who,best\n8,Hi,x,y,w1,a\n8,Ho,x,y,w2,a\n"
    with pytest.raises(ImportFailed) as refused:
        await here.load(changed, filename="a.csv", mapping=MAPPING)
    assert "twice in this file with other content" in refused.value.faults[0].message


async def test_finds_the_items_when_judgements_have_a_file_of_their_own(here: Desk) -> None:
    await here.load(jsonl(question(1), question(2)))
    mapping = {"judgements": {**MAPPING["judgements"], "item": "/id", "at": "/at"}}
    rows = b"id,who,best,at\n1,ann,a,2025-02-03T04:05:06Z\n2,ann,a,\n9,ann,a,\n1,bob,b,\n"
    done = await here.load(rows, filename="votes.csv", holds="judgements", mapping=mapping, mode="load_good")
    assert (done.n_created, done.n_judgements, done.n_people, done.n_bad) == (0, 2, 1, 2)
    problems = dict(await here.problems(done.id))
    assert "no item with the external id 9" in problems["line 4"]
    assert "'b', which the mapping does not know" in problems["line 5"]
    first = "select min(submitted_at)::date::text from queue.submission"
    assert await here.value(first) == "2025-02-03"


async def test_says_what_to_publish_when_judgements_come_too_early(committing: Boundary) -> None:
    here = await desk(committing, published=False)
    with pytest.raises(Conflict) as refused:
        await here.load(jsonl(question(1, judgements=[judged("ann", "r1")])))
    assert refused.value.code == "not_published"
    assert await here.count_items() == 0


async def test_leaves_judgements_of_other_content_out_when_an_item_differs(here: Desk) -> None:
    await here.load(jsonl(question(1)))
    again = await here.load(jsonl(question(1, "Other", judgements=[judged("ann", "r1")])))
    assert (again.n_changed, again.n_judgements) == (1, 0)
    updated = await here.load(jsonl(question(1, "Other", judgements=[judged("ann", "r1")])), updates=True)
    assert (updated.n_changed, updated.n_judgements) == (1, 1)
    pinned = "select v.number from queue.submission b join items.item_version v on v.id = b.item_version_id"
    assert await here.value(pinned) == 2
