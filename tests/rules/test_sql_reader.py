"""The reader of SQL behind the ownership rules, statement by statement."""

import pytest

from tools import sql

SCHEMAS = frozenset({"auth", "items", "kernel", "projects", "queue", "review"})
USES = {
    "insert into items.item (id) values (1) on conflict (id) do update set a = 1": {"write items.item"},
    "update queue.slot s set a = 1 from items.item i": {"write queue.slot", "read items.item"},
    "update only queue.slot set a = extract(epoch from review.at)": {"write queue.slot"},
    "select 1 from queue.slot for update of slot skip locked": {"read queue.slot"},
    "select 1 from queue.slot s, items.item i where s.a is distinct from review.verdict": {
        "read queue.slot",
        "read items.item",
    },
    "delete from queue.lease l using queue.slot s where true": {"write queue.lease", "read queue.slot"},
    "merge into queue.slot t using items.item i on true when matched then update set a = 1": {
        "write queue.slot",
        "read items.item",
    },
    "copy items.staging (a, b) from stdin (format binary)": {"write items.staging"},
    "copy items.item (a, b) to stdout": {"read items.item"},
    "copy (select a from items.item) to stdout": {"read items.item"},
    "truncate table queue.slot": {"write queue.slot"},
    "with picked as (select id from queue.slot) update queue.slot set a = 1 from picked": {
        "read queue.slot",
        "write queue.slot",
    },
    "create temp table incoming (like items.item); insert into incoming select 1": set[str](),
    "select queue.next_slot(%(queue_id)s)": {"read queue.next_slot"},
    "select 'from auth.identity' -- from auth.session\n": set[str](),
    "create table queue.slot (item_id bigint references items.item (id) on update cascade on delete cascade)": {
        "define queue.slot",
        "refer items.item",
    },
    "create trigger t before update or delete on queue.slot for each row execute function kernel.refuse()": {
        "define queue.slot",
        "refer kernel.refuse",
    },
    "create function queue.f() returns trigger as $$ begin update items.item set a = 1; end $$": {
        "define queue.f",
        "write items.item",
    },
    "create view items.summary as select * from items.item i join queue.slot s on true": {
        "define items.summary",
        "read items.item",
        "read queue.slot",
    },
    "comment on column queue.slot.item_id is 'x'": {"define queue.slot"},
}
SENTENCES = (
    "Select a project from the list",
    "Delete from the list what you do not need",
    "Update the guide and set its name",
    "copy this to the folder",
    "Create an index of words",
    "Truncate the text",
)


@pytest.mark.parametrize("statement", USES)
def test_reads_who_touches_what(statement: str) -> None:
    assert {f"{mention.use} {mention.qualified}" for mention in sql.mentions(statement, SCHEMAS)} == USES[
        statement
    ]


@pytest.mark.parametrize(
    "statement", [text for text in USES if not text.startswith(("comment", "select 'from"))]
)
def test_knows_a_statement(statement: str) -> None:
    assert sql.looks_like_sql(statement)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_takes_no_sentence_for_a_statement(sentence: str) -> None:
    assert not sql.looks_like_sql(sentence)


def test_counts_lines_that_say_something() -> None:
    assert sql.n_lines("\n  select 1\n\n  -- why\n  from queue.slot\n") == 2
