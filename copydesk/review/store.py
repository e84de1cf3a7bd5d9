"""SQL of reviews and findings."""

from collections.abc import Sequence
from typing import Any

from copydesk.kernel.db import Conn, as_json, execute, fetch_all, fetch_one, fetch_only
from copydesk.queue.domain import Submission
from copydesk.review.domain import (
    CheckFinding,
    CitedRule,
    Finding,
    FindingPlace,
    FindingState,
    NewFinding,
    Review,
    Selected,
)

READS = ("guides.rule", "queue.submission")

AUTHOR_SUBMISSIONS = 50
PROJECT_FINDINGS = 500


async def insert_review(conn: Conn, review: Review, active_segments: list[list[str]]) -> Review:
    """`review.id` is ignored; the row as it stands now comes back."""
    return await fetch_only(
        conn,
        Review,
        """
        insert into review.review (project_id, submission_id, claim_id, member_id, round, verdict, note,
            fixed_answers, active_segments, active_ms, reviewed_at)
        values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        returning id, project_id, submission_id, claim_id, member_id, round, verdict, note, fixed_answers, active_ms, reviewed_at
        """,
        [
            review.project_id,
            review.submission_id,
            review.claim_id,
            review.member_id,
            review.round,
            review.verdict,
            review.note,
            None if review.fixed_answers is None else as_json(review.fixed_answers),
            as_json(active_segments),
            review.active_ms,
            review.reviewed_at,
        ],
    )


async def insert_findings(
    conn: Conn, review: Review, guide_version_id: int, findings: Sequence[NewFinding]
) -> None:
    await execute(
        conn,
        """
        insert into review.finding (project_id, review_id, submission_id, guide_version_id, source, member_id, created_at,
            rule_key, severity, note, suggestion, anchor)
        select %s, %s, %s, %s, 'person', %s, %s, f.*
        from unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::jsonb[]) as f
        """,
        [
            review.project_id,
            review.id,
            review.submission_id,
            guide_version_id,
            review.member_id,
            review.reviewed_at,
            [finding.rule_key for finding in findings],
            [finding.severity for finding in findings],
            [finding.note for finding in findings],
            [finding.suggestion for finding in findings],
            [
                None if finding.anchor is None else as_json(finding.anchor.model_dump())
                for finding in findings
            ],
        ],
    )


async def select_reviews(conn: Conn, submission_ids: Sequence[int]) -> list[Review]:
    """Oldest first."""
    return await fetch_all(
        conn,
        Review,
        """
        select id, project_id, submission_id, claim_id, member_id, round, verdict, note, fixed_answers, active_ms, reviewed_at
        from review.review where submission_id = any(%s) order by id
        """,
        [list(submission_ids)],
    )


async def select_findings(
    conn: Conn,
    *,
    submission_ids: Sequence[int] | None = None,
    project_id: int | None = None,
    rule_key: str | None = None,
    before: int | None = None,
    limit: int | None = None,
) -> list[Finding]:
    """Newest first, by submission or by project."""
    wanted: dict[str, Any] = {
        "submission_ids": None if submission_ids is None else list(submission_ids),
        "project_id": project_id,
        "rule_key": rule_key,
        "before": before,
        "limit": limit,
    }
    return await fetch_all(
        conn,
        Finding,
        """
        select f.id, f.project_id, f.review_id, f.submission_id, f.guide_version_id, f.rule_key, r.title as rule_title,
               f.severity, f.source, f.member_id, f.anchor, f.note, f.suggestion, f.state, f.created_at,
               f.check_name, f.reason, f.judged_by
        from review.finding f
        join guides.rule r on r.guide_version_id = f.guide_version_id and r.key = f.rule_key
        where (%(submission_ids)s::bigint[] is null or f.submission_id = any(%(submission_ids)s))
          and (%(project_id)s::bigint is null or f.project_id = %(project_id)s)
          and (%(rule_key)s::text is null or f.rule_key = %(rule_key)s)
          and (%(before)s::bigint is null or f.id < %(before)s)
        order by f.id desc limit %(limit)s
        """,
        wanted,
    )


