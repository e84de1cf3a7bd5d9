"""SQL of a person's home and of search."""

from collections.abc import Sequence
from datetime import datetime

from copydesk.kernel.db import Conn, fetch_all, fetch_value
from copydesk.reports.domain.me import (
    DRAFTS_MAX,
    HITS_MAX,
    IMPORTS_MAX,
    ITEMS_LOOKED_AT,
    SUBMISSIONS_LOOKED_AT,
    Begun,
    EndedImport,
    Hit,
    NewGuide,
    NewVerdict,
    like,
)
from copydesk.reports.store.planned import fetch_planned

READS = (
    "audit.event",
    "auth.identity",
    "guides.guide_version",
    "guides.rule",
    "items.item",
    "items.item_version",
    "projects.member",
    "projects.project",
    "queue.claim",
    "queue.draft",
    "queue.queue",
    "queue.slot",
    "queue.submission",
    "review.finding",
    "review.review",
)


async def upsert_visit(
    conn: Conn, identity_id: int, now: datetime, *, ended_before: datetime, first_since: datetime
) -> datetime:
    """Note that the person is here; the end of the visit before this one."""
    return await fetch_value(
        conn,
        """
        insert into reports.visit as v (identity_id, since, seen_at) values (%(identity_id)s, %(first)s, %(now)s)
        on conflict (identity_id) do update set
            since = case when v.seen_at < %(ended_before)s then v.seen_at else v.since end, seen_at = excluded.seen_at
        returning since
        """,
        {
            "identity_id": identity_id,
            "now": now,
            "first": first_since,
            "ended_before": ended_before,
        },
    )


async def select_begun(conn: Conn, member_ids: Sequence[int]) -> list[Begun]:
    """Unsent work of these members, the last saved first."""
    return await fetch_all(
        conn,
        Begun,
        """
        with mine as (
            select c.* from queue.claim c where c.member_id = any(%(ids)s) and c.ended_at is null
            union all select c.* from queue.claim c
                where c.member_id = any(%(ids)s) and c.outcome = 'lapsed' and c.started_at is not null)
        select c.project_id, p.name as project_name, q.stage, c.slot_id, c.item_id, i.external_id,
            left(coalesce(jsonb_path_query_first(v.content, '$.messages[*] ? (@.role == "user").content') #>> '{}',
                v.content #>> '{messages,0,content}'), 200) as excerpt,
            d.saved_at, c.ended_at is null as is_in_hand,
            (s.claim_id = c.id or (s.state = 'ready' and s.round = c.round)) is true as is_free
        from mine c
        join queue.draft d on d.claim_id = c.id
        join queue.slot s on s.id = c.slot_id
        join queue.queue q on q.id = c.queue_id
        join projects.project p on p.id = c.project_id
        join items.item i on i.id = c.item_id
        join items.item_version v on v.id = c.item_version_id
        order by d.saved_at desc limit %(limit)s
        """,
        {"ids": list(member_ids), "limit": DRAFTS_MAX},
    )


async def select_new_guides(conn: Conn, project_ids: Sequence[int], since: datetime) -> list[NewGuide]:
    """Newest first."""
    return await fetch_all(
        conn,
        NewGuide,
        """
        select g.project_id, p.name as project_name, g.id as version_id, g.number, g.title, g.note, g.published_at
        from guides.guide_version g join projects.project p on p.id = g.project_id
        where g.project_id = any(%s) and g.published_at > %s order by g.published_at desc limit 20
        """,
        [list(project_ids), since],
    )


async def select_ended_imports(conn: Conn, project_ids: Sequence[int], since: datetime) -> list[EndedImport]:
    """Newest first, each by what became of it last; the audit log tells."""
    return await fetch_all(
        conn,
        EndedImport,
        """
        select distinct on (e.subject_id) e.project_id, p.name as project_name, e.subject_id as import_id,
            case e.action when 'import.loaded' then 'done' when 'import.failed' then 'failed' else 'undone' end as state,
            coalesce((e.details ->> 'n_created')::int, 0) as n_created, coalesce((e.details ->> 'n_bad')::int, 0) as n_bad,
            e.at as finished_at
        from audit.event e join projects.project p on p.id = e.project_id
        where e.project_id = any(%s) and e.subject_type = 'import' and e.at > %s
          and e.action in ('import.loaded', 'import.failed', 'import.undone')
        order by e.subject_id desc, e.id desc limit %s
        """,
        [list(project_ids), since, IMPORTS_MAX],
    )


async def select_new_verdicts(conn: Conn, member_ids: Sequence[int], since: datetime) -> list[NewVerdict]:
    """Verdicts on the newest submissions of these members, newest first."""
    return await fetch_all(
        conn,
        NewVerdict,
        """
        select b.project_id, p.name as project_name, b.id as submission_id, b.item_id, i.external_id,
            left(coalesce(jsonb_path_query_first(v.content, '$.messages[*] ? (@.role == "user").content') #>> '{}',
                v.content #>> '{messages,0,content}'), 200) as excerpt,
            r.verdict::text as verdict, r.reviewed_at,
            (select count(*) from review.finding f where f.review_id = r.id and f.state <> 'withdrawn')::int as n_findings
        from unnest(%(ids)s::bigint[]) m (id)
        cross join lateral (select s.id, s.project_id, s.item_id, s.item_version_id from queue.submission s
                            where s.member_id = m.id order by s.id desc limit %(looked_at)s) b
        join review.review r on r.submission_id = b.id and r.reviewed_at > %(since)s
        join projects.project p on p.id = b.project_id
        join items.item i on i.id = b.item_id
        join items.item_version v on v.id = b.item_version_id
        order by r.reviewed_at desc, r.id desc
        """,
        {"ids": list(member_ids), "looked_at": SUBMISSIONS_LOOKED_AT, "since": since},
    )


