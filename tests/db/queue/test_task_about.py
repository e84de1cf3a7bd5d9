"""What a form and an item say of a task: words of the form itself, or what stands at a place of the item."""

from typing import Any

import pytest

from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import as_json, fetch_value
from copydesk.queue.store import slots
from tests.factories import documents, people

QUESTIONS = [{"key": "better"}, {"key": "why"}]


async def about(ctx: Ctx, form: dict[str, Any], content: Any) -> Any:
    return await fetch_value(
        ctx.conn, "select queue.task_about(%s, %s)", [as_json({**form, "questions": QUESTIONS}), content]
    )


@pytest.mark.parametrize(
    ("told", "content", "expected"),
    [
        (["law", "money"], {"field": "health"}, ["law", "money"]),
        ({"at": "/field"}, {"field": "health"}, ["health"]),
        ({"at": "/meta/fields"}, {"meta": {"fields": ["law", 7, None, "tax"]}}, ["law", "tax"]),
        ({"at": "/list/1"}, {"list": ["law", "tax"]}, ["tax"]),
        ({"at": "/a~1b/m~0n"}, {"a/b": {"m~n": "law"}}, ["law"]),
        ({"at": "/field"}, {}, []),
        ({"at": "/field"}, {"field": 7}, []),
        ({"at": "/field"}, {"field": {"deep": "law"}}, []),
        ({"at": "/field/deep"}, {"field": "law"}, []),
        ({"at": ""}, {"field": "law"}, []),
        (None, {"field": "law"}, []),
        (..., {"field": "law"}, []),
    ],
)
async def test_reads_words_from_the_form_or_from_the_item(
    ctx: Ctx, told: Any, content: dict[str, Any], expected: list[str]
) -> None:
    form = {} if told is ... else {"domains": told}
    found = await about(ctx, form, as_json(content))
    assert found == {"tasks": [], "languages": [], "domains": expected, "questions": ["better", "why"]}


async def test_knows_the_task_and_no_item_when_there_is_only_the_form(ctx: Ctx) -> None:
    form = {"task": "sft", "languages": ["de"], "domains": {"at": "/field"}}
    found = await about(ctx, form, None)
    assert (found["tasks"], found["languages"], found["domains"]) == (["sft"], ["de"], [])


async def test_reads_a_version_of_before_these_settings(ctx: Ctx) -> None:
    version_id = await documents.interface_version(ctx.conn, await people.project(ctx.conn))
    await ctx.conn.execute(
        "update interfaces.interface_version set document = document - 'task' where id = %s", [version_id]
    )
    found = await slots.select_about(ctx.conn, version_id)
    assert found == {"tasks": [], "languages": [], "domains": [], "questions": ["better", "why"]}
