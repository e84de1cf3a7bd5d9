create schema reports;

create table reports.saved_view (
    id bigint generated always as identity primary key,
    project_id bigint not null references projects.project on delete cascade,
    member_id bigint not null references projects.member on delete cascade,
    page text not null check (page ~ '^[a-z][a-z_]{0,39}$'),
    name text not null check (length(name) between 1 and 100),
    query jsonb not null,
    is_shared boolean not null default false,
    revision int not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (member_id, page, name)
);
comment on table reports.saved_view is 'What somebody wants to see again on a page: its filters, order and columns. Shared: everybody in the project sees it.';
create index saved_view_shared on reports.saved_view (project_id, page) where is_shared;

create table reports.visit (
    identity_id bigint primary key references auth.identity on delete cascade,
    since timestamptz not null,
    seen_at timestamptz not null
);
comment on table reports.visit is 'When a person was last at home. A visit ends with half an hour of absence; `since` is the end of the one before.';

-- Whether a member has a task in hand, or one that they could draw. Looks no further than the first, and only behind what they passed.
create function reports.has_work(p_member_id bigint, p_project_id bigint) returns boolean language sql stable as $$
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
