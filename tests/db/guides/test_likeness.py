"""Signatures at the database: what was pushed is found again, within its project."""

from copydesk.guides.domain.likeness import Alike, TextRef
from copydesk.guides.service import likeness
from copydesk.kernel.ctx import Ctx
from tests.factories import people

TIDE = (
    "The tides of the sea are made by the moon, which pulls the water towards it, and by the sun, which helps a little. "
    "In some bays the water rises by more than ten metres, and in others it hardly moves at all."
)
EDITED = TIDE.replace("a little", "somewhat").replace("hardly moves", "barely moves")
OTHER = "Bread is made of flour, salt and time; a good baker waits, folds the dough and waits once more for it to rise."


async def test_finds_what_is_alike_when_it_was_remembered(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    pasted, bread = TextRef("response", 3, "r1"), TextRef("submission", 4, "answer")
    assert await likeness.remember_texts(ctx, project_id, [(pasted, TIDE), (bread, OTHER)]) == 2
    found = await likeness.find_alike(ctx, project_id, EDITED)
    assert [one.ref for one in found] == [pasted]
    assert 0.6 <= found[0].similarity < 1.0
    assert await likeness.find_alike(ctx, project_id, EDITED, threshold=0.99) == []


async def test_finds_nothing_when_the_text_is_of_another_project(ctx: Ctx) -> None:
    project_id, other_id = await people.project(ctx.conn), await people.project(ctx.conn)
    await likeness.remember_text(ctx, project_id, TextRef("submission", 1), TIDE)
    assert await likeness.find_alike(ctx, other_id, TIDE) == []


async def test_leaves_out_the_text_itself_when_the_caller_says_so(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    own, twin = TextRef("submission", 1, "answer"), TextRef("submission", 2, "answer")
    await likeness.remember_texts(ctx, project_id, [(own, TIDE), (twin, TIDE)])
    assert await likeness.find_alike(ctx, project_id, TIDE, leave_out=[own]) == [Alike(twin, 1.0)]
    assert await likeness.find_alike(ctx, project_id, TIDE, limit=1) == [Alike(own, 1.0)]


async def test_keeps_the_new_text_when_the_same_one_is_pushed_again(ctx: Ctx) -> None:
    project_id, ref = await people.project(ctx.conn), TextRef("submission", 1)
    assert await likeness.remember_text(ctx, project_id, ref, TIDE)
    assert await likeness.remember_text(ctx, project_id, ref, OTHER)
    assert await likeness.find_alike(ctx, project_id, TIDE) == []
    assert await likeness.find_alike(ctx, project_id, OTHER) == [Alike(ref, 1.0)]


async def test_short_text_is_left_out_when_it_is_pushed_or_sought(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    assert not await likeness.remember_text(ctx, project_id, TextRef("submission", 1), "Yes, of course.")
    assert await likeness.find_alike(ctx, project_id, "Yes, of course.") == []


async def test_finds_nothing_when_the_text_was_forgotten(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    refs = [TextRef("submission", 1, part) for part in ("a", "b")]
    await likeness.remember_texts(ctx, project_id, [(ref, TIDE) for ref in refs])
    assert await likeness.forget_texts(ctx, project_id, "submission", [1, 2]) == 2
    assert await likeness.find_alike(ctx, project_id, TIDE) == []
