create index event_of_import on audit.event (project_id, id desc) where subject_type = 'import';
