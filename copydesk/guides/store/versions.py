"""SQL of versions."""

from collections.abc import Sequence

from copydesk.guides.domain import GuideVersion, NewVersion, StoredRule, VersionSummary
from copydesk.kernel.db import Conn, as_json, execute, fetch_all, fetch_one

READS = ("projects.project",)


async def insert_version(conn: Conn, new: NewVersion) -> GuideVersion | None:
    """The next version of a locked draft. Without a title it has the project's name; None where there is no project."""
    return await fetch_one(
        conn,
        GuideVersion,
        """
        insert into guides.guide_version (project_id, number, title, source, note, published_at, published_by,
            must_read, changes, questions)
        select p.id, coalesce((select max(number) from guides.guide_version where project_id = p.id), 0) + 1,
            coalesce(%s, p.name), %s, %s, %s, %s, %s, %s, %s
        from projects.project p where p.id = %s
        returning id, project_id, number, title, source, note, published_at, published_by, must_read, changes, questions
        """,
        [
            new.title,
            new.source,
            new.note,
            new.published_at,
            new.published_by,
            new.must_read,
            None if new.changes is None else as_json(new.changes),
            as_json(new.questions),
            new.project_id,
        ],
    )


async def insert_rules(conn: Conn, version_id: int, rules: Sequence[StoredRule]) -> None:
    await execute(
        conn,
        """
        insert into guides.rule (guide_version_id, key, kind, title, body, level, position, parent_key, attributes, reading)
        select %s, r.* from unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::smallint[], %s::int[], %s::text[],
            %s::jsonb[], %s::jsonb[]) as r
        """,
        [
            version_id,
            [rule.key for rule in rules],
            [rule.kind for rule in rules],
            [rule.title for rule in rules],
            [rule.body for rule in rules],
            [rule.level for rule in rules],
            [rule.position for rule in rules],
            [rule.parent_key for rule in rules],
            [as_json(rule.attributes) for rule in rules],
            [as_json(rule.reading) for rule in rules],
        ],
    )


async def select_version(conn: Conn, version_id: int) -> GuideVersion | None:
    return await fetch_one(
        conn,
        GuideVersion,
        """
        select id, project_id, number, title, source, note, published_at, published_by, must_read, changes, questions
        from guides.guide_version where id = %s
        """,
        [version_id],
    )


async def select_latest_version(conn: Conn, project_id: int) -> GuideVersion | None:
    return await fetch_one(
        conn,
        GuideVersion,
        """
        select id, project_id, number, title, source, note, published_at, published_by, must_read, changes, questions
        from guides.guide_version where project_id = %s order by number desc limit 1
        """,
        [project_id],
    )


async def select_versions(
    conn: Conn, project_id: int, *, before: int | None, limit: int
) -> list[VersionSummary]:
    """Newest first, at most `limit` with an id below `before`."""
    return await fetch_all(
        conn,
        VersionSummary,
        """
        select id, project_id, number, title, note, published_at, published_by, must_read, changes,
            (select count(*) from guides.rule r where r.guide_version_id = v.id and r.kind = 'rule')::int as n_rules
        from guides.guide_version v
        where project_id = %(project_id)s and (%(before)s::bigint is null or id < %(before)s)
        order by id desc limit %(limit)s
        """,
        {"project_id": project_id, "before": before, "limit": limit},
    )


async def select_rules(conn: Conn, version_id: int, keys: Sequence[str] | None) -> list[StoredRule]:
    """In the order of the guide. `keys` None: all of them."""
    return await fetch_all(
        conn,
        StoredRule,
        """
        select key, kind, title, body, level, position, parent_key, attributes, reading from guides.rule
        where guide_version_id = %(version_id)s and (%(keys)s::text[] is null or key = any(%(keys)s))
        order by position
        """,
        {"version_id": version_id, "keys": None if keys is None else list(keys)},
    )


async def select_checked_versions(conn: Conn, limit: int) -> list[int]:
    """The newest version of each project at work, where it has checks; those that were published last come first."""
    cursor = await conn.execute(
        """
        select newest.id from projects.project p
        cross join lateral (
            select v.id, v.has_checks, v.published_at from guides.guide_version v
            where v.project_id = p.id order by v.number desc limit 1) newest
        where newest.has_checks and p.archived_at is null and p.delete_after is null
        order by newest.published_at desc, newest.id desc limit %s
        """,
        [limit],
    )
    return [version_id for (version_id,) in await cursor.fetchall()]
