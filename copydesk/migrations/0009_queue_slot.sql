create schema queue;

create type queue.slot_state as enum ('ready', 'leased', 'done', 'cancelled');
create type queue.submission_state as enum ('submitted', 'accepted', 'fixed', 'returned', 'rejected', 'waiting', 'undone');
create type queue.claim_outcome as enum ('submitted', 'skipped', 'lapsed', 'resumed', 'released', 'undone');

create table queue.queue (
    id int generated always as identity primary key,
    project_id bigint not null references projects.project on delete cascade,
    stage text not null check (stage in ('annotate', 'review')),
    is_open boolean not null,
    guide_version_id bigint references guides.guide_version,
    interface_version_id bigint not null references interfaces.interface_version,
    workflow_version_id bigint not null references workflows.workflow_version,
    n_slots smallint not null check (n_slots between 1 and 9),
    lease_s int not null check (lease_s > 0),
    allows_extra boolean not null,
    shuffles boolean not null,
    priorities smallint[] not null default '{0}',
    updated_at timestamptz not null,
    unique (project_id, stage)
);
comment on table queue.queue is 'A stage and the versions that it pins for new claims. Not open: nothing new comes in, what is there can be finished.';
comment on column queue.queue.priorities is 'Every priority that its slots have or had, highest first: a claim goes through them one by one.';

create table queue.draw (
    member_id bigint not null references projects.member on delete cascade,
    queue_id int not null references queue.queue on delete cascade,
    primary key (member_id, queue_id)
);
comment on table queue.draw is 'Eligibility, decided ahead: the queues that a member may draw from. A claim locks its row, so a member claims one at a time.';
create index draw_by_queue on queue.draw (queue_id);

create table queue.passed (
    member_id bigint not null,
    queue_id int not null,
    priority smallint not null,
    slot_id bigint not null,
    since timestamptz not null,
    primary key (member_id, queue_id, priority)
) with (fillfactor = 50);
comment on table queue.passed is 'Up to which slot a member has had whatever is ready and fresh: a claim looks only behind it. See docs/decisions/010-queue-claim.md.';

create table queue.slot (
    id bigint generated always as identity primary key,
    item_id bigint not null,
    queue_id int not null,
    state queue.slot_state not null default 'ready',
    priority smallint not null default 0,
    ordinal smallint not null default 1,
    round smallint not null default 1,
    is_reopened boolean not null default false,
    claim_id bigint,
    lease_expires_at timestamptz,
    assigned_member_id bigint,
    subject_id bigint
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);
comment on table queue.slot is 'One wanted answer. Narrow, because every claim rewrites its row; no foreign keys, because a million are opened at once.';
comment on column queue.slot.is_reopened is 'It was taken before and came back. Such slots go first, to anybody: finished items count.';
comment on column queue.slot.subject_id is 'The submission that is to be reviewed (review) or worked over again (annotate, after a return).';
create index slot_ready on queue.slot (queue_id, priority, id)
    where state = 'ready' and assigned_member_id is null and not is_reopened;
create index slot_reopened on queue.slot (queue_id, priority desc, id)
    where state = 'ready' and assigned_member_id is null and is_reopened;
create index slot_assigned on queue.slot (assigned_member_id, queue_id) where assigned_member_id is not null;
-- The predicate is the lease, not the state: with stale statistics the planner took an index on state for every submit.
create index slot_lease on queue.slot (lease_expires_at) where lease_expires_at is not null;
create index slot_by_item on queue.slot (item_id, queue_id);
create index slot_by_subject on queue.slot (subject_id) where subject_id is not null;
create index slot_progress on queue.slot (queue_id, state);

create table queue.taken (
    item_id bigint not null,
    member_id bigint not null,
    stage text not null,
    primary key (item_id, member_id, stage)
);
comment on table queue.taken is 'Who has had which item, at which stage: never the same person twice on an item, and nobody reviews their own.';

create table queue.claim (
    id bigint generated always as identity primary key,
    token uuid not null unique,
    project_id bigint not null,
    queue_id int not null,
    slot_id bigint not null,
    item_id bigint not null,
    member_id bigint not null,
    item_version_id bigint not null,
    guide_version_id bigint,
    interface_version_id bigint not null,
    workflow_version_id bigint not null,
    displayed text[] not null,
    subject_id bigint,
    round smallint not null,
    claimed_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    outcome queue.claim_outcome,
    skip_reason text,
    check ((ended_at is null) = (outcome is null))
);
comment on table queue.claim is 'A member taking a slot: the versions and the order of answers that they see. started_at is null while it is only reserved.';
comment on column queue.claim.outcome is 'Changed only while the slot''s row is locked, so that a submit and the end of a lease cannot both win.';
create index claim_open on queue.claim (member_id, queue_id) where ended_at is null;
create index claim_begun on queue.claim (member_id, queue_id) where outcome = 'lapsed' and started_at is not null;
create index claim_done on queue.claim (queue_id, member_id, ended_at) where outcome = 'submitted';
create index claim_by_slot on queue.claim (slot_id);
create index claim_by_item on queue.claim (item_id);

create table queue.draft (
    claim_id bigint primary key references queue.claim on delete cascade,
    answers jsonb not null,
    revision int not null default 1,
    saved_at timestamptz not null
);
comment on table queue.draft is 'The unsent work. It stays with its author when the lease lapses.';
create index draft_by_age on queue.draft (saved_at);

create table queue.submission (
    id bigint generated by default as identity primary key,
    project_id bigint not null,
    queue_id int not null,
    slot_id bigint,
    claim_id bigint unique,
    item_id bigint not null,
    member_id bigint not null,
    item_version_id bigint not null,
    guide_version_id bigint,
    interface_version_id bigint not null,
    workflow_version_id bigint not null,
    previous_id bigint references queue.submission,
    import_id bigint,
    round smallint not null default 1,
    is_extra boolean not null default false,
    state queue.submission_state not null,
    displayed text[] not null,
    answers jsonb not null,
    active_segments jsonb not null default '[]',
    active_ms bigint not null default 0,
    submitted_at timestamptz not null,
    settled_at timestamptz
);
comment on table queue.submission is 'The sent work with everything it was made under. Answers are never rewritten; only the state moves.';
create index submission_by_item on queue.submission (item_id);
create index submission_by_project on queue.submission (project_id, id);
create index submission_by_member on queue.submission (member_id, id);
create index submission_by_import on queue.submission (import_id) where import_id is not null;
create index submission_by_previous on queue.submission (previous_id) where previous_id is not null;
create index submission_tally on queue.submission (project_id, member_id, state, submitted_at);
create index submission_waiting on queue.submission (project_id) where state = 'waiting';
