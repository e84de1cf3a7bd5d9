create table kernel.message (
    id bigint generated always as identity primary key,
    subscriber text not null,
    topic text not null,
    body jsonb not null,
    created_at timestamptz not null default clock_timestamp()
);
comment on table kernel.message is 'The outbox: one row per message and subscriber, deleted in the transaction that handles it.';
create index message_by_subscriber on kernel.message (subscriber, id);

create table kernel.idempotency (
    identity_id bigint not null,
    key text not null,
    path text not null,
    status smallint,
    body bytea,
    media_type text,
    created_at timestamptz not null default clock_timestamp(),
    primary key (identity_id, key)
);
comment on table kernel.idempotency is 'First answers of requests with an Idempotency-Key; forgotten after a day.';
create index idempotency_by_age on kernel.idempotency (created_at);
