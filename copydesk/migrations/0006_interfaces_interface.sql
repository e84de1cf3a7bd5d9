create schema interfaces;

create table interfaces.interface (
    project_id bigint primary key references projects.project on delete cascade,
    source text not null default '',
    revision int not null default 1,
    updated_at timestamptz not null,
    updated_by bigint
);
comment on table interfaces.interface is 'The draft: YAML or JSON as it was written.';

create table interfaces.interface_version (
    id bigint generated always as identity primary key,
    project_id bigint not null references projects.project on delete cascade,
    number int not null,
    document jsonb not null,
    answer_schema jsonb not null,
    note text not null default '',
    published_at timestamptz not null,
    published_by bigint,
    unique (project_id, number)
);
comment on column interfaces.interface_version.answer_schema is 'The JSON Schema of an answer, made from the document.';
