-- Made by `python -m tools.schema` from the migrations; procrastinate's own schema is left out.

CREATE SCHEMA audit;
CREATE SCHEMA auth;
CREATE SCHEMA exchange;
CREATE SCHEMA guides;
CREATE SCHEMA interfaces;
CREATE SCHEMA items;
CREATE SCHEMA kernel;
CREATE SCHEMA projects;
CREATE SCHEMA queue;
CREATE SCHEMA reports;
CREATE SCHEMA review;
CREATE SCHEMA workflows;
CREATE TYPE exchange.import_state AS ENUM (
    'open',
    'running',
    'done',
    'failed',
    'undone'
);
CREATE TYPE exchange.problem_kind AS ENUM (
    'bad',
    'changed'
);
CREATE TYPE queue.claim_outcome AS ENUM (
    'submitted',
    'skipped',
    'lapsed',
    'resumed',
    'released',
    'undone'
);
CREATE TYPE queue.slot_state AS ENUM (
    'ready',
    'leased',
    'done',
    'cancelled'
);
CREATE TYPE queue.submission_state AS ENUM (
    'submitted',
    'accepted',
    'fixed',
    'returned',
    'rejected',
    'waiting',
    'undone'
);
CREATE TYPE review.finding_state AS ENUM (
    'open',
    'fixed',
    'withdrawn'
);
CREATE TYPE review.verdict AS ENUM (
    'accept',
    'fix',
    'return',
    'reject'
);
CREATE FUNCTION audit.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'audit.event is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
CREATE TABLE queue.claim (
    id bigint NOT NULL,
    token uuid NOT NULL,
    project_id bigint NOT NULL,
    queue_id integer NOT NULL,
    slot_id bigint NOT NULL,
    item_id bigint NOT NULL,
    member_id bigint NOT NULL,
    item_version_id bigint NOT NULL,
    guide_version_id bigint,
    interface_version_id bigint NOT NULL,
    workflow_version_id bigint NOT NULL,
    displayed text[] NOT NULL,
    subject_id bigint,
    round smallint NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    outcome queue.claim_outcome,
    skip_reason text,
    CONSTRAINT claim_check CHECK (((ended_at IS NULL) = (outcome IS NULL)))
);
COMMENT ON TABLE queue.claim IS 'A member taking a slot: the versions and the order of answers that they see. started_at is null while it is only reserved.';
COMMENT ON COLUMN queue.claim.outcome IS 'Changed only while the slot''s row is locked, so that a submit and the end of a lease cannot both win.';
CREATE FUNCTION queue.claim_next(p_queue_id integer, p_member_id bigint, p_token uuid, p_reserve boolean, p_reserve_s integer, p_now timestamp with time zone) RETURNS SETOF queue.claim
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
declare
    v_queue queue.queue;
    v_claim queue.claim;
    v_slot queue.slot;
    v_expires_at timestamptz;
    v_must_read boolean;
begin
    select must_read into v_must_read from queue.draw where member_id = p_member_id and queue_id = p_queue_id for update;
    if not found then return; end if;
    select * into v_queue from queue.queue where id = p_queue_id;
    v_expires_at := p_now + make_interval(secs => case when p_reserve then p_reserve_s else v_queue.lease_s end);
    -- What they hold already: the task in hand, or the one reserved for them, which now starts.
    select c.* into v_claim from queue.claim c
        where c.member_id = p_member_id and c.queue_id = p_queue_id and c.ended_at is null and (not p_reserve or c.started_at is null)
        order by c.started_at nulls last, c.id limit 1;
    if found then
        update queue.slot set lease_expires_at = v_expires_at
            where id = v_claim.slot_id and claim_id = v_claim.id and state = 'leased';
        -- Not found: the lease ended just now, by another hand.
        if found then
            return query update queue.claim set started_at = case when p_reserve then null else coalesce(started_at, p_now) end
                where id = v_claim.id returning *;
            return;
        end if;
    end if;
    select * into v_slot from queue.pick_slot(v_queue, p_member_id, v_must_read, p_now);
    if not found then return; end if;
    select * into v_claim from queue.new_claim(v_queue, v_slot, p_member_id, p_token, p_reserve, p_now);
    update queue.slot set state = 'leased', claim_id = v_claim.id, lease_expires_at = v_expires_at where id = v_slot.id;
    insert into queue.taken values (v_slot.item_id, p_member_id, v_queue.stage) on conflict do nothing;
    -- A draft that was left behind comes along.
    with mine as (
        update queue.claim set outcome = 'resumed'
        where slot_id = v_slot.id and member_id = p_member_id and outcome in ('lapsed', 'released') returning id)
    insert into queue.draft (claim_id, answers, revision, saved_at)
        select v_claim.id, answers, revision, saved_at from queue.draft where claim_id in (select id from mine)
        order by saved_at desc limit 1;
    return next v_claim;
end $$;
CREATE FUNCTION queue.fit_slots(p_project_id bigint, p_batch_id bigint, p_import_id bigint, OUT n_opened bigint, OUT n_cancelled bigint) RETURNS record
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
declare
    v_queue queue.queue;
    v_last bigint;
begin
    n_opened := 0;
    n_cancelled := 0;
    -- One at a time for each project, so that ids are given out in the order of the commits.
    select * into v_queue from queue.queue where project_id = p_project_id and stage = 'annotate' for no key update;
    if not found then return; end if;
    select coalesce(max(id), 0) into v_last from queue.slot;
    insert into queue.slot (item_id, queue_id, ordinal)
        select i.id, v_queue.id, h.n + g.n
        from items.item i
        cross join lateral (select
            (select count(*) from queue.slot s where s.item_id = i.id and s.queue_id = v_queue.id and s.state <> 'cancelled')
            + (select count(*) from queue.submission b where b.item_id = i.id and b.slot_id is null and b.state <> 'undone') as n) h
        cross join lateral generate_series(1, v_queue.n_slots - h.n) g (n)
        where i.project_id = p_project_id and i.retired_at is null and v_queue.is_open
          and (p_batch_id is null or i.batch_id = p_batch_id)
          and (p_import_id is null or i.id in (select b.item_id from queue.submission b where b.import_id = p_import_id))
        order by i.id, g.n;
    get diagnostics n_opened = row_count;
    with surplus as (
        select s.id, row_number() over (partition by i.id order by s.ordinal desc, s.id desc) as place,
            h.n - case when i.retired_at is null then v_queue.n_slots else 0 end as n
        from items.item i
        cross join lateral (select
            (select count(*) from queue.slot s where s.item_id = i.id and s.queue_id = v_queue.id and s.state <> 'cancelled')
            + (select count(*) from queue.submission b where b.item_id = i.id and b.slot_id is null and b.state <> 'undone') as n) h
        join queue.slot s on s.item_id = i.id and s.queue_id = v_queue.id and s.state = 'ready' and s.assigned_member_id is null
        where i.project_id = p_project_id and h.n > case when i.retired_at is null then v_queue.n_slots else 0 end
          and (p_batch_id is null or i.batch_id = p_batch_id)
          and (p_import_id is null or i.id in (select b.item_id from queue.submission b where b.import_id = p_import_id)))
    update queue.slot s set state = 'cancelled' from surplus u where s.id = u.id and u.place <= u.n and s.state = 'ready';
    get diagnostics n_cancelled = row_count;
    if n_opened > 0 then
        -- Nobody has passed what is new: with their rows locked, no claim runs between this and our commit.
        perform from queue.draw where queue_id = v_queue.id order by member_id for update;
        update queue.passed set slot_id = v_last where queue_id = v_queue.id and slot_id > v_last;
    end if;
    -- What autoanalyze would do a minute later: plans that sessions made while the tables were small end with this commit.
    if n_opened + n_cancelled > 50 + 0.1 * (select greatest(reltuples, 0) from pg_class where oid = 'queue.slot'::regclass) then
        analyze queue.slot;
    end if;
    if p_import_id is not null then
        analyze queue.submission, queue.taken;
    end if;
