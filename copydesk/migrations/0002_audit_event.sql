create schema audit;

create table audit.event (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    identity_id bigint,
    is_system boolean not null default false,
    project_id bigint,
    action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
    subject_type text,
    subject_id bigint,
    request_id text,
    details jsonb not null default '{}'
);
comment on table audit.event is 'Append-only. Ids and counts, never names: a person can be erased and the log stays whole.';
create index event_by_project on audit.event (project_id, id desc);
create index event_by_subject on audit.event (subject_type, subject_id, id desc);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit.event is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger event_is_append_only before update or delete on audit.event
    for each row execute function audit.refuse_change();
create trigger event_is_not_truncated before truncate on audit.event
    for each statement execute function audit.refuse_change();
