-- Slice queue: who has not read a change of the guide draws nothing new until they have. What they hold, and work of theirs that was
-- returned, stays under the version that it was begun under.

alter table queue.draw add column must_read boolean not null default false;
comment on column queue.draw.must_read is
    'A version of the guide must be read first. Decided on messages; a claim reads it in the row that it locks.';

drop function queue.pick_slot(queue.queue, bigint, timestamptz);

-- The slot that a member gets next, locked; no row when there is none. Each branch is one index look-up that skips what others hold.
create function queue.pick_slot(p_queue queue.queue, p_member_id bigint, p_must_read boolean, p_now timestamptz)
returns setof queue.slot language plpgsql as $$
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

-- The claim: one statement for the caller, one round trip. A repeated call gives the same task again.
create or replace function queue.claim_next(p_queue_id int, p_member_id bigint, p_token uuid, p_reserve boolean, p_reserve_s int, p_now timestamptz)
returns setof queue.claim language plpgsql set enable_seqscan = off as $$
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

-- The slot of a begun task is taken up again by who began it, with its draft: the task that is in hand, or one whose lease lapsed and
-- that nobody took meanwhile. No row: it is neither, or a change of the guide must be read first (sending it late is still possible).
create or replace function queue.resume_slot(p_slot_id bigint, p_member_id bigint, p_token uuid, p_now timestamptz)
returns setof queue.claim language plpgsql set enable_seqscan = off as $$
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
