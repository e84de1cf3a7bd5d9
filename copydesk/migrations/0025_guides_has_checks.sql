-- Slice guides: whether a version may hold checks, so that work under one without any pays nothing for them.

alter table guides.guide_version add column has_checks boolean not null generated always as (source ~ '(```|~~~)[ \t]*check') stored;
comment on column guides.guide_version.has_checks is 'Something in the source looks like a check; whether it is one, the reader of the source knows.';
