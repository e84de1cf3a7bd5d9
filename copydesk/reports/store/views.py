"""SQL of saved views."""

from datetime import datetime

from copydesk.kernel.db import Conn, as_json, execute, fetch_all, fetch_one, fetch_value
from copydesk.reports.domain.views import NewView, SavedView

READS = ()


async def select_views(conn: Conn, project_id: int, member_id: int, page: str | None) -> list[SavedView]:
    """A member's own and those shared in the project, by name."""
    return await fetch_all(
        conn,
        SavedView,
        """
        select id, project_id, member_id, page, name, query, is_shared, revision, updated_at from reports.saved_view
        where project_id = %(project_id)s and (member_id = %(member_id)s or is_shared)
          and (%(page)s::text is null or page = %(page)s)
        order by page, lower(name), id
        """,
        {"project_id": project_id, "member_id": member_id, "page": page},
    )


async def count_views(conn: Conn, member_id: int) -> int:
    return await fetch_value(
        conn, "select count(*) from reports.saved_view where member_id = %s", [member_id]
    )


async def insert_view(conn: Conn, place: tuple[int, int], new: NewView, now: datetime) -> SavedView | None:
    """`place` is (project, member). None when the member has a view of this name on the page."""
    return await fetch_one(
        conn,
        SavedView,
        """
        insert into reports.saved_view (project_id, member_id, page, name, query, is_shared, created_at, updated_at)
        values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict (member_id, page, name) do nothing
        returning id, project_id, member_id, page, name, query, is_shared, revision, updated_at
        """,
        [*place, new.page, new.name, as_json(dict(new.query)), new.is_shared, now, now],
    )


async def lock_view(conn: Conn, view_id: int) -> SavedView | None:
    return await fetch_one(
        conn,
        SavedView,
        """
        select id, project_id, member_id, page, name, query, is_shared, revision, updated_at
        from reports.saved_view where id = %s for update
        """,
        [view_id],
    )


async def has_name(conn: Conn, view: SavedView) -> bool:
    """Whether another view of the member on the page has this name."""
    return await fetch_value(
        conn,
        """
        select exists (select from reports.saved_view where member_id = %s and page = %s and name = %s and id <> %s)
        """,
        [view.member_id, view.page, view.name, view.id],
    )


async def update_view(conn: Conn, view: SavedView, now: datetime) -> SavedView | None:
    return await fetch_one(
        conn,
        SavedView,
        """
        update reports.saved_view set name = %s, query = %s, is_shared = %s, revision = revision + 1, updated_at = %s
        where id = %s
        returning id, project_id, member_id, page, name, query, is_shared, revision, updated_at
        """,
        [view.name, as_json(view.query), view.is_shared, now, view.id],
    )


async def delete_view(conn: Conn, view_id: int) -> None:
    await execute(conn, "delete from reports.saved_view where id = %s", [view_id])
