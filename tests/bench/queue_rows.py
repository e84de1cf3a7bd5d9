"""The ground of the queue's figures: one project with many items, made by plain SQL, and statistics up to date."""

from pathlib import Path

from copydesk.kernel.db import Conn, execute, fetch_value
from copydesk.workflows.domain import AnnotateStage, Workflow
from tests.soak import ground

CONTENT = """
    jsonb_build_object(
        'messages', jsonb_build_array(jsonb_build_object('id', 'm1', 'role', 'user', 'content',
            'Question ' || g || ': ' || repeat('what would you say to a friend who asks this? ', 4))),
        'responses', jsonb_build_array(
            jsonb_build_object('id', 'r1', 'content', repeat('I think it is best to begin with what is known. ', 13)),
            jsonb_build_object('id', 'r2', 'content', repeat('Nobody can say, but there are some good guesses. ', 13))))
"""


async def lay(data_dir: Path, n_items: int, n_annotators: int) -> tuple[ground.Ground, list[int]]:
    """A project whose items each want one answer, then a review; and its annotators' member ids."""
    stages = Workflow(annotate=AnnotateStage(slots=1))
    place = await ground.prepare(data_dir, n_annotators=n_annotators, stages=stages)
    async with ground.opened(data_dir) as here:
        conn = await here.boundary.database.acquire()
        await _insert_items(conn, place.project_id, n_items)
        await execute(conn, "select queue.fit_slots(%s, null, null)", [place.project_id])
        await execute(conn, "vacuum (analyze)")
        await execute(conn, "checkpoint")
        rows = await (
            await conn.execute("select id from projects.member where role = 'annotator' order by id")
        ).fetchall()
        await here.boundary.database.release(conn)
    return place, [int(member_id) for (member_id,) in rows]


async def _insert_items(conn: Conn, project_id: int, n_items: int) -> None:
    batch_id = await fetch_value(
        conn,
        "insert into items.batch (project_id, name, created_at) values (%s, 'bench', clock_timestamp()) returning id",
        [project_id],
    )
    await execute(
        conn,
        """
        insert into items.item (id, project_id, batch_id, external_id, version_id, created_at)
        select g, %s, %s, 'q' || g, g, clock_timestamp() from generate_series(1, %s) g
        """,
        [project_id, batch_id, n_items],
    )
    await execute(
        conn,
        "insert into items.item_version (id, item_id, number, batch_id, content, content_hash, created_at) select g, g, 1, %s,"
        + CONTENT
        + ", decode(md5(g::text), 'hex'), clock_timestamp() from generate_series(1, %s) g",
        [batch_id, n_items],
    )
