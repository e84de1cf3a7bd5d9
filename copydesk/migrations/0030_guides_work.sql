-- Slice guides: what the work of a project is about, so that a change of the guide is read only by those whose work it concerns.

create table guides.work (
    project_id bigint primary key references projects.project on delete cascade,
    tasks text[] not null,
    languages text[] not null,
    domains text[] not null,
    questions text[] not null
);
comment on table guides.work is
    'What is known of the tasks of a project, whatever the item: the slice that hands them out keeps it up to date. No row, or an empty list: not known.';
