create schema exchange;

create type exchange.import_state as enum ('open', 'running', 'done', 'failed', 'undone');
create type exchange.problem_kind as enum ('bad', 'changed');

create table exchange.import (
    id bigint generated always as identity primary key,
    project_id bigint not null references projects.project on delete cascade,
    batch_id bigint,
    filename text not null,
    format text,
    holds text not null check (holds in ('items', 'judgements')),
    mapping jsonb,
    mode text not null check (mode in ('all_or_nothing', 'load_good')),
    updates boolean not null default false,
    state exchange.import_state not null default 'open',
    header text,
    n_read bigint not null default 0,
    n_bytes bigint not null default 0,
    n_created bigint not null default 0,
    n_changed bigint not null default 0,
    n_unchanged bigint not null default 0,
    n_bad bigint not null default 0,
    n_judgements bigint not null default 0,
    n_judgements_known bigint not null default 0,
    n_people bigint not null default 0,
    failure text,
    created_at timestamptz not null,
    created_by bigint,
    finished_at timestamptz
);
comment on column exchange.import.format is 'Null until the first bytes have told it.';
comment on column exchange.import.mapping is 'Null: records have the canonical keys.';
comment on column exchange.import.updates is 'Whether a record that differs from the stored one makes a new item version.';
comment on column exchange.import.header is 'The first line of a CSV file, for the file of rejects.';
create index import_by_project on exchange.import (project_id, id desc);

create table exchange.problem (
    import_id bigint not null references exchange.import on delete cascade,
    ordinal int not null,
    kind exchange.problem_kind not null,
    place text not null,
    message text not null,
    record text,
    primary key (import_id, ordinal)
);
comment on column exchange.problem.record is 'The bad record as it was read, for the file of rejects; null when it was too long or not text.';
