create schema guides;

create table guides.guide (
    project_id bigint primary key references projects.project on delete cascade,
    source text not null default '',
    revision int not null default 1,
    updated_at timestamptz not null,
    updated_by bigint
);
comment on table guides.guide is 'The draft: Markdown as it was written. Publishing makes an immutable version.';

create table guides.guide_version (
    id bigint generated always as identity primary key,
    project_id bigint not null references projects.project on delete cascade,
    number int not null,
    title text not null,
    source text not null,
    note text not null default '',
    published_at timestamptz not null,
    published_by bigint,
    unique (project_id, number)
);

create table guides.rule (
    guide_version_id bigint not null references guides.guide_version on delete cascade,
    key text not null,
    kind text not null check (kind in ('section', 'rule')),
    title text not null,
    body text not null,
    level smallint not null,
    position int not null,
    parent_key text,
    attributes jsonb not null default '{}',
    primary key (guide_version_id, key),
    unique (guide_version_id, position)
);
comment on column guides.rule.body is 'Markdown up to the next heading, byte for byte.';
