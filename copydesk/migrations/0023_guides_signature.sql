-- Slice guides: what texts are like each other.

create table guides.signature (
    project_id bigint not null references projects.project on delete cascade,
    kind text not null check (kind in ('submission', 'response')),
    ref_id bigint not null,
    part text not null default '',
    scheme smallint not null,
    bands int[] not null,
    signature bytea not null,
    primary key (project_id, kind, ref_id, part)
);
comment on table guides.signature is
    'A text of twelve words or more, as 128 hashes of its runs of words. Slices above push texts; the texts themselves are not kept here.';
comment on column guides.signature.part is 'The question that a submission answers, or the id of the response in its item version.';
comment on column guides.signature.bands is 'Keys of the project, of which texts that are alike share at least one.';
-- No list of pending entries: a look-up would have to read all of it.
create index signature_bands on guides.signature using gin (bands) with (fastupdate = off);
