-- Slice guides: words that people hold for names or words of the project, until a lead says so or not.

create table guides.word_proposal (
    id bigint generated always as identity primary key,
    project_id bigint not null references projects.project on delete cascade,
    word text not null,
    state text not null default 'waiting' check (state in ('waiting', 'accepted', 'declined')),
    proposed_at timestamptz not null,
    decided_by bigint,
    decided_at timestamptz
);
comment on table guides.word_proposal is
    'A word is proposed once, whatever its capitals and whoever asks again; accepted, it stands in guides.word.';
create unique index word_proposal_once on guides.word_proposal (project_id, lower(word));
create index word_proposal_by_state on guides.word_proposal (project_id, state, id);

create table guides.word_use (
    proposal_id bigint not null references guides.word_proposal on delete cascade,
    member_id bigint not null references projects.member on delete cascade,
    item_id bigint not null,
    excerpt text not null,
    used_at timestamptz not null,
    primary key (proposal_id, member_id)
);
comment on table guides.word_use is
    'Who asked for a word and where they last used it: the words around it, and the item (of a slice above, so no foreign key).';
create index word_use_of_member on guides.word_use (member_id);

-- The dictionary is shown and searched in the order of the alphabet.
create index word_in_order on guides.word (project_id, lower(word), word);