async def count_for_lead(conn: Conn, project_ids: Sequence[int]) -> dict[int, int]:
    """Late answers that wait for a decision, by project."""
    cursor = await conn.execute(
        "select project_id, count(*) from queue.submission where project_id = any(%s) and state = 'waiting' group by 1",
        [list(project_ids)],
    )
    return {row[0]: row[1] for row in await cursor.fetchall()}


async def search_projects(conn: Conn, project_ids: Sequence[int], text: str) -> list[Hit]:
    return await fetch_planned(
        conn,
        Hit,
        """
        select 'project' as kind, id, id as project_id, name as title, nullif(left(description, 200), '') as detail
        from projects.project where id = any(%(ids)s) and name ilike '%%' || %(text)s || '%%'
        order by name not ilike %(text)s || '%%', lower(name), id limit %(limit)s
        """,
        {"ids": list(project_ids), "text": like(text), "limit": HITS_MAX},
    )


async def search_external_ids(conn: Conn, project_ids: Sequence[int], text: str) -> list[Hit]:
    """Items whose external id begins with the text."""
    return await fetch_planned(
        conn,
        Hit,
        """
        select 'item' as kind, i.id, i.project_id, i.external_id as title,
            left(coalesce(jsonb_path_query_first(v.content, '$.messages[*] ? (@.role == "user").content') #>> '{}',
                v.content #>> '{messages,0,content}'), 200) as detail
        from unnest(%(ids)s::bigint[]) p (id)
        cross join lateral (
            select n.id, n.project_id, n.external_id, n.version_id from items.item n
            where n.project_id = p.id and n.external_id >= %(text)s and n.external_id < %(end)s
            order by n.external_id limit %(limit)s) i
        join items.item_version v on v.id = i.version_id
        order by i.external_id, i.id limit %(limit)s
        """,
        {"ids": list(project_ids), "text": text, "end": text + "\U0010ffff", "limit": HITS_MAX},
    )


async def search_prompts(conn: Conn, project_ids: Sequence[int], text: str) -> list[Hit]:
    """The newest items of these projects whose prompt holds the text."""
    return await fetch_planned(
        conn,
        Hit,
        """
        select 'item' as kind, i.id, i.project_id, coalesce(i.external_id, 'item_' || i.id) as title, left(m.prompt, 200) as detail
        from (
            select n.id, n.project_id, n.external_id, n.version_id from unnest(%(ids)s::bigint[]) p (id)
            cross join lateral (select * from items.item o where o.project_id = p.id order by o.id desc limit %(each)s) n) i
        join items.item_version v on v.id = i.version_id
        cross join lateral (select coalesce(
            jsonb_path_query_first(v.content, '$.messages[*] ? (@.role == "user").content') #>> '{}',
            v.content #>> '{messages,0,content}') as prompt) m
        where m.prompt ilike '%%' || %(text)s || '%%' limit %(limit)s
        """,
        {
            "ids": list(project_ids),
            "text": like(text),
            "limit": HITS_MAX,
            "each": max(50, ITEMS_LOOKED_AT // max(1, len(project_ids))),
        },
    )


async def search_rules(conn: Conn, project_ids: Sequence[int], text: str) -> list[Hit]:
    """Rules of the newest guide version of each project, by key or title; the hit's id is the version's."""
    return await fetch_planned(
        conn,
        Hit,
        """
        select 'rule' as kind, g.id, g.project_id, r.title, p.name as detail, r.key
        from unnest(%(ids)s::bigint[]) w (id)
        cross join lateral (select n.id, n.project_id from guides.guide_version n
                            where n.project_id = w.id order by n.number desc limit 1) g
        join guides.rule r on r.guide_version_id = g.id
        join projects.project p on p.id = g.project_id
        where r.key ilike '%%' || %(text)s || '%%' or r.title ilike '%%' || %(text)s || '%%'
        order by r.key not ilike %(text)s || '%%', r.title not ilike %(text)s || '%%', g.project_id, r.position limit %(limit)s
        """,
        {"ids": list(project_ids), "text": like(text), "limit": HITS_MAX},
    )


async def search_people(
    conn: Conn, project_ids: Sequence[int], named_ids: Sequence[int], text: str
) -> list[Hit]:
    """Members by pseudonym, and in `named_ids` by name, address or reference; only there their name is told."""
    return await fetch_planned(
        conn,
        Hit,
        """
        select 'person' as kind, m.id, m.project_id, m.pseudonym as title,
            case when m.project_id = any(%(named)s) then coalesce(i.name, m.external_ref) end as detail
        from projects.member m left join auth.identity i on i.id = m.identity_id
        where m.project_id = any(%(ids)s) and m.removed_at is null
          and (m.pseudonym ilike '%%' || %(text)s || '%%' or (m.project_id = any(%(named)s) and (
               i.name ilike '%%' || %(text)s || '%%' or i.email ilike %(text)s || '%%' or m.external_ref ilike %(text)s || '%%')))
        order by m.pseudonym not ilike %(text)s || '%%', m.pseudonym, m.id limit %(limit)s
        """,
        {
            "ids": list(project_ids),
            "named": list(named_ids),
            "text": like(text),
            "limit": HITS_MAX,
        },
    )
