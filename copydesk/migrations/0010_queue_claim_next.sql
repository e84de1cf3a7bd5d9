-- The slot that a member gets next, locked; no row when there is none. Each branch is one index look-up that skips what others hold.
create function queue.pick_slot(p_queue queue.queue, p_member_id bigint) returns setof queue.slot language plpgsql as $$
begin
    -- Returned work comes first, to its author only.
    return query select s.* from queue.slot s
        where s.assigned_member_id = p_member_id and s.queue_id = p_queue.id and s.state = 'ready'
        order by s.priority desc, s.id limit 1 for update skip locked;
    if found then return; end if;

    -- Then what they had begun when their lease lapsed, if nobody took it meanwhile.
    return query select s.* from queue.claim c join queue.slot s on s.id = c.slot_id join queue.draft d on d.claim_id = c.id
        where c.member_id = p_member_id and c.queue_id = p_queue.id and c.outcome = 'lapsed'
          and s.state = 'ready' and s.assigned_member_id is null and s.round = c.round
        order by c.id limit 1 for update of s skip locked;
    if found then return; end if;

    -- Then the head of the queue, without what they had before: at any stage for annotators, as author for reviewers.
    return query select s.* from queue.slot s
        where s.queue_id = p_queue.id and s.state = 'ready' and s.assigned_member_id is null
          and not exists (select from queue.taken t where t.item_id = s.item_id and t.member_id = p_member_id
                          and (t.stage = 'annotate' or p_queue.stage = 'annotate'))
        order by s.priority desc, s.id limit 1 for update of s skip locked;
end $$;

-- Versions and display order for a claim: those of the submission it is about, else the queue's present ones, shuffled by the token.
create function queue.new_claim(p_queue queue.queue, p_slot queue.slot, p_member_id bigint, p_token uuid, p_reserve boolean, p_now timestamptz)
returns setof queue.claim language sql as $$
    insert into queue.claim (token, project_id, queue_id, slot_id, item_id, member_id, item_version_id, guide_version_id,
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
    returning *
$$;

-- The claim: one statement for the caller, one round trip. A repeated call gives the same task again.
create function queue.claim_next(p_queue_id int, p_member_id bigint, p_token uuid, p_reserve boolean, p_reserve_s int, p_now timestamptz)
returns setof queue.claim language plpgsql as $$
declare
    v_queue queue.queue;
    v_claim queue.claim;
    v_slot queue.slot;
    v_expires_at timestamptz;
begin
    perform from queue.draw where member_id = p_member_id and queue_id = p_queue_id for update;
    if not found then return; end if;
    select * into v_queue from queue.queue where id = p_queue_id;
    v_expires_at := p_now + make_interval(secs => case when p_reserve then p_reserve_s else v_queue.lease_s end);

    -- What they hold already: the task in hand, or the one reserved for them, which now starts.
    select * into v_claim from queue.claim
        where member_id = p_member_id and queue_id = p_queue_id and ended_at is null and (not p_reserve or started_at is null)
        order by started_at nulls last limit 1;
    if found then
        update queue.slot set lease_expires_at = v_expires_at where id = v_claim.slot_id;
        return query update queue.claim set started_at = case when p_reserve then null else coalesce(started_at, p_now) end
            where id = v_claim.id returning *;
        return;
    end if;

    select * into v_slot from queue.pick_slot(v_queue, p_member_id);
    if not found then return; end if;
    select * into v_claim from queue.new_claim(v_queue, v_slot, p_member_id, p_token, p_reserve, p_now);
    update queue.slot set state = 'leased', claim_id = v_claim.id, lease_expires_at = v_expires_at where id = v_slot.id;
    insert into queue.taken values (v_slot.item_id, p_member_id, v_queue.stage) on conflict do nothing;
    -- A draft that was left behind comes along.
    with mine as (
        update queue.claim set outcome = 'resumed'
        where slot_id = v_slot.id and member_id = p_member_id and outcome = 'lapsed' returning id)
    insert into queue.draft (claim_id, answers, revision, saved_at)
        select v_claim.id, answers, revision, saved_at from queue.draft where claim_id in (select id from mine)
        order by saved_at desc limit 1;
    return next v_claim;
end $$;
