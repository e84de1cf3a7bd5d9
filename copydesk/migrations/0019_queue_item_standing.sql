-- In the order of items: lists of items by state read it from either end, and counts by state still need only the index.
drop index queue.slot_progress;
create index slot_progress on queue.slot (queue_id, state, item_id);
create index submission_beside on queue.submission (project_id, item_id) where slot_id is null;

-- By time first: pace is asked of the last days, and whoever asks by member reads the index alone.
drop index queue.claim_done;
create index claim_done on queue.claim (queue_id, ended_at, member_id) where outcome = 'submitted';

create view queue.item_standing as
    select i.id as item_id, i.project_id, coalesce(q.n_slots, 0)::int as n_wanted, b.n_answers::int, coalesce(s.priority, 0)::int as priority,
        b.last_at as answered_at,
        case when i.retired_at is not null then array['retired'] else array_remove(array[
            case when s.n_ready > 0 then 'waiting' end, case when s.n_leased > 0 then 'in_work' end,
            case when s.n_review > 0 then 'in_review' end, case when s.n_returned > 0 then 'returned' end,
            case when b.n_late > 0 then 'for_lead' end,
            case when b.n_settled > 0 and b.n_late = 0 and s.n_ready + s.n_leased + s.n_review + s.n_returned = 0 then 'done' end
        ], null) end as states
    from items.item i
    left join queue.queue q on q.project_id = i.project_id and q.stage = 'annotate'
    cross join lateral (
        select count(*) filter (where s.queue_id = q.id and s.state = 'ready' and s.assigned_member_id is null) as n_ready,
            count(*) filter (where s.queue_id = q.id and s.state = 'ready' and s.assigned_member_id is not null) as n_returned,
            count(*) filter (where s.queue_id = q.id and s.state = 'leased') as n_leased,
            count(*) filter (where s.queue_id <> q.id and s.state in ('ready', 'leased')) as n_review,
            max(s.priority) filter (where s.state in ('ready', 'leased')) as priority
        from queue.slot s where s.item_id = i.id) s
    cross join lateral (
        select count(*) filter (where b.state in ('submitted', 'accepted', 'fixed')) as n_answers,
            count(*) filter (where b.state in ('accepted', 'fixed')) as n_settled,
            count(*) filter (where b.state = 'waiting') as n_late,
            max(greatest(b.submitted_at, b.settled_at)) as last_at
        from queue.submission b where b.item_id = i.id) b;
comment on view queue.item_standing is 'How far an item is. One with several answers can be in several states at once; none: its slots are not open yet.';
