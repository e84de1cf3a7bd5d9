"""SQL of drafts."""

from copydesk.guides.domain import GuideDraft, SavedDraft
from copydesk.kernel.db import Conn, fetch_one


async def select_guide(conn: Conn, project_id: int) -> GuideDraft | None:
    return await fetch_one(
        conn,
        GuideDraft,
        "select project_id, source, revision, updated_at, updated_by from guides.guide where project_id = %s",
        [project_id],
    )


async def write_guide(conn: Conn, draft: GuideDraft, *, note_s: int) -> SavedDraft | None:
    """Save over the revision that `draft` names (0: none yet). None when the stored one is another.

    It is noted when somebody else, or nobody for `note_s`, was noted last.
    """
    return await fetch_one(
        conn,
        SavedDraft,
        """
        insert into guides.guide as g (project_id, source, updated_at, updated_by, noted_at, noted_by, pulse)
        select %(project_id)s, %(source)s, %(at)s, %(by)s, %(at)s, %(by)s, nextval('guides.pulse')
        where %(revision)s = 0 or exists (select from guides.guide where project_id = %(project_id)s)
        on conflict (project_id) do update
            set source = excluded.source, revision = g.revision + 1,
                updated_at = excluded.updated_at, updated_by = excluded.updated_by, pulse = excluded.pulse,
                (noted_at, noted_by) = (select excluded.noted_at, excluded.noted_by
                    where g.noted_by is distinct from excluded.noted_by or g.noted_at is null
                       or g.noted_at <= excluded.noted_at - make_interval(secs => %(note_s)s)
                    union all select g.noted_at, g.noted_by limit 1)
            where g.revision = %(revision)s
        returning project_id, source, revision, updated_at, updated_by, noted_at = updated_at as is_noted
        """,
        {
            "project_id": draft.project_id,
            "source": draft.source,
            "revision": draft.revision,
            "at": draft.updated_at,
            "by": draft.updated_by,
            "note_s": note_s,
        },
    )


async def lock_guide(conn: Conn, project_id: int) -> GuideDraft | None:
    """Locked, so that versions get their numbers one after the other."""
    return await fetch_one(
        conn,
        GuideDraft,
        """
        select project_id, source, revision, updated_at, updated_by from guides.guide
        where project_id = %s for update
        """,
        [project_id],
    )
