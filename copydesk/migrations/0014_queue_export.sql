create view queue.export_submission as
    select b.id as submission_id, b.project_id, b.item_id, b.item_version_id, b.interface_version_id, b.state::text as state,
        m.pseudonym as member, b.round, b.is_extra, b.previous_id, b.import_id, iv.number as item_version,
        gv.number as guide_version, fv.number as interface_version, wv.number as workflow_version,
        b.displayed, b.answers, b.active_ms, b.submitted_at, b.settled_at
    from queue.submission b
    join projects.member m on m.id = b.member_id
    join items.item_version iv on iv.id = b.item_version_id
    left join guides.guide_version gv on gv.id = b.guide_version_id
    join interfaces.interface_version fv on fv.id = b.interface_version_id
    join workflows.workflow_version wv on wv.id = b.workflow_version_id;
comment on view queue.export_submission is 'Submissions as exports show them: people by pseudonym, versions by number.';
