-- Slice guides: rules with what they hold, versions that must be read, people who edit at the same time, the project's own words.

alter table guides.rule add column reading jsonb;
comment on column guides.rule.reading is
    'Examples, checks, reason and footnotes of the body, as read when it was published. Null: published before this column; read from the body when asked for.';

alter table guides.guide_version
    add column must_read boolean not null default false,
    add column changes jsonb,
    add column questions jsonb not null default '[]';
comment on column guides.guide_version.changes is
    'Keys of rules by kind of change against the version before. Null: the first version, or published before this column.';
comment on column guides.guide_version.questions is
    'Asked of those who confirm that they have read it: rule_key, text, choices, right (the index of the right choice).';

create sequence guides.pulse;
alter table guides.guide add column noted_by bigint, add column noted_at timestamptz, add column pulse bigint;
comment on column guides.guide.noted_at is
    'When, and by whom, a save last left an audit event: one for each person and stretch of editing, not one per save.';
comment on column guides.guide.pulse is 'Rises with every save over all projects, so that open pages can be told.';

create table guides.acknowledgement (
    guide_version_id bigint not null references guides.guide_version on delete cascade,
    member_id bigint not null references projects.member on delete cascade,
    acknowledged_at timestamptz,
    answers jsonb not null default '[]',
    n_tries int not null default 0,
    primary key (guide_version_id, member_id)
);
create index on guides.acknowledgement (member_id);
comment on column guides.acknowledgement.acknowledged_at is 'Null: tried, and a question was answered wrongly.';

create table guides.word (
    project_id bigint not null references projects.project on delete cascade,
    word text not null,
    added_by bigint,
    added_at timestamptz not null,
    primary key (project_id, word)
);
comment on table guides.word is 'Words of the project that spelling checks let pass.';

create unlogged table guides.editor (
    project_id bigint not null references projects.project on delete cascade,
    identity_id bigint not null references auth.identity on delete cascade,
    rule_key text,
    seen_at timestamptz not null,
    pulse bigint not null,
    primary key (project_id, identity_id)
);
comment on table guides.editor is 'Who has the editor open, and at which rule. It may be lost.';

-- How far each member with an account knows the guide: the last version that they confirmed, or that was there when they joined.
create view guides.reader as
select r.*, exists (
        select from guides.guide_version v
        where v.project_id = r.project_id and v.number > r.known_number and v.must_read) as is_pending
from (
    select m.project_id, m.id as member_id,
        greatest(
            (select max(v.number) from guides.acknowledgement a join guides.guide_version v on v.id = a.guide_version_id
             where a.member_id = m.id and a.acknowledged_at is not null),
            (select max(v.number) from guides.guide_version v where v.project_id = m.project_id and v.published_at <= m.joined_at),
            0) as known_number,
        (select max(a.acknowledged_at) from guides.acknowledgement a where a.member_id = m.id) as acknowledged_at
    from projects.member m
    where m.identity_id is not null and m.removed_at is null) r;

-- What open pages are told of guides beside the audit log.
create view guides.happening as
select pulse as id, project_id, 'guide.edited' as action, updated_at as at from guides.guide where pulse is not null
union all
select pulse, project_id, 'guide.visited', seen_at from guides.editor;
