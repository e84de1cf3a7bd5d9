-- All functions of the claim are planned without sequential scans: sessions keep their plans, and one made while a table was small
-- would walk through a million slots from the moment an import commits until the next ANALYZE.

-- The task in a person's hand, as they see it.
create view queue.task as
    select c.id as claim_id, c.slot_id, c.token, c.project_id, q.stage, c.round, c.member_id, s.lease_expires_at, c.started_at,
        c.item_id, c.item_version_id, v.number as item_version, i.external_id, v.content,
        c.interface_version_id, c.guide_version_id, c.workflow_version_id, c.displayed,
        d.answers as draft_answers, d.revision as draft_revision, d.saved_at as draft_saved_at,
        b.id as subject_id, b.state as subject_state, b.round as subject_round, b.previous_id as subject_previous_id,
        b.is_extra as subject_is_extra, b.answers as subject_answers, b.active_ms as subject_active_ms,
        b.submitted_at as subject_submitted_at
    from queue.claim c
    join queue.queue q on q.id = c.queue_id
    join queue.slot s on s.id = c.slot_id
    join items.item i on i.id = c.item_id
    join items.item_version v on v.id = c.item_version_id
    left join queue.draft d on d.claim_id = c.id
    left join queue.submission b on b.id = c.subject_id;

-- Volatile on purpose: it sees what the claim of the same statement has just written.
create function queue.show_task(p_claim_id bigint) returns setof queue.task language plpgsql volatile
set enable_seqscan = off as $$
begin
    return query select * from queue.task t where t.claim_id = p_claim_id;
end $$;

-- The fresh slot that comes next for a member, locked: priority by priority, behind what they have passed already. Nobody gets what
-- they had before: at any stage for annotators, as its author for reviewers.
create function queue.pick_fresh(p_queue queue.queue, p_member_id bigint, p_now timestamptz) returns setof queue.slot language plpgsql
set enable_bitmapscan = off set enable_sort = off as $$
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

-- The slot that a member gets next, locked; no row when there is none. Each branch is one index look-up that skips what others hold.
create function queue.pick_slot(p_queue queue.queue, p_member_id bigint, p_now timestamptz) returns setof queue.slot language plpgsql as $$
begin
    -- Returned work comes first, to its author only.
    return query select s.* from queue.slot s
        where s.assigned_member_id = p_member_id and s.queue_id = p_queue.id and s.state = 'ready'
        order by s.priority desc, s.id limit 1 for update skip locked;
    if found then return; end if;

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

-- Versions and display order for a claim: those of the submission it is about, else the queue's present ones, shuffled by the token.
create function queue.new_claim(p_queue queue.queue, p_slot queue.slot, p_member_id bigint, p_token uuid, p_reserve boolean, p_now timestamptz)
returns setof queue.claim language plpgsql as $$
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

-- The claim: one statement for the caller, one round trip. A repeated call gives the same task again.
create function queue.claim_next(p_queue_id int, p_member_id bigint, p_token uuid, p_reserve boolean, p_reserve_s int, p_now timestamptz)
returns setof queue.claim language plpgsql set enable_seqscan = off as $$
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

    select * into v_slot from queue.pick_slot(v_queue, p_member_id, p_now);
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
