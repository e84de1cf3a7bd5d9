-- Slice queue: one begun task again, and no other.

-- The slot of a begun task is taken up again by who began it, with its draft: the task that is in hand, or one whose lease lapsed and
-- that nobody took meanwhile. No row: it is neither.
create function queue.resume_slot(p_slot_id bigint, p_member_id bigint, p_token uuid, p_now timestamptz)
returns setof queue.claim language plpgsql set enable_seqscan = off as $$
declare
    v_queue queue.queue;
    v_claim queue.claim;
    v_slot queue.slot;
begin
    select q.* into v_queue from queue.slot s join queue.queue q on q.id = s.queue_id where s.id = p_slot_id;
    perform from queue.draw where member_id = p_member_id and queue_id = v_queue.id for update;
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
    if not found or v_slot.state <> 'ready' or v_slot.assigned_member_id <> p_member_id
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
