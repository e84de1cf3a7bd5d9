-- Slice queue: what checks said of an answer when it was sent, and what a claim must know to run them.

alter table queue.submission add column check_report jsonb;
comment on column queue.submission.check_report is
    'What the checks of the guide version said when it was sent: alerts with the author''s reason where they said "not here, because", checks that failed. Null: there was none.';

-- A claim with everything that decides about it. check_policy is null where the guide version has no checks.
create or replace view queue.held as
    select c.id as claim_id, c.token, c.project_id, c.queue_id, c.slot_id, c.item_id, c.member_id, c.item_version_id,
        c.guide_version_id, c.interface_version_id, c.workflow_version_id, c.displayed, c.subject_id, c.round,
        c.claimed_at, c.started_at, c.outcome, q.stage, q.lease_s, q.allows_extra,
        s.state as slot_state, s.claim_id as slot_claim_id, s.round as slot_round, s.priority, s.assigned_member_id, s.lease_expires_at,
        b.id as submission_id,
        (select r.id from queue.queue r where r.project_id = c.project_id and r.stage = 'review' and r.is_open) as review_queue_id,
        exists (select from queue.claim o where o.item_id = c.item_id and o.member_id = c.member_id and o.queue_id = c.queue_id
                and o.id <> c.id and (o.ended_at is null or o.outcome = 'submitted') and o.subject_id is not distinct from c.subject_id
               ) as has_other,
        (select coalesce(w.document #> '{annotate,checks}', '{}') from guides.guide_version g, workflows.workflow_version w
         where g.id = c.guide_version_id and g.has_checks and w.id = c.workflow_version_id) as check_policy
    from queue.claim c
    join queue.queue q on q.id = c.queue_id
    join queue.slot s on s.id = c.slot_id
    left join queue.submission b on b.claim_id = c.id;

-- The task in a person's hand, as they see it.
create or replace view queue.task as
    select c.id as claim_id, c.slot_id, c.token, c.project_id, q.stage, c.round, c.member_id, s.lease_expires_at, c.started_at,
        c.item_id, c.item_version_id, v.number as item_version, i.external_id, v.content,
        c.interface_version_id, c.guide_version_id, c.workflow_version_id, c.displayed,
        d.answers as draft_answers, d.revision as draft_revision, d.saved_at as draft_saved_at,
        b.id as subject_id, b.state as subject_state, b.round as subject_round, b.previous_id as subject_previous_id,
        b.is_extra as subject_is_extra, b.answers as subject_answers, b.active_ms as subject_active_ms,
        b.submitted_at as subject_submitted_at,
        coalesce((select g.has_checks from guides.guide_version g where g.id = c.guide_version_id), false) as has_checks,
        b.check_report as subject_check_report
    from queue.claim c
    join queue.queue q on q.id = c.queue_id
    join queue.slot s on s.id = c.slot_id
    join items.item i on i.id = c.item_id
    join items.item_version v on v.id = c.item_version_id
    left join queue.draft d on d.claim_id = c.id
    left join queue.submission b on b.id = c.subject_id;