async def lock_finding(conn: Conn, finding_id: int) -> FindingPlace | None:
    return await fetch_one(
        conn,
        FindingPlace,
        """
        select id, project_id, submission_id, member_id, state, source, judged_by
        from review.finding where id = %s for update
        """,
        [finding_id],
    )


async def update_finding_state(
    conn: Conn, finding_id: int, state: FindingState, judged_by: int | None
) -> None:
    await execute(
        conn,
        "update review.finding set state = %s, judged_by = %s where id = %s",
        [state, judged_by, finding_id],
    )


async def insert_check_findings(conn: Conn, findings: Sequence[CheckFinding]) -> None:
    """One with a reason begins as withdrawn."""
    await execute(
        conn,
        """
        insert into review.finding (source, project_id, submission_id, guide_version_id, rule_key, severity, anchor, note,
            suggestion, check_name, reason, created_at, state)
        select 'check', f.*, (case when f.reason is null then 'open' else 'withdrawn' end)::review.finding_state
        from unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::jsonb[], %s::text[], %s::text[],
            %s::text[], %s::text[], %s::timestamptz[]) as f (project_id, submission_id, guide_version_id, rule_key,
            severity, anchor, note, suggestion, check_name, reason, created_at)
        """,
        [
            [one.project_id for one in findings],
            [one.submission_id for one in findings],
            [one.guide_version_id for one in findings],
            [one.rule_key for one in findings],
            [one.severity for one in findings],
            [as_json(one.anchor) for one in findings],
            [one.note for one in findings],
            [one.suggestion for one in findings],
            [one.check_name for one in findings],
            [one.reason for one in findings],
            [one.created_at for one in findings],
        ],
    )


async def delete_check_findings(conn: Conn, submission_ids: Sequence[int]) -> int:
    return await execute(
        conn,
        "delete from review.finding where source = 'check' and submission_id = any(%s)",
        [list(submission_ids)],
    )


async def select_cited_rules(
    conn: Conn, submission: Submission, guide_version_id: int, selected: Selected
) -> list[CitedRule]:
    """The rules of a guide version, with how often checks alerted on this submission (there, and at all), and how often people
    cited them of late: to its author, and in the project.
    """
    return await fetch_all(
        conn,
        CitedRule,
        """
        with alerted as (
            select rule_key, count(*) as n, count(*) filter (where anchor ->> 'pointer' = %(pointer)s
                and (anchor ->> 'start')::int < %(end)s and (anchor ->> 'end')::int > %(start)s) as n_there
            from review.finding where submission_id = %(id)s and source = 'check' group by rule_key),
        told as (
            select f.rule_key, count(*) as n
            from (select id from queue.submission where member_id = %(member_id)s order by id desc limit %(author_limit)s) b
            join review.finding f on f.submission_id = b.id and f.source = 'person' group by f.rule_key),
        cited as (
            select rule_key, count(*) as n
            from (select rule_key from review.finding where project_id = %(project_id)s and source = 'person'
                  order by id desc limit %(project_limit)s) x group by rule_key)
        select r.key, r.title, r.attributes, coalesce(a.n_there, 0) as n_alerts_there, coalesce(a.n, 0) as n_alerts,
            coalesce(t.n, 0) as n_author, coalesce(c.n, 0) as n_project
        from guides.rule r left join alerted a on a.rule_key = r.key left join told t on t.rule_key = r.key
            left join cited c on c.rule_key = r.key
        where r.guide_version_id = %(version_id)s and r.kind = 'rule' order by r.position
        """,
        {
            "id": submission.id,
            "member_id": submission.member_id,
            "project_id": submission.project_id,
            "version_id": guide_version_id,
            "pointer": selected.pointer,
            "start": selected.start,
            "end": selected.end,
            "author_limit": AUTHOR_SUBMISSIONS,
            "project_limit": PROJECT_FINDINGS,
        },
    )


async def delete_project(conn: Conn, project_id: int) -> None:
    await execute(conn, "delete from review.finding where project_id = %s", [project_id])
    await execute(conn, "delete from review.review where project_id = %s", [project_id])