end $$;
CREATE FUNCTION queue.task_about(p_document jsonb, p_content jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $_$
    select jsonb_build_object(
        'tasks', queue.told_words(p_document -> 'task', p_content),
        'languages', queue.told_words(p_document -> 'languages', p_content),
        'domains', queue.told_words(p_document -> 'domains', p_content),
        'questions', jsonb_path_query_array(p_document, '$.questions[*].key'))
$_$;
COMMENT ON FUNCTION queue.task_about(p_document jsonb, p_content jsonb) IS 'What a form and an item say of a task. With no content: what the form alone says. Each part is a list of words; empty: not known.';
CREATE TABLE guides.guide_version (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    source text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by bigint,
    must_read boolean DEFAULT false NOT NULL,
    changes jsonb,
    questions jsonb DEFAULT '[]'::jsonb NOT NULL,
    has_checks boolean GENERATED ALWAYS AS ((source ~ '(```|~~~)[ \t]*check'::text)) STORED NOT NULL
);
COMMENT ON COLUMN guides.guide_version.changes IS 'Keys of rules by kind of change against the version before. Null: the first version, or published before this column.';
COMMENT ON COLUMN guides.guide_version.questions IS 'Asked of those who confirm that they have read it: rule_key, text, choices, right (the index of the right choice).';
COMMENT ON COLUMN guides.guide_version.has_checks IS 'Something in the source looks like a check; whether it is one, the reader of the source knows.';
CREATE TABLE interfaces.interface_version (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    number integer NOT NULL,
    document jsonb NOT NULL,
    answer_schema jsonb NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by bigint
);
COMMENT ON COLUMN interfaces.interface_version.answer_schema IS 'The JSON Schema of an answer, made from the document.';
CREATE TABLE items.item_version (
    id bigint CONSTRAINT item_version_id_not_null1 NOT NULL,
    item_id bigint NOT NULL,
    number integer NOT NULL,
    batch_id bigint NOT NULL,
    content jsonb NOT NULL,
    content_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE items.item_version IS 'Immutable. No foreign key to item: bulk loads write both rows in one transaction, and the check per row would double their time.';
CREATE TABLE queue.queue (
    id integer NOT NULL,
    project_id bigint NOT NULL,
    stage text NOT NULL,
    is_open boolean NOT NULL,
    guide_version_id bigint,
    interface_version_id bigint NOT NULL,
    workflow_version_id bigint NOT NULL,
    n_slots smallint NOT NULL,
    lease_s integer NOT NULL,
    allows_extra boolean NOT NULL,
    shuffles boolean NOT NULL,
    priorities smallint[] DEFAULT '{0}'::smallint[] NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT queue_lease_s_check CHECK ((lease_s > 0)),
    CONSTRAINT queue_n_slots_check CHECK (((n_slots >= 1) AND (n_slots <= 9))),
    CONSTRAINT queue_stage_check CHECK ((stage = ANY (ARRAY['annotate'::text, 'review'::text])))
);
COMMENT ON TABLE queue.queue IS 'A stage and the versions that it pins for new claims. Not open: nothing new comes in, what is there can be finished.';
COMMENT ON COLUMN queue.queue.priorities IS 'Every priority that its slots have or had, highest first: a claim goes through them one by one.';
CREATE TABLE queue.slot (
    id bigint NOT NULL,
    item_id bigint NOT NULL,
    queue_id integer NOT NULL,
    state queue.slot_state DEFAULT 'ready'::queue.slot_state NOT NULL,
    priority smallint DEFAULT 0 NOT NULL,
    ordinal smallint DEFAULT 1 NOT NULL,
    round smallint DEFAULT 1 NOT NULL,
    is_reopened boolean DEFAULT false NOT NULL,
    claim_id bigint,
    lease_expires_at timestamp with time zone,
    assigned_member_id bigint,
    subject_id bigint
)
WITH (fillfactor='80', autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='10000', autovacuum_vacuum_cost_delay='0');
COMMENT ON TABLE queue.slot IS 'One wanted answer. Narrow, because every claim rewrites its row; no foreign keys, because a million are opened at once.';
COMMENT ON COLUMN queue.slot.is_reopened IS 'It was taken before and came back. Such slots go first, to anybody: finished items count.';
COMMENT ON COLUMN queue.slot.subject_id IS 'The submission that is to be reviewed (review) or worked over again (annotate, after a return).';
CREATE TABLE queue.submission (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    queue_id integer NOT NULL,
    slot_id bigint,
    claim_id bigint,
    item_id bigint NOT NULL,
    member_id bigint NOT NULL,
    item_version_id bigint NOT NULL,
    guide_version_id bigint,
    interface_version_id bigint NOT NULL,
    workflow_version_id bigint NOT NULL,
    previous_id bigint,
    import_id bigint,
    round smallint DEFAULT 1 NOT NULL,
    is_extra boolean DEFAULT false NOT NULL,
    state queue.submission_state NOT NULL,
    displayed text[] NOT NULL,
    answers jsonb NOT NULL,
    active_segments jsonb DEFAULT '[]'::jsonb NOT NULL,
    active_ms bigint DEFAULT 0 NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    check_report jsonb
);
COMMENT ON TABLE queue.submission IS 'The sent work with everything it was made under. Answers are never rewritten; only the state moves.';
COMMENT ON COLUMN queue.submission.check_report IS 'What the checks of the guide version said when it was sent: alerts with the author''s reason where they said "not here, because", checks that failed. Null: there was none.';
CREATE TABLE workflows.workflow_version (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    number integer NOT NULL,
    document jsonb NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by bigint
);
CREATE VIEW queue.held AS
 SELECT c.id AS claim_id,
    c.token,
    c.project_id,
    c.queue_id,
    c.slot_id,
    c.item_id,
    c.member_id,
    c.item_version_id,
    c.guide_version_id,
    c.interface_version_id,
    c.workflow_version_id,
    c.displayed,
    c.subject_id,
    c.round,
    c.claimed_at,
    c.started_at,
    c.outcome,
    q.stage,
    q.lease_s,
    q.allows_extra,
    s.state AS slot_state,
    s.claim_id AS slot_claim_id,
    s.round AS slot_round,
    s.priority,
    s.assigned_member_id,
    s.lease_expires_at,
    b.id AS submission_id,
    ( SELECT r.id
           FROM queue.queue r
          WHERE ((r.project_id = c.project_id) AND (r.stage = 'review'::text) AND r.is_open)) AS review_queue_id,
    (EXISTS ( SELECT
           FROM queue.claim o
          WHERE ((o.item_id = c.item_id) AND (o.member_id = c.member_id) AND (o.queue_id = c.queue_id) AND (o.id <> c.id) AND ((o.ended_at IS NULL) OR (o.outcome = 'submitted'::queue.claim_outcome)) AND (NOT (o.subject_id IS DISTINCT FROM c.subject_id))))) AS has_other,
    ( SELECT COALESCE((w.document #> '{annotate,checks}'::text[]), '{}'::jsonb) AS "coalesce"
           FROM guides.guide_version g,
            workflows.workflow_version w
          WHERE ((g.id = c.guide_version_id) AND g.has_checks AND (w.id = c.workflow_version_id))) AS check_policy,
    ( SELECT queue.task_about(f.document, v.content) AS task_about
           FROM guides.guide_version g,
            interfaces.interface_version f,
            items.item_version v
          WHERE ((g.id = c.guide_version_id) AND g.has_checks AND (f.id = c.interface_version_id) AND (v.id = c.item_version_id))) AS about
   FROM (((queue.claim c
     JOIN queue.queue q ON ((q.id = c.queue_id)))
     JOIN queue.slot s ON ((s.id = c.slot_id)))
     LEFT JOIN queue.submission b ON ((b.claim_id = c.id)));
CREATE FUNCTION queue.lock_held(p_token uuid) RETURNS SETOF queue.held
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
begin
    perform from queue.slot s where s.id = (select c.slot_id from queue.claim c where c.token = p_token) for update;
    return query select * from queue.held h where h.token = p_token;
end $$;
CREATE FUNCTION queue.new_claim(p_queue queue.queue, p_slot queue.slot, p_member_id bigint, p_token uuid, p_reserve boolean, p_now timestamp with time zone) RETURNS SETOF queue.claim
    LANGUAGE plpgsql
    AS $$
begin
    return query insert into queue.claim (token, project_id, queue_id, slot_id, item_id, member_id, item_version_id, guide_version_id,
        interface_version_id, workflow_version_id, displayed, subject_id, round, claimed_at, started_at)
    select p_token, p_queue.project_id, p_queue.id, p_slot.id, p_slot.item_id, p_member_id,
        coalesce(b.item_version_id, v.id),
        case when b.id is null then p_queue.guide_version_id else b.guide_version_id end,
        coalesce(b.interface_version_id, p_queue.interface_version_id),
        coalesce(b.workflow_version_id, p_queue.workflow_version_id),
        coalesce(b.displayed, array(
            select r.response ->> 'id' from jsonb_array_elements(v.content -> 'responses') with ordinality r (response, place)
            order by case when p_queue.shuffles then md5(p_token::text || (r.response ->> 'id')) end, r.place)),
        p_slot.subject_id, p_slot.round, p_now, case when p_reserve then null else p_now end
    from items.item i join items.item_version v on v.id = i.version_id
    left join queue.submission b on b.id = p_slot.subject_id
    where i.id = p_slot.item_id
    returning *;
end $$;
CREATE FUNCTION queue.pick_fresh(p_queue queue.queue, p_member_id bigint, p_now timestamp with time zone) RETURNS SETOF queue.slot
    LANGUAGE plpgsql
    SET enable_bitmapscan TO 'off'
    SET enable_sort TO 'off'
    AS $$
declare
    v_priority smallint;
    v_passed bigint;
    v_slot queue.slot;
    v_reached bigint;
begin
    foreach v_priority in array p_queue.priorities loop
        -- From the head again now and then: what committed late or came free behind it is found then.
        select p.slot_id into v_passed from queue.passed p
            where p.member_id = p_member_id and p.queue_id = p_queue.id and p.priority = v_priority
              and p.since > p_now - interval '15 minutes';
        v_passed := coalesce(v_passed, 0);
        select s.* into v_slot from queue.slot s
            where s.queue_id = p_queue.id and s.priority = v_priority and s.id > v_passed
              and s.state = 'ready' and s.assigned_member_id is null and not s.is_reopened
              and not exists (select from queue.taken t where t.item_id = s.item_id and t.member_id = p_member_id
                              and (t.stage = 'annotate' or p_queue.stage = 'annotate'))
            order by s.id limit 1 for update of s skip locked;
        v_reached := coalesce(v_slot.id, (select max(s.id) from queue.slot s));
        -- The margin covers transactions that drew an id before ours and commit after it; the step keeps this write rare.
        if v_reached > v_passed + 200 then
            insert into queue.passed values (p_member_id, p_queue.id, v_priority, v_reached - 100, p_now)
                on conflict (member_id, queue_id, priority) do update
                set slot_id = excluded.slot_id, since = case when v_passed = 0 then excluded.since else passed.since end;
        end if;
        if v_slot.id is not null then
            return next v_slot;
            return;
        end if;
    end loop;
end $$;
CREATE FUNCTION queue.pick_slot(p_queue queue.queue, p_member_id bigint, p_must_read boolean, p_now timestamp with time zone) RETURNS SETOF queue.slot
    LANGUAGE plpgsql
    AS $$
begin
    -- Returned work comes first, to its author only.
    return query select s.* from queue.slot s
        where s.assigned_member_id = p_member_id and s.queue_id = p_queue.id and s.state = 'ready'
        order by s.priority desc, s.id limit 1 for update skip locked;
    if found or p_must_read then return; end if;
    -- Then what they had begun when their lease lapsed, if nobody took it and they took nothing else of this item meanwhile.
    return query select s.* from queue.claim c join queue.draft d on d.claim_id = c.id join queue.slot s on s.id = c.slot_id
        where c.member_id = p_member_id and c.queue_id = p_queue.id and c.outcome = 'lapsed' and c.started_at is not null
          and s.state = 'ready' and s.assigned_member_id is null and s.round = c.round
          and not exists (select from queue.taken t where t.item_id = s.item_id and t.member_id = p_member_id
                          and (t.stage = 'annotate' or p_queue.stage = 'annotate'))
        order by c.id limit 1 for update of s skip locked;
    if found then return; end if;
    -- Then what others gave back, so that items are finished.
    return query select s.* from queue.slot s
        where s.queue_id = p_queue.id and s.state = 'ready' and s.assigned_member_id is null and s.is_reopened
          and not exists (select from queue.taken t where t.item_id = s.item_id and t.member_id = p_member_id
                          and (t.stage = 'annotate' or p_queue.stage = 'annotate'))
          and not exists (select from queue.claim c where c.slot_id = s.id and c.member_id = p_member_id and c.outcome = 'skipped')
        order by s.priority desc, s.id limit 1 for update of s skip locked;
    if found then return; end if;
    return query select * from queue.pick_fresh(p_queue, p_member_id, p_now);
end $$;
CREATE FUNCTION queue.put_back(p_slot_ids bigint[], p_outcome queue.claim_outcome, p_reason text, p_now timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
declare
    v_count int;
begin
    if p_outcome <> 'skipped' then
        delete from queue.taken t using queue.slot s, queue.claim c, queue.queue q
            where s.id = any (p_slot_ids) and s.state = 'leased' and c.id = s.claim_id and q.id = s.queue_id
              and t.item_id = c.item_id and t.member_id = c.member_id and t.stage = q.stage
              and not exists (select from queue.claim o where o.item_id = c.item_id and o.member_id = c.member_id
                              and o.queue_id = c.queue_id and o.id <> c.id
                              and (o.ended_at is null or o.outcome in ('submitted', 'skipped')));
    end if;
    update queue.claim c set ended_at = p_now, outcome = p_outcome, skip_reason = p_reason from queue.slot s
        where s.id = any (p_slot_ids) and s.state = 'leased' and c.id = s.claim_id and c.ended_at is null;
    update queue.slot set state = 'ready', claim_id = null, lease_expires_at = null, is_reopened = true,
            assigned_member_id = case when p_outcome = 'skipped' then null else assigned_member_id end,
            subject_id = case when p_outcome = 'skipped' and assigned_member_id is not null then null else subject_id end
        where id = any (p_slot_ids) and state = 'leased';
    get diagnostics v_count = row_count;
    return v_count;
end $$;
CREATE FUNCTION queue.resume_slot(p_slot_id bigint, p_member_id bigint, p_token uuid, p_now timestamp with time zone) RETURNS SETOF queue.claim
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
declare
    v_queue queue.queue;
    v_claim queue.claim;
    v_slot queue.slot;
    v_must_read boolean;
begin
    select q.* into v_queue from queue.slot s join queue.queue q on q.id = s.queue_id where s.id = p_slot_id;
    select must_read into v_must_read from queue.draw where member_id = p_member_id and queue_id = v_queue.id for update;
    if not found then return; end if;
    select s.* into v_slot from queue.slot s where s.id = p_slot_id for update;
    select c.* into v_claim from queue.claim c where c.id = v_slot.claim_id and c.member_id = p_member_id and c.ended_at is null;
    if found and v_slot.state = 'leased' then
        update queue.slot set lease_expires_at = p_now + make_interval(secs => v_queue.lease_s) where id = p_slot_id;
        return query update queue.claim set started_at = coalesce(started_at, p_now) where id = v_claim.id returning *;
        return;
    end if;
    perform from queue.claim c join queue.draft d on d.claim_id = c.id
        where c.slot_id = p_slot_id and c.member_id = p_member_id and c.outcome = 'lapsed' and c.round = v_slot.round;
    if not found or (v_must_read and v_slot.assigned_member_id is distinct from p_member_id) or v_slot.state <> 'ready' or v_slot.assigned_member_id <> p_member_id
       or exists (select from queue.taken t where t.item_id = v_slot.item_id and t.member_id = p_member_id
                  and (t.stage = 'annotate' or v_queue.stage = 'annotate') and v_slot.assigned_member_id is null) then
        return;
    end if;
    select * into v_claim from queue.new_claim(v_queue, v_slot, p_member_id, p_token, false, p_now);
    update queue.slot set state = 'leased', claim_id = v_claim.id, lease_expires_at = p_now + make_interval(secs => v_queue.lease_s)
        where id = p_slot_id;
    insert into queue.taken values (v_slot.item_id, p_member_id, v_queue.stage) on conflict do nothing;
    with mine as (
        update queue.claim set outcome = 'resumed'
        where slot_id = p_slot_id and member_id = p_member_id and outcome in ('lapsed', 'released') returning id)
    insert into queue.draft (claim_id, answers, revision, saved_at)
        select v_claim.id, answers, revision, saved_at from queue.draft where claim_id in (select id from mine)
        order by saved_at desc limit 1;
    return next v_claim;
end $$;
CREATE TABLE items.item (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    batch_id bigint NOT NULL,
    external_id text COLLATE pg_catalog."C",
    version_id bigint NOT NULL,
    n_versions integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retired_at timestamp with time zone
);
COMMENT ON TABLE items.item IS 'Narrow: contents stand in item_version. version_id is the present one. No foreign keys: a million rows come in one transaction, which also writes or locks their batch; the checks per row would treble its time.';
COMMENT ON COLUMN items.item.external_id IS 'Sorted by code points everywhere, so that its index finds prefixes and gives an order.';
CREATE TABLE queue.draft (
    claim_id bigint NOT NULL,
    answers jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    saved_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE queue.draft IS 'The unsent work. It stays with its author when the lease lapses.';
CREATE VIEW queue.task AS
 SELECT c.id AS claim_id,
    c.slot_id,
    c.token,
    c.project_id,
    q.stage,
    c.round,
    c.member_id,
    s.lease_expires_at,
    c.started_at,
    c.item_id,
    c.item_version_id,
    v.number AS item_version,
    i.external_id,
    v.content,
    c.interface_version_id,
    c.guide_version_id,
    c.workflow_version_id,
    c.displayed,
    d.answers AS draft_answers,
    d.revision AS draft_revision,
    d.saved_at AS draft_saved_at,
    b.id AS subject_id,
    b.state AS subject_state,
    b.round AS subject_round,
    b.previous_id AS subject_previous_id,
    b.is_extra AS subject_is_extra,
    b.answers AS subject_answers,
    b.active_ms AS subject_active_ms,
    b.submitted_at AS subject_submitted_at,
    COALESCE(( SELECT g.has_checks
           FROM guides.guide_version g
          WHERE (g.id = c.guide_version_id)), false) AS has_checks,
    b.check_report AS subject_check_report,
    ( SELECT queue.task_about(f.document, v.content) AS task_about
           FROM interfaces.interface_version f
          WHERE (f.id = c.interface_version_id)) AS about
   FROM ((((((queue.claim c
     JOIN queue.queue q ON ((q.id = c.queue_id)))
     JOIN queue.slot s ON ((s.id = c.slot_id)))
     JOIN items.item i ON ((i.id = c.item_id)))
     JOIN items.item_version v ON ((v.id = c.item_version_id)))
     LEFT JOIN queue.draft d ON ((d.claim_id = c.id)))
     LEFT JOIN queue.submission b ON ((b.id = c.subject_id)));
CREATE FUNCTION queue.show_task(p_claim_id bigint) RETURNS SETOF queue.task
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
begin
    return query select * from queue.task t where t.claim_id = p_claim_id;
end $$;
CREATE FUNCTION queue.told_words(p_told jsonb, p_content jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $$
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
CREATE FUNCTION reports.has_work(p_member_id bigint, p_project_id bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select exists (select from queue.queue q join queue.claim c on c.queue_id = q.id
                   where q.project_id = p_project_id and c.member_id = p_member_id and c.ended_at is null)
        or exists (
            select from queue.queue q
            join queue.draw d on d.queue_id = q.id and d.member_id = p_member_id
            cross join unnest(q.priorities) as lane (rank)
            left join queue.passed w on w.member_id = p_member_id and w.queue_id = q.id and w.priority = lane.rank
            join queue.slot s on s.queue_id = q.id and s.priority = lane.rank and s.state = 'ready'
                and (s.is_reopened or s.id > coalesce(w.slot_id, 0))
            where q.project_id = p_project_id and (s.assigned_member_id = p_member_id or s.assigned_member_id is null and not exists (
                select from queue.taken t where t.item_id = s.item_id and t.member_id = p_member_id
                  and (t.stage = 'annotate' or q.stage = 'annotate'))))
$$;
CREATE TABLE audit.event (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    identity_id bigint,
    is_system boolean DEFAULT false NOT NULL,
    project_id bigint,
    action text NOT NULL,
    subject_type text,
    subject_id bigint,
    request_id text,
    details jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT event_action_check CHECK ((action ~ '^[a-z_]+\.[a-z_]+$'::text))
);
COMMENT ON TABLE audit.event IS 'Append-only. Ids and counts, never names: a person can be erased and the log stays whole.';
ALTER TABLE audit.event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME audit.event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE auth.identity (
    id bigint NOT NULL,
    email text,
    name text,
    password_hash text,
    is_admin boolean DEFAULT false NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    locale text DEFAULT 'en'::text NOT NULL,
    time_zone text,
    created_at timestamp with time zone NOT NULL,
    disabled_at timestamp with time zone,
    erased_at timestamp with time zone,
    CONSTRAINT identity_check CHECK (((erased_at IS NOT NULL) OR ((email IS NOT NULL) AND (name IS NOT NULL)))),
    CONSTRAINT identity_check1 CHECK (((erased_at IS NULL) OR ((email IS NULL) AND (name IS NULL) AND (password_hash IS NULL))))
);
COMMENT ON TABLE auth.identity IS 'A person''s personal data, in this one row: everything else refers to ids, so that a person can be erased.';
ALTER TABLE auth.identity ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME auth.identity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE auth.password_link (
    id bigint NOT NULL,
    identity_id bigint NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
COMMENT ON TABLE auth.password_link IS 'A link by which a person sets a new password, made by an admin: no admin ever knows it.';
ALTER TABLE auth.password_link ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME auth.password_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE auth.role_grant (
    identity_id bigint NOT NULL,
    project_id bigint NOT NULL,
    member_id bigint NOT NULL,
    role text NOT NULL
);
COMMENT ON TABLE auth.role_grant IS 'Opaque here: written by projects, read at the start of each request.';
CREATE TABLE auth.session (
    id bigint NOT NULL,
    identity_id bigint NOT NULL,
    token_hash bytea NOT NULL,
    user_agent text,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL
);
ALTER TABLE auth.session ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME auth.session_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE auth.sign_in_failure (
    subject text NOT NULL,
    n_failures integer NOT NULL,
    window_started_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE auth.sign_in_failure IS 'Failed sign-ins per account and per address (hashed), for throttling.';
CREATE TABLE auth.token (
    id bigint NOT NULL,
    identity_id bigint NOT NULL,
    name text NOT NULL,
    token_hash bytea NOT NULL,
    permissions text[] NOT NULL,
    project_id bigint,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone
);
COMMENT ON COLUMN auth.token.project_id IS 'Null: every project of its owner.';
ALTER TABLE auth.token ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME auth.token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE projects.member (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    identity_id bigint,
    external_ref text,
    role text NOT NULL,
    pseudonym text NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone
);
COMMENT ON TABLE projects.member IS 'A person''s place in a project, with an account (identity_id) or imported without one (external_ref).';
CREATE VIEW queue.export_submission AS
 SELECT b.id AS submission_id,
    b.project_id,
    b.item_id,
    b.item_version_id,
    b.interface_version_id,
    (b.state)::text AS state,
    m.pseudonym AS member,
    b.round,
    b.is_extra,
    b.previous_id,
    b.import_id,
    iv.number AS item_version,
    gv.number AS guide_version,
    fv.number AS interface_version,
    wv.number AS workflow_version,
    b.displayed,
    b.answers,
    b.active_ms,
    b.submitted_at,
    b.settled_at
   FROM (((((queue.submission b
     JOIN projects.member m ON ((m.id = b.member_id)))
     JOIN items.item_version iv ON ((iv.id = b.item_version_id)))
     LEFT JOIN guides.guide_version gv ON ((gv.id = b.guide_version_id)))
     JOIN interfaces.interface_version fv ON ((fv.id = b.interface_version_id)))
     JOIN workflows.workflow_version wv ON ((wv.id = b.workflow_version_id)));
COMMENT ON VIEW queue.export_submission IS 'Submissions as exports show them: people by pseudonym, versions by number.';
CREATE TABLE review.finding (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    review_id bigint,
    submission_id bigint NOT NULL,
    guide_version_id bigint NOT NULL,
    rule_key text NOT NULL,
    severity text NOT NULL,
    source text NOT NULL,
    member_id bigint,
    anchor jsonb,
    note text NOT NULL,
    suggestion text,
    state review.finding_state DEFAULT 'open'::review.finding_state NOT NULL,
    created_at timestamp with time zone NOT NULL,
    check_name text,
    reason text,
    judged_by bigint,
    CONSTRAINT finding_check_check CHECK (((source = 'check'::text) = (check_name IS NOT NULL))),
    CONSTRAINT finding_severity_check CHECK ((severity = ANY (ARRAY['minor'::text, 'major'::text, 'critical'::text]))),
    CONSTRAINT finding_source_check CHECK ((source = ANY (ARRAY['person'::text, 'check'::text])))
);
COMMENT ON COLUMN review.finding.reason IS 'The author''s own words on why the check is wrong here; such a finding begins as withdrawn.';
COMMENT ON COLUMN review.finding.judged_by IS 'The member who confirmed or overruled a finding of a check, or its author''s reason. Null: nobody yet.';
CREATE VIEW review.export_check_finding AS
 SELECT f.id AS finding_id,
    f.submission_id,
    jsonb_build_object('id', ('finding_'::text || f.id), 'rule', f.rule_key, 'guide_version', gv.number, 'severity', f.severity, 'check', f.check_name, 'anchor', f.anchor, 'note', f.note, 'suggestion', f.suggestion, 'state', f.state, 'reason', f.reason, 'is_judged', (f.judged_by IS NOT NULL)) AS finding
   FROM (review.finding f
     JOIN guides.guide_version gv ON ((gv.id = f.guide_version_id)))
  WHERE (f.source = 'check'::text);
COMMENT ON VIEW review.export_check_finding IS 'Findings of checks as exports show them, with what their author and a reviewer said.';
CREATE TABLE review.review (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    submission_id bigint NOT NULL,
    claim_id bigint NOT NULL,
    member_id bigint NOT NULL,
    round smallint NOT NULL,
    verdict review.verdict NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    fixed_answers jsonb,
    active_segments jsonb DEFAULT '[]'::jsonb NOT NULL,
    active_ms bigint DEFAULT 0 NOT NULL,
    reviewed_at timestamp with time zone NOT NULL,
    CONSTRAINT review_check CHECK (((verdict = 'fix'::review.verdict) = (fixed_answers IS NOT NULL)))
);
COMMENT ON COLUMN review.review.fixed_answers IS 'What the reviewer made of the answers; the author''s own stay in the submission.';
CREATE VIEW review.export_review AS
 SELECT r.id AS review_id,
    r.submission_id,
    jsonb_build_object('id', ('review_'::text || r.id), 'reviewer', m.pseudonym, 'round', r.round, 'verdict', r.verdict, 'note', r.note, 'fixed_answers', r.fixed_answers, 'active_ms', r.active_ms, 'reviewed_at', r.reviewed_at, 'findings', COALESCE(( SELECT jsonb_agg(jsonb_build_object('id', ('finding_'::text || f.id), 'rule', f.rule_key, 'guide_version', gv.number, 'severity', f.severity, 'source', f.source, 'anchor', f.anchor, 'note', f.note, 'suggestion', f.suggestion, 'state', f.state) ORDER BY f.id) AS jsonb_agg
           FROM (review.finding f
             JOIN guides.guide_version gv ON ((gv.id = f.guide_version_id)))
          WHERE (f.review_id = r.id)), '[]'::jsonb)) AS review
   FROM (review.review r
     JOIN projects.member m ON ((m.id = r.member_id)));
COMMENT ON VIEW review.export_review IS 'Reviews with their findings as exports show them: people by pseudonym, versions by number.';
CREATE VIEW exchange.export_submission AS
 SELECT item_id,
    submission_id,
    item_version_id,
    state,
    jsonb_build_object('id', ('submission_'::text || submission_id), 'member', member, 'state', state, 'round', round, 'is_extra', is_extra, 'previous_id', ('submission_'::text || previous_id), 'import_id', ('import_'::text || import_id), 'item_version', item_version, 'guide_version', guide_version, 'interface_version', interface_version, 'workflow_version', workflow_version, 'displayed', displayed, 'answers', answers, 'active_ms', active_ms, 'submitted_at', submitted_at, 'settled_at', settled_at, 'reviews', COALESCE(( SELECT jsonb_agg(r.review ORDER BY r.review_id) AS jsonb_agg
           FROM review.export_review r
          WHERE (r.submission_id = b.submission_id)), '[]'::jsonb), 'check_findings', COALESCE(( SELECT jsonb_agg(f.finding ORDER BY f.finding_id) AS jsonb_agg
           FROM review.export_check_finding f
          WHERE (f.submission_id = b.submission_id)), '[]'::jsonb)) AS submission
   FROM queue.export_submission b;
COMMENT ON VIEW exchange.export_submission IS 'A submission with its reviews and their findings, as one JSON object.';
CREATE TABLE exchange.import (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    batch_id bigint,
    filename text NOT NULL,
    format text,
    holds text NOT NULL,
    mapping jsonb,
    mode text NOT NULL,
    updates boolean DEFAULT false NOT NULL,
    state exchange.import_state DEFAULT 'open'::exchange.import_state NOT NULL,
    header text,
    n_read bigint DEFAULT 0 NOT NULL,
    n_bytes bigint DEFAULT 0 NOT NULL,
    n_created bigint DEFAULT 0 NOT NULL,
    n_changed bigint DEFAULT 0 NOT NULL,
    n_unchanged bigint DEFAULT 0 NOT NULL,
    n_bad bigint DEFAULT 0 NOT NULL,
    n_judgements bigint DEFAULT 0 NOT NULL,
    n_judgements_known bigint DEFAULT 0 NOT NULL,
    n_people bigint DEFAULT 0 NOT NULL,
    failure text,
    created_at timestamp with time zone NOT NULL,
    created_by bigint,
    finished_at timestamp with time zone,
    CONSTRAINT import_holds_check CHECK ((holds = ANY (ARRAY['items'::text, 'judgements'::text]))),
    CONSTRAINT import_mode_check CHECK ((mode = ANY (ARRAY['all_or_nothing'::text, 'load_good'::text])))
);
COMMENT ON COLUMN exchange.import.format IS 'Null until the first bytes have told it.';
COMMENT ON COLUMN exchange.import.mapping IS 'Null: records have the canonical keys.';
COMMENT ON COLUMN exchange.import.updates IS 'Whether a record that differs from the stored one makes a new item version.';
COMMENT ON COLUMN exchange.import.header IS 'The first line of a CSV file, for the file of rejects.';
ALTER TABLE exchange.import ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME exchange.import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE exchange.problem (
    import_id bigint NOT NULL,
    ordinal integer NOT NULL,
    kind exchange.problem_kind NOT NULL,
    place text NOT NULL,
    message text NOT NULL,
    record text
);
COMMENT ON COLUMN exchange.problem.record IS 'The bad record as it was read, for the file of rejects; null when it was too long or not text.';
CREATE TABLE guides.acknowledgement (
    guide_version_id bigint NOT NULL,
    member_id bigint NOT NULL,
    acknowledged_at timestamp with time zone,
    answers jsonb DEFAULT '[]'::jsonb NOT NULL,
    n_tries integer DEFAULT 0 NOT NULL
);
COMMENT ON COLUMN guides.acknowledgement.acknowledged_at IS 'Null: tried, and a question was answered wrongly.';
CREATE UNLOGGED TABLE guides.editor (
    project_id bigint NOT NULL,
    identity_id bigint NOT NULL,
    rule_key text,
    seen_at timestamp with time zone NOT NULL,
    pulse bigint NOT NULL
);
COMMENT ON TABLE guides.editor IS 'Who has the editor open, and at which rule. It may be lost.';
CREATE TABLE guides.guide (
    project_id bigint NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by bigint,
    noted_by bigint,
    noted_at timestamp with time zone,
    pulse bigint
);
COMMENT ON TABLE guides.guide IS 'The draft: Markdown as it was written. Publishing makes an immutable version.';
COMMENT ON COLUMN guides.guide.noted_at IS 'When, and by whom, a save last left an audit event: one for each person and stretch of editing, not one per save.';
COMMENT ON COLUMN guides.guide.pulse IS 'Rises with every save over all projects, so that open pages can be told.';
ALTER TABLE guides.guide_version ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME guides.guide_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE VIEW guides.happening AS
 SELECT guide.pulse AS id,
    guide.project_id,
    'guide.edited'::text AS action,
    guide.updated_at AS at
   FROM guides.guide
  WHERE (guide.pulse IS NOT NULL)
UNION ALL
 SELECT editor.pulse AS id,
    editor.project_id,
    'guide.visited'::text AS action,
    editor.seen_at AS at
   FROM guides.editor;
CREATE SEQUENCE guides.pulse
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE VIEW guides.reader AS
 SELECT project_id,
    member_id,
    known_number,
    acknowledged_at,
    (EXISTS ( SELECT
           FROM guides.guide_version v
          WHERE ((v.project_id = r.project_id) AND (v.number > r.known_number) AND v.must_read))) AS is_pending
   FROM ( SELECT m.project_id,
            m.id AS member_id,
            GREATEST(( SELECT max(v.number) AS max
                   FROM (guides.acknowledgement a
                     JOIN guides.guide_version v ON ((v.id = a.guide_version_id)))
                  WHERE ((a.member_id = m.id) AND (a.acknowledged_at IS NOT NULL))), ( SELECT max(v.number) AS max
                   FROM guides.guide_version v
                  WHERE ((v.project_id = m.project_id) AND (v.published_at <= m.joined_at))), 0) AS known_number,
            ( SELECT max(a.acknowledged_at) AS max
                   FROM guides.acknowledgement a
                  WHERE (a.member_id = m.id)) AS acknowledged_at
           FROM projects.member m
          WHERE ((m.identity_id IS NOT NULL) AND (m.removed_at IS NULL))) r;
CREATE TABLE guides.rule (
    guide_version_id bigint NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    level smallint NOT NULL,
    "position" integer NOT NULL,
    parent_key text,
    attributes jsonb DEFAULT '{}'::jsonb NOT NULL,
    reading jsonb,
    CONSTRAINT rule_kind_check CHECK ((kind = ANY (ARRAY['section'::text, 'rule'::text])))
);
COMMENT ON COLUMN guides.rule.body IS 'Markdown up to the next heading, byte for byte.';
COMMENT ON COLUMN guides.rule.reading IS 'Examples, checks, reason and footnotes of the body, as read when it was published. Null: published before this column; read from the body when asked for.';
CREATE TABLE guides.signature (
    project_id bigint NOT NULL,
    kind text NOT NULL,
    ref_id bigint NOT NULL,
    part text DEFAULT ''::text NOT NULL,
    scheme smallint NOT NULL,
    bands integer[] NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT signature_kind_check CHECK ((kind = ANY (ARRAY['submission'::text, 'response'::text])))
);
COMMENT ON TABLE guides.signature IS 'A text of twelve words or more, as 128 hashes of its runs of words. Slices above push texts; the texts themselves are not kept here.';
COMMENT ON COLUMN guides.signature.part IS 'The question that a submission answers, or the id of the response in its item version.';
COMMENT ON COLUMN guides.signature.bands IS 'Keys of the project, of which texts that are alike share at least one.';
CREATE TABLE guides.word (
    project_id bigint NOT NULL,
    word text NOT NULL,
    added_by bigint,
    added_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE guides.word IS 'Words of the project that spelling checks let pass.';
CREATE TABLE guides.word_proposal (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    word text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_by bigint,
    decided_at timestamp with time zone,
    CONSTRAINT word_proposal_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'declined'::text])))
);
COMMENT ON TABLE guides.word_proposal IS 'A word is proposed once, whatever its capitals and whoever asks again; accepted, it stands in guides.word.';
ALTER TABLE guides.word_proposal ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME guides.word_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE guides.word_use (
    proposal_id bigint NOT NULL,
    member_id bigint NOT NULL,
    item_id bigint NOT NULL,
    excerpt text NOT NULL,
    used_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE guides.word_use IS 'Who asked for a word and where they last used it: the words around it, and the item (of a slice above, so no foreign key).';
CREATE TABLE guides.work (
    project_id bigint NOT NULL,
    tasks text[] NOT NULL,
    languages text[] NOT NULL,
    domains text[] NOT NULL,
    questions text[] NOT NULL
);
COMMENT ON TABLE guides.work IS 'What is known of the tasks of a project, whatever the item: the slice that hands them out keeps it up to date. No row, or an empty list: not known.';
CREATE TABLE interfaces.interface (
    project_id bigint NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by bigint
);
COMMENT ON TABLE interfaces.interface IS 'The draft: YAML or JSON as it was written.';
ALTER TABLE interfaces.interface_version ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME interfaces.interface_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE items.batch (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by bigint
);
ALTER TABLE items.batch ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME items.batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE VIEW items.export_item AS
 SELECT i.id AS item_id,
    i.project_id,
    i.batch_id,
    i.external_id,
    i.created_at,
    i.retired_at,
    v.id AS item_version_id,
    v.number AS version_number,
    v.content,
    encode(v.content_hash, 'hex'::text) AS content_hash
   FROM (items.item i
     JOIN items.item_version v ON ((v.id = i.version_id)));
COMMENT ON VIEW items.export_item IS 'Items with their present version, for exports.';
ALTER TABLE items.item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME items.item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE items.item_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME items.item_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE kernel.idempotency (
    identity_id bigint NOT NULL,
    key text NOT NULL,
    path text NOT NULL,
    status smallint,
    body bytea,
    media_type text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
COMMENT ON TABLE kernel.idempotency IS 'First answers of requests with an Idempotency-Key; forgotten after a day.';
CREATE TABLE kernel.job_failure (
    job_id bigint NOT NULL,
    failed_at timestamp with time zone NOT NULL,
    error text NOT NULL
);
COMMENT ON TABLE kernel.job_failure IS 'Why a background job failed last. Its row goes when the job succeeds or is deleted.';
CREATE TABLE kernel.message (
    id bigint NOT NULL,
    subscriber text NOT NULL,
    topic text NOT NULL,
    body jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
COMMENT ON TABLE kernel.message IS 'The outbox: one row per message and subscriber, deleted in the transaction that handles it.';
ALTER TABLE kernel.message ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME kernel.message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE kernel.migration (
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
CREATE TABLE projects.invitation (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    token_hash bytea NOT NULL,
    email text,
    role text NOT NULL,
    invited_by bigint,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone
);
ALTER TABLE projects.invitation ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME projects.invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE projects.member ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME projects.member_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE projects.project (
    id bigint NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    licence text DEFAULT ''::text NOT NULL,
    drafts_keep_days integer DEFAULT 90 NOT NULL,
    leavers_keep_days integer,
    revision integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by bigint,
    archived_at timestamp with time zone,
    delete_after timestamp with time zone,
    CONSTRAINT project_drafts_keep_days_check CHECK (((drafts_keep_days >= 1) AND (drafts_keep_days <= 3650))),
    CONSTRAINT project_leavers_keep_days_check CHECK (((leavers_keep_days >= 0) AND (leavers_keep_days <= 3650))),
    CONSTRAINT project_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
COMMENT ON COLUMN projects.project.drafts_keep_days IS 'Retention: unsent drafts older than this are deleted.';
COMMENT ON COLUMN projects.project.leavers_keep_days IS 'Retention: days after which a removed member''s link to a person is erased; null: never.';
COMMENT ON COLUMN projects.project.delete_after IS 'Deletion was asked for and happens after this time, unless taken back.';
ALTER TABLE projects.project ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME projects.project_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE projects.team (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    name text NOT NULL,
    CONSTRAINT team_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);
ALTER TABLE projects.team ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME projects.team_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE projects.team_member (
    team_id bigint NOT NULL,
    member_id bigint NOT NULL,
    from_at timestamp with time zone NOT NULL,
    to_at timestamp with time zone
);
COMMENT ON TABLE projects.team_member IS 'Teams over time: a past score belongs to the team of its day.';
ALTER TABLE queue.claim ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME queue.claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE queue.draw (
    member_id bigint NOT NULL,
    queue_id integer NOT NULL,
    must_read boolean DEFAULT false NOT NULL
);
COMMENT ON TABLE queue.draw IS 'Eligibility, decided ahead: the queues that a member may draw from. A claim locks its row, so a member claims one at a time.';
COMMENT ON COLUMN queue.draw.must_read IS 'A version of the guide must be read first. Decided on messages; a claim reads it in the row that it locks.';
CREATE VIEW queue.item_standing AS
 SELECT i.id AS item_id,
    i.project_id,
    COALESCE((q.n_slots)::integer, 0) AS n_wanted,
    (b.n_answers)::integer AS n_answers,
    COALESCE((s.priority)::integer, 0) AS priority,
    b.last_at AS answered_at,
        CASE
            WHEN (i.retired_at IS NOT NULL) THEN ARRAY['retired'::text]
            ELSE array_remove(ARRAY[
            CASE
                WHEN (s.n_ready > 0) THEN 'waiting'::text
                ELSE NULL::text
            END,
            CASE
                WHEN (s.n_leased > 0) THEN 'in_work'::text
                ELSE NULL::text
            END,
            CASE
                WHEN (s.n_review > 0) THEN 'in_review'::text
                ELSE NULL::text
            END,
            CASE
                WHEN (s.n_returned > 0) THEN 'returned'::text
                ELSE NULL::text
            END,
            CASE
                WHEN (b.n_late > 0) THEN 'for_lead'::text
                ELSE NULL::text
            END,
            CASE
                WHEN ((b.n_settled > 0) AND (b.n_late = 0) AND ((((s.n_ready + s.n_leased) + s.n_review) + s.n_returned) = 0)) THEN 'done'::text
                ELSE NULL::text
            END], NULL::text)
        END AS states
   FROM (((items.item i
     LEFT JOIN queue.queue q ON (((q.project_id = i.project_id) AND (q.stage = 'annotate'::text))))
     CROSS JOIN LATERAL ( SELECT count(*) FILTER (WHERE ((s_1.queue_id = q.id) AND (s_1.state = 'ready'::queue.slot_state) AND (s_1.assigned_member_id IS NULL))) AS n_ready,
            count(*) FILTER (WHERE ((s_1.queue_id = q.id) AND (s_1.state = 'ready'::queue.slot_state) AND (s_1.assigned_member_id IS NOT NULL))) AS n_returned,
            count(*) FILTER (WHERE ((s_1.queue_id = q.id) AND (s_1.state = 'leased'::queue.slot_state))) AS n_leased,
            count(*) FILTER (WHERE ((s_1.queue_id <> q.id) AND (s_1.state = ANY (ARRAY['ready'::queue.slot_state, 'leased'::queue.slot_state])))) AS n_review,
            max(s_1.priority) FILTER (WHERE (s_1.state = ANY (ARRAY['ready'::queue.slot_state, 'leased'::queue.slot_state]))) AS priority
           FROM queue.slot s_1
          WHERE (s_1.item_id = i.id)) s)
     CROSS JOIN LATERAL ( SELECT count(*) FILTER (WHERE (b_1.state = ANY (ARRAY['submitted'::queue.submission_state, 'accepted'::queue.submission_state, 'fixed'::queue.submission_state]))) AS n_answers,
            count(*) FILTER (WHERE (b_1.state = ANY (ARRAY['accepted'::queue.submission_state, 'fixed'::queue.submission_state]))) AS n_settled,
            count(*) FILTER (WHERE (b_1.state = 'waiting'::queue.submission_state)) AS n_late,
            max(GREATEST(b_1.submitted_at, b_1.settled_at)) AS last_at
           FROM queue.submission b_1
          WHERE (b_1.item_id = i.id)) b);
COMMENT ON VIEW queue.item_standing IS 'How far an item is. One with several answers can be in several states at once; none: its slots are not open yet.';
CREATE TABLE queue.passed (
    member_id bigint NOT NULL,
    queue_id integer NOT NULL,
    priority smallint NOT NULL,
    slot_id bigint NOT NULL,
    since timestamp with time zone NOT NULL
)
WITH (fillfactor='50');
COMMENT ON TABLE queue.passed IS 'Up to which slot a member has had whatever is ready and fresh: a claim looks only behind it. See docs/decisions/010-queue-claim.md.';
ALTER TABLE queue.queue ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME queue.queue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE queue.slot ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME queue.slot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE queue.submission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME queue.submission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE queue.taken (
    item_id bigint NOT NULL,
    member_id bigint NOT NULL,
    stage text NOT NULL
);
COMMENT ON TABLE queue.taken IS 'Who has had which item, at which stage: never the same person twice on an item, and nobody reviews their own.';
CREATE TABLE reports.saved_view (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    member_id bigint NOT NULL,
    page text NOT NULL,
    name text NOT NULL,
    query jsonb NOT NULL,
    is_shared boolean DEFAULT false NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT saved_view_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT saved_view_page_check CHECK ((page ~ '^[a-z][a-z_]{0,39}$'::text))
);
COMMENT ON TABLE reports.saved_view IS 'What somebody wants to see again on a page: its filters, order and columns. Shared: everybody in the project sees it.';
ALTER TABLE reports.saved_view ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME reports.saved_view_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE reports.visit (
    identity_id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE reports.visit IS 'When a person was last at home. A visit ends with half an hour of absence; `since` is the end of the one before.';
ALTER TABLE review.finding ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME review.finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE review.review ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME review.review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE workflows.workflow (
    project_id bigint NOT NULL,
    document jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by bigint
);
ALTER TABLE workflows.workflow_version ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME workflows.workflow_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY audit.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth.identity
    ADD CONSTRAINT identity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth.password_link
    ADD CONSTRAINT password_link_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth.password_link
    ADD CONSTRAINT password_link_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY auth.role_grant
    ADD CONSTRAINT role_grant_pkey PRIMARY KEY (identity_id, project_id);
ALTER TABLE ONLY auth.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth.session
    ADD CONSTRAINT session_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY auth.sign_in_failure
    ADD CONSTRAINT sign_in_failure_pkey PRIMARY KEY (subject);
ALTER TABLE ONLY auth.token
    ADD CONSTRAINT token_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth.token
    ADD CONSTRAINT token_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY exchange.import
    ADD CONSTRAINT import_pkey PRIMARY KEY (id);
ALTER TABLE ONLY exchange.problem
    ADD CONSTRAINT problem_pkey PRIMARY KEY (import_id, ordinal);
ALTER TABLE ONLY guides.acknowledgement
    ADD CONSTRAINT acknowledgement_pkey PRIMARY KEY (guide_version_id, member_id);
ALTER TABLE ONLY guides.editor
    ADD CONSTRAINT editor_pkey PRIMARY KEY (project_id, identity_id);
ALTER TABLE ONLY guides.guide
    ADD CONSTRAINT guide_pkey PRIMARY KEY (project_id);
ALTER TABLE ONLY guides.guide_version
    ADD CONSTRAINT guide_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY guides.guide_version
    ADD CONSTRAINT guide_version_project_id_number_key UNIQUE (project_id, number);
ALTER TABLE ONLY guides.rule
    ADD CONSTRAINT rule_guide_version_id_position_key UNIQUE (guide_version_id, "position");
ALTER TABLE ONLY guides.rule
    ADD CONSTRAINT rule_pkey PRIMARY KEY (guide_version_id, key);
ALTER TABLE ONLY guides.signature
    ADD CONSTRAINT signature_pkey PRIMARY KEY (project_id, kind, ref_id, part);
ALTER TABLE ONLY guides.word
    ADD CONSTRAINT word_pkey PRIMARY KEY (project_id, word);
ALTER TABLE ONLY guides.word_proposal
    ADD CONSTRAINT word_proposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY guides.word_use
    ADD CONSTRAINT word_use_pkey PRIMARY KEY (proposal_id, member_id);
ALTER TABLE ONLY guides.work
    ADD CONSTRAINT work_pkey PRIMARY KEY (project_id);
ALTER TABLE ONLY interfaces.interface
    ADD CONSTRAINT interface_pkey PRIMARY KEY (project_id);
ALTER TABLE ONLY interfaces.interface_version
    ADD CONSTRAINT interface_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY interfaces.interface_version
    ADD CONSTRAINT interface_version_project_id_number_key UNIQUE (project_id, number);
ALTER TABLE ONLY items.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY items.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY items.item_version
    ADD CONSTRAINT item_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY kernel.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (identity_id, key);
ALTER TABLE ONLY kernel.job_failure
    ADD CONSTRAINT job_failure_pkey PRIMARY KEY (job_id);
ALTER TABLE ONLY kernel.message
    ADD CONSTRAINT message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY kernel.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);
ALTER TABLE ONLY projects.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY projects.invitation
    ADD CONSTRAINT invitation_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY projects.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);
ALTER TABLE ONLY projects.member
    ADD CONSTRAINT member_project_id_external_ref_key UNIQUE (project_id, external_ref);
ALTER TABLE ONLY projects.member
    ADD CONSTRAINT member_project_id_identity_id_key UNIQUE (project_id, identity_id);
ALTER TABLE ONLY projects.member
    ADD CONSTRAINT member_project_id_pseudonym_key UNIQUE (project_id, pseudonym);
ALTER TABLE ONLY projects.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (id);
ALTER TABLE ONLY projects.team_member
    ADD CONSTRAINT team_member_pkey PRIMARY KEY (team_id, member_id, from_at);
ALTER TABLE ONLY projects.team
    ADD CONSTRAINT team_pkey PRIMARY KEY (id);
ALTER TABLE ONLY projects.team
    ADD CONSTRAINT team_project_id_name_key UNIQUE (project_id, name);
ALTER TABLE ONLY queue.claim
    ADD CONSTRAINT claim_pkey PRIMARY KEY (id);
ALTER TABLE ONLY queue.claim
    ADD CONSTRAINT claim_token_key UNIQUE (token);
ALTER TABLE ONLY queue.draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (claim_id);
ALTER TABLE ONLY queue.draw
    ADD CONSTRAINT draw_pkey PRIMARY KEY (member_id, queue_id);
ALTER TABLE ONLY queue.passed
    ADD CONSTRAINT passed_pkey PRIMARY KEY (member_id, queue_id, priority);
ALTER TABLE ONLY queue.queue
    ADD CONSTRAINT queue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY queue.queue
    ADD CONSTRAINT queue_project_id_stage_key UNIQUE (project_id, stage);
ALTER TABLE ONLY queue.slot
    ADD CONSTRAINT slot_pkey PRIMARY KEY (id);
ALTER TABLE ONLY queue.submission
    ADD CONSTRAINT submission_claim_id_key UNIQUE (claim_id);
ALTER TABLE ONLY queue.submission
    ADD CONSTRAINT submission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY queue.taken
    ADD CONSTRAINT taken_pkey PRIMARY KEY (item_id, member_id, stage);
ALTER TABLE ONLY reports.saved_view
    ADD CONSTRAINT saved_view_member_id_page_name_key UNIQUE (member_id, page, name);
ALTER TABLE ONLY reports.saved_view
    ADD CONSTRAINT saved_view_pkey PRIMARY KEY (id);
ALTER TABLE ONLY reports.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (identity_id);
ALTER TABLE ONLY review.finding
    ADD CONSTRAINT finding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY review.review
    ADD CONSTRAINT review_claim_id_key UNIQUE (claim_id);
ALTER TABLE ONLY review.review
    ADD CONSTRAINT review_pkey PRIMARY KEY (id);
ALTER TABLE ONLY workflows.workflow
    ADD CONSTRAINT workflow_pkey PRIMARY KEY (project_id);
ALTER TABLE ONLY workflows.workflow_version
    ADD CONSTRAINT workflow_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY workflows.workflow_version
    ADD CONSTRAINT workflow_version_project_id_number_key UNIQUE (project_id, number);
CREATE INDEX event_by_project ON audit.event USING btree (project_id, id DESC);
CREATE INDEX event_by_subject ON audit.event USING btree (subject_type, subject_id, id DESC);
CREATE INDEX event_of_import ON audit.event USING btree (project_id, id DESC) WHERE (subject_type = 'import'::text);
CREATE UNIQUE INDEX identity_by_email ON auth.identity USING btree (lower(email));
CREATE INDEX password_link_by_age ON auth.password_link USING btree (expires_at);
CREATE INDEX password_link_by_identity ON auth.password_link USING btree (identity_id);
CREATE INDEX session_by_age ON auth.session USING btree (last_seen_at);
CREATE INDEX session_by_identity ON auth.session USING btree (identity_id);
CREATE INDEX token_by_identity ON auth.token USING btree (identity_id);
CREATE INDEX import_by_project ON exchange.import USING btree (project_id, id DESC);
CREATE INDEX acknowledgement_member_id_idx ON guides.acknowledgement USING btree (member_id);
CREATE INDEX signature_bands ON guides.signature USING gin (bands) WITH (fastupdate=off);
CREATE INDEX word_in_order ON guides.word USING btree (project_id, lower(word), word);
CREATE INDEX word_proposal_by_state ON guides.word_proposal USING btree (project_id, state, id);
CREATE UNIQUE INDEX word_proposal_once ON guides.word_proposal USING btree (project_id, lower(word));
CREATE INDEX word_use_of_member ON guides.word_use USING btree (member_id);
CREATE INDEX batch_by_project ON items.batch USING btree (project_id);
CREATE INDEX item_by_batch ON items.item USING btree (batch_id, id);
CREATE INDEX item_by_created ON items.item USING btree (project_id, created_at, id);
CREATE UNIQUE INDEX item_by_external_id ON items.item USING btree (project_id, external_id);
CREATE INDEX item_by_project ON items.item USING btree (project_id, id);
CREATE INDEX item_retired ON items.item USING btree (project_id, id) WHERE (retired_at IS NOT NULL);
CREATE INDEX item_version_by_item ON items.item_version USING btree (item_id, number);
CREATE INDEX item_version_of_rules ON items.item_version USING btree (item_id) WHERE (content ? 'rule_keys'::text);
CREATE INDEX idempotency_by_age ON kernel.idempotency USING btree (created_at);
CREATE INDEX message_by_subscriber ON kernel.message USING btree (subscriber, id);
CREATE INDEX invitation_by_project ON projects.invitation USING btree (project_id);
CREATE INDEX member_by_identity ON projects.member USING btree (identity_id);
CREATE UNIQUE INDEX team_member_now ON projects.team_member USING btree (member_id) WHERE (to_at IS NULL);
CREATE INDEX claim_begun ON queue.claim USING btree (member_id, queue_id) WHERE ((outcome = 'lapsed'::queue.claim_outcome) AND (started_at IS NOT NULL));
CREATE INDEX claim_by_item ON queue.claim USING btree (item_id);
CREATE INDEX claim_by_slot ON queue.claim USING btree (slot_id);
CREATE INDEX claim_done ON queue.claim USING btree (queue_id, ended_at, member_id) WHERE (outcome = 'submitted'::queue.claim_outcome);
CREATE INDEX claim_open ON queue.claim USING btree (member_id, queue_id) WHERE (ended_at IS NULL);
CREATE INDEX draft_by_age ON queue.draft USING btree (saved_at);
CREATE INDEX draw_by_queue ON queue.draw USING btree (queue_id);
CREATE INDEX slot_assigned ON queue.slot USING btree (assigned_member_id, queue_id) WHERE (assigned_member_id IS NOT NULL);
CREATE INDEX slot_by_item ON queue.slot USING btree (item_id, queue_id);
CREATE INDEX slot_by_subject ON queue.slot USING btree (subject_id) WHERE (subject_id IS NOT NULL);
CREATE INDEX slot_lease ON queue.slot USING btree (lease_expires_at) WHERE (lease_expires_at IS NOT NULL);
CREATE INDEX slot_progress ON queue.slot USING btree (queue_id, state, item_id);
CREATE INDEX slot_ready ON queue.slot USING btree (queue_id, priority, id) WHERE ((state = 'ready'::queue.slot_state) AND (assigned_member_id IS NULL) AND (NOT is_reopened));
CREATE INDEX slot_reopened ON queue.slot USING btree (queue_id, priority DESC, id) WHERE ((state = 'ready'::queue.slot_state) AND (assigned_member_id IS NULL) AND is_reopened);
CREATE INDEX submission_by_import ON queue.submission USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX submission_by_item ON queue.submission USING btree (item_id);
CREATE INDEX submission_by_member ON queue.submission USING btree (member_id, id);
CREATE INDEX submission_by_previous ON queue.submission USING btree (previous_id) WHERE (previous_id IS NOT NULL);
CREATE INDEX submission_by_project ON queue.submission USING btree (project_id, id);
CREATE INDEX submission_settled ON queue.submission USING btree (project_id, item_id) WHERE (state = ANY (ARRAY['accepted'::queue.submission_state, 'fixed'::queue.submission_state]));
CREATE INDEX submission_tally ON queue.submission USING btree (project_id, member_id, state, submitted_at);
CREATE INDEX submission_waiting ON queue.submission USING btree (project_id) WHERE (state = 'waiting'::queue.submission_state);
CREATE INDEX saved_view_shared ON reports.saved_view USING btree (project_id, page) WHERE is_shared;
CREATE INDEX finding_by_review ON review.finding USING btree (review_id);
CREATE INDEX finding_by_rule ON review.finding USING btree (project_id, rule_key);
CREATE INDEX finding_by_submission ON review.finding USING btree (submission_id);
CREATE INDEX finding_cited ON review.finding USING btree (project_id, id) WHERE (source = 'person'::text);
CREATE INDEX review_by_member ON review.review USING btree (member_id, id);
CREATE INDEX review_by_project ON review.review USING btree (project_id, id);
CREATE INDEX review_by_submission ON review.review USING btree (submission_id);
CREATE TRIGGER event_is_append_only BEFORE DELETE OR UPDATE ON audit.event FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER event_is_not_truncated BEFORE TRUNCATE ON audit.event FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
ALTER TABLE ONLY auth.password_link
    ADD CONSTRAINT password_link_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES auth.identity(id) ON DELETE CASCADE;
ALTER TABLE ONLY auth.role_grant
    ADD CONSTRAINT role_grant_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES auth.identity(id) ON DELETE CASCADE;
ALTER TABLE ONLY auth.session
    ADD CONSTRAINT session_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES auth.identity(id) ON DELETE CASCADE;
ALTER TABLE ONLY auth.token
    ADD CONSTRAINT token_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES auth.identity(id) ON DELETE CASCADE;
ALTER TABLE ONLY exchange.import
    ADD CONSTRAINT import_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY exchange.problem
    ADD CONSTRAINT problem_import_id_fkey FOREIGN KEY (import_id) REFERENCES exchange.import(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.acknowledgement
    ADD CONSTRAINT acknowledgement_guide_version_id_fkey FOREIGN KEY (guide_version_id) REFERENCES guides.guide_version(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.acknowledgement
    ADD CONSTRAINT acknowledgement_member_id_fkey FOREIGN KEY (member_id) REFERENCES projects.member(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.editor
    ADD CONSTRAINT editor_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES auth.identity(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.editor
    ADD CONSTRAINT editor_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.guide
    ADD CONSTRAINT guide_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.guide_version
    ADD CONSTRAINT guide_version_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.rule
    ADD CONSTRAINT rule_guide_version_id_fkey FOREIGN KEY (guide_version_id) REFERENCES guides.guide_version(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.signature
    ADD CONSTRAINT signature_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.word
    ADD CONSTRAINT word_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.word_proposal
    ADD CONSTRAINT word_proposal_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.word_use
    ADD CONSTRAINT word_use_member_id_fkey FOREIGN KEY (member_id) REFERENCES projects.member(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.word_use
    ADD CONSTRAINT word_use_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES guides.word_proposal(id) ON DELETE CASCADE;
ALTER TABLE ONLY guides.work
    ADD CONSTRAINT work_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY interfaces.interface
    ADD CONSTRAINT interface_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY interfaces.interface_version
    ADD CONSTRAINT interface_version_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY items.batch
    ADD CONSTRAINT batch_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY projects.invitation
    ADD CONSTRAINT invitation_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY projects.member
    ADD CONSTRAINT member_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES auth.identity(id);
ALTER TABLE ONLY projects.member
    ADD CONSTRAINT member_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY projects.team_member
    ADD CONSTRAINT team_member_member_id_fkey FOREIGN KEY (member_id) REFERENCES projects.member(id) ON DELETE CASCADE;
ALTER TABLE ONLY projects.team_member
    ADD CONSTRAINT team_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES projects.team(id) ON DELETE CASCADE;
ALTER TABLE ONLY projects.team
    ADD CONSTRAINT team_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY queue.draft
    ADD CONSTRAINT draft_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES queue.claim(id) ON DELETE CASCADE;
ALTER TABLE ONLY queue.draw
    ADD CONSTRAINT draw_member_id_fkey FOREIGN KEY (member_id) REFERENCES projects.member(id) ON DELETE CASCADE;
ALTER TABLE ONLY queue.draw
    ADD CONSTRAINT draw_queue_id_fkey FOREIGN KEY (queue_id) REFERENCES queue.queue(id) ON DELETE CASCADE;
ALTER TABLE ONLY queue.queue
    ADD CONSTRAINT queue_guide_version_id_fkey FOREIGN KEY (guide_version_id) REFERENCES guides.guide_version(id);
ALTER TABLE ONLY queue.queue
    ADD CONSTRAINT queue_interface_version_id_fkey FOREIGN KEY (interface_version_id) REFERENCES interfaces.interface_version(id);
ALTER TABLE ONLY queue.queue
    ADD CONSTRAINT queue_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY queue.queue
    ADD CONSTRAINT queue_workflow_version_id_fkey FOREIGN KEY (workflow_version_id) REFERENCES workflows.workflow_version(id);
ALTER TABLE ONLY queue.submission
    ADD CONSTRAINT submission_previous_id_fkey FOREIGN KEY (previous_id) REFERENCES queue.submission(id);
ALTER TABLE ONLY reports.saved_view
    ADD CONSTRAINT saved_view_member_id_fkey FOREIGN KEY (member_id) REFERENCES projects.member(id) ON DELETE CASCADE;
ALTER TABLE ONLY reports.saved_view
    ADD CONSTRAINT saved_view_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY reports.visit
    ADD CONSTRAINT visit_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES auth.identity(id) ON DELETE CASCADE;
ALTER TABLE ONLY review.finding
    ADD CONSTRAINT finding_guide_version_id_rule_key_fkey FOREIGN KEY (guide_version_id, rule_key) REFERENCES guides.rule(guide_version_id, key);
ALTER TABLE ONLY review.finding
    ADD CONSTRAINT finding_review_id_fkey FOREIGN KEY (review_id) REFERENCES review.review(id);
ALTER TABLE ONLY review.finding
    ADD CONSTRAINT finding_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES queue.submission(id);
ALTER TABLE ONLY review.review
    ADD CONSTRAINT review_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES queue.submission(id);
ALTER TABLE ONLY workflows.workflow
    ADD CONSTRAINT workflow_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY workflows.workflow_version
    ADD CONSTRAINT workflow_version_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id) ON DELETE CASCADE;
