create schema workflows;

create table workflows.workflow (
    project_id bigint primary key references projects.project on delete cascade,
    document jsonb not null,
    revision int not null default 1,
    updated_at timestamptz not null,
    updated_by bigint
);

create table workflows.workflow_version (
    id bigint generated always as identity primary key,
    project_id bigint not null references projects.project on delete cascade,
    number int not null,
    document jsonb not null,
    note text not null default '',
    published_at timestamptz not null,
    published_by bigint,
    unique (project_id, number)
);
