create schema review;

create type review.verdict as enum ('accept', 'fix', 'return', 'reject');
create type review.finding_state as enum ('open', 'fixed', 'withdrawn');

create table review.review (
    id bigint generated always as identity primary key,
    project_id bigint not null,
    submission_id bigint not null references queue.submission,
    claim_id bigint not null unique,
    member_id bigint not null,
    round smallint not null,
    verdict review.verdict not null,
    note text not null default '',
    fixed_answers jsonb,
    active_segments jsonb not null default '[]',
    active_ms bigint not null default 0,
    reviewed_at timestamptz not null,
    check ((verdict = 'fix') = (fixed_answers is not null))
);
comment on column review.review.fixed_answers is 'What the reviewer made of the answers; the author''s own stay in the submission.';
create index review_by_submission on review.review (submission_id);
create index review_by_project on review.review (project_id, id);
create index review_by_member on review.review (member_id, id);

create table review.finding (
    id bigint generated always as identity primary key,
    project_id bigint not null,
    review_id bigint references review.review,
    submission_id bigint not null references queue.submission,
    guide_version_id bigint not null,
    rule_key text not null,
    severity text not null check (severity in ('minor', 'major', 'critical')),
    source text not null check (source in ('person')),
    member_id bigint,
    anchor jsonb,
    note text not null,
    suggestion text,
    state review.finding_state not null default 'open',
    created_at timestamptz not null,
    foreign key (guide_version_id, rule_key) references guides.rule (guide_version_id, key)
);
create index finding_by_submission on review.finding (submission_id);
create index finding_by_rule on review.finding (project_id, rule_key);
create index finding_by_review on review.finding (review_id);
