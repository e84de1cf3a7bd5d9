-- A claim with everything that decides about it.
create view queue.held as
    select c.id as claim_id, c.token, c.project_id, c.queue_id, c.slot_id, c.item_id, c.member_id, c.item_version_id,
        c.guide_version_id, c.interface_version_id, c.workflow_version_id, c.displayed, c.subject_id, c.round,
        c.claimed_at, c.started_at, c.outcome, q.stage, q.lease_s, q.allows_extra,
        s.state as slot_state, s.claim_id as slot_claim_id, s.round as slot_round, s.priority, s.assigned_member_id, s.lease_expires_at,
        b.id as submission_id,
        (select r.id from queue.queue r where r.project_id = c.project_id and r.stage = 'review' and r.is_open) as review_queue_id,
        exists (select from queue.claim o where o.item_id = c.item_id and o.member_id = c.member_id and o.queue_id = c.queue_id
                and o.id <> c.id and (o.ended_at is null or o.outcome = 'submitted') and o.subject_id is not distinct from c.subject_id
               ) as has_other
    from queue.claim c
    join queue.queue q on q.id = c.queue_id
    join queue.slot s on s.id = c.slot_id
    left join queue.submission b on b.claim_id = c.id;

-- A claim by its token, with its slot locked. The slot comes first: whoever changes a claim's outcome holds its slot.
create function queue.lock_held(p_token uuid) returns setof queue.held language plpgsql set enable_seqscan = off as $$
begin
    perform from queue.slot s where s.id = (select c.slot_id from queue.claim c where c.token = p_token) for update;
    return query select * from queue.held h where h.token = p_token;
end $$;

-- Ends the claims that hold these slots and makes the slots ready again; the caller has locked them. The number of slots.
-- Who skips never gets the item again and loses an assignment; after a lapse or a release its author may take it once more.
create function queue.put_back(p_slot_ids bigint[], p_outcome queue.claim_outcome, p_reason text, p_now timestamptz)
returns int language plpgsql set enable_seqscan = off as $$
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

-- Opens the slots that items lack, all of an item together, and cancels ready ones that are too many: of one batch, of the items
-- that an import judged, or of the project. Judgements that were imported fill slots. How many were opened and cancelled.
create function queue.fit_slots(p_project_id bigint, p_batch_id bigint, p_import_id bigint, out n_opened bigint, out n_cancelled bigint)
language plpgsql set enable_seqscan = off as $$
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
