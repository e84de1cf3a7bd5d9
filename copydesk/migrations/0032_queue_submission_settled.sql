-- Slice queue: items that are done are found by their accepted answers; those beside slots are among them.

create index submission_settled on queue.submission (project_id, item_id) where state in ('accepted', 'fixed');
drop index queue.submission_beside;
