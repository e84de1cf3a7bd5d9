create schema auth;

create table auth.identity (
    id bigint generated always as identity primary key,
    email text,
    name text,
    password_hash text,
    is_admin boolean not null default false,
    is_demo boolean not null default false,
    locale text not null default 'en',
    time_zone text,
    created_at timestamptz not null,
    disabled_at timestamptz,
    erased_at timestamptz,
    check (erased_at is not null or (email is not null and name is not null)),
    check (erased_at is null or (email is null and name is null and password_hash is null))
);
comment on table auth.identity is 'A person''s personal data, in this one row: everything else refers to ids, so that a person can be erased.';
create unique index identity_by_email on auth.identity (lower(email));

create table auth.session (
    id bigint generated always as identity primary key,
    identity_id bigint not null references auth.identity on delete cascade,
    token_hash bytea not null unique,
    user_agent text,
    created_at timestamptz not null,
    last_seen_at timestamptz not null
);
create index session_by_identity on auth.session (identity_id);
create index session_by_age on auth.session (last_seen_at);

create table auth.token (
    id bigint generated always as identity primary key,
    identity_id bigint not null references auth.identity on delete cascade,
    name text not null,
    token_hash bytea not null unique,
    permissions text[] not null,
    project_id bigint,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);
comment on column auth.token.project_id is 'Null: every project of its owner.';
create index token_by_identity on auth.token (identity_id);

create table auth.role_grant (
    identity_id bigint not null references auth.identity on delete cascade,
    project_id bigint not null,
    member_id bigint not null,
    role text not null,
    primary key (identity_id, project_id)
);
comment on table auth.role_grant is 'Opaque here: written by projects, read at the start of each request.';

create table auth.sign_in_failure (
    subject text primary key,
    n_failures int not null,
    window_started_at timestamptz not null
);
comment on table auth.sign_in_failure is 'Failed sign-ins per account and per address (hashed), for throttling.';

create table auth.password_link (
    id bigint generated always as identity primary key,
    identity_id bigint not null references auth.identity on delete cascade,
    token_hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
comment on table auth.password_link is 'A link by which a person sets a new password, made by an admin: no admin ever knows it.';
create index password_link_by_identity on auth.password_link (identity_id);
create index password_link_by_age on auth.password_link (expires_at);
