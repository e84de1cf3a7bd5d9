-- Slice queue: what is known of a task (its kind, languages, domains and questions), for the rules of the guide that concern it.

-- The words that a form names itself, or where an item says them: {"at": pointer}. An empty list: not known.
create function queue.told_words(p_told jsonb, p_content jsonb) returns jsonb language sql immutable as $$
    select case jsonb_typeof(t.told)
        when 'string' then jsonb_build_array(t.told)
        when 'array' then (select coalesce(jsonb_agg(w.word), '[]') from jsonb_array_elements(t.told) as w (word)
                           where jsonb_typeof(w.word) = 'string')
        else '[]' end
    from (select case when jsonb_typeof(p_told) = 'object' then p_content #> (
            select array_agg(replace(replace(p.part, '~1', '/'), '~0', '~') order by p.place)
            from unnest(string_to_array(substr(p_told ->> 'at', 2), '/')) with ordinality as p (part, place))
        else p_told end as told) t
$$;

create function queue.task_about(p_document jsonb, p_content jsonb) returns jsonb language sql immutable as $$
    select jsonb_build_object(
        'tasks', queue.told_words(p_document -> 'task', p_content),
        'languages', queue.told_words(p_document -> 'languages', p_content),
        'domains', queue.told_words(p_document -> 'domains', p_content),
        'questions', jsonb_path_query_array(p_document, '$.questions[*].key'))
$$;
comment on function queue.task_about is
    'What a form and an item say of a task. With no content: what the form alone says. Each part is a list of words; empty: not known.';

-- A claim with everything that decides about it. check_policy and about are null where the guide version has no checks.
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
         where g.id = c.guide_version_id and g.has_checks and w.id = c.workflow_version_id) as check_policy,
        (select queue.task_about(f.document, v.content)
         from guides.guide_version g, interfaces.interface_version f, items.item_version v
         where g.id = c.guide_version_id and g.has_checks and f.id = c.interface_version_id and v.id = c.item_version_id) as about
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
        b.check_report as subject_check_report,
        (select queue.task_about(f.document, v.content) from interfaces.interface_version f where f.id = c.interface_version_id) as about
    from queue.claim c
    join queue.queue q on q.id = c.queue_id
    join queue.slot s on s.id = c.slot_id
    join items.item i on i.id = c.item_id
    join items.item_version v on v.id = c.item_version_id
    left join queue.draft d on d.claim_id = c.id
    left join queue.submission b on b.id = c.subject_id;
