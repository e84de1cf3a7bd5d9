create schema projects;

create table projects.project (
    id bigint generated always as identity primary key,
    name text not null check (length(name) between 1 and 200),
    description text not null default '',
    time_zone text not null default 'UTC',
    licence text not null default '',
    drafts_keep_days int not null default 90 check (drafts_keep_days between 1 and 3650),
    leavers_keep_days int check (leavers_keep_days between 0 and 3650),
    revision int not null default 1,
    created_at timestamptz not null,
    created_by bigint,
    archived_at timestamptz,
    delete_after timestamptz
);
comment on column projects.project.drafts_keep_days is 'Retention: unsent drafts older than this are deleted.';
comment on column projects.project.leavers_keep_days is 'Retention: days after which a removed member''s link to a person is erased; null: never.';
comment on column projects.project.delete_after is 'Deletion was asked for and happens after this time, unless taken back.';

create table projects.member (
    id bigint generated always as identity primary key,
    project_id bigint not null references projects.project on delete cascade,
    identity_id bigint references auth.identity,
    external_ref text,
    role text not null,
    pseudonym text not null,
    joined_at timestamptz not null,
    removed_at timestamptz,
    unique (project_id, identity_id),
    unique (project_id, external_ref),
    unique (project_id, pseudonym)
);
comment on table projects.member is 'A person''s place in a project, with an account (identity_id) or imported without one (external_ref).';
create index member_by_identity on projects.member (identity_id);

create table projects.team (
    id bigint generated always as identity primary key,
    project_id bigint not null references projects.project on delete cascade,
    name text not null check (length(name) between 1 and 100),
    unique (project_id, name)
);

create table projects.team_member (
    team_id bigint not null references projects.team on delete cascade,
    member_id bigint not null references projects.member on delete cascade,
    from_at timestamptz not null,
    to_at timestamptz,
    primary key (team_id, member_id, from_at)
);
comment on table projects.team_member is 'Teams over time: a past score belongs to the team of its day.';
create unique index team_member_now on projects.team_member (member_id) where to_at is null;

create table projects.invitation (
    id bigint generated always as identity primary key,
    project_id bigint not null references projects.project on delete cascade,
    token_hash bytea not null unique,
    email text,
    role text not null,
    invited_by bigint,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    revoked_at timestamptz
);
create index invitation_by_project on projects.invitation (project_id);
