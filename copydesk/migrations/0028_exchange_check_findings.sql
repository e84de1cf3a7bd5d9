-- Slice exchange: exports show the findings of checks of each submission.

create or replace view exchange.export_submission as
    select b.item_id, b.submission_id, b.item_version_id, b.state, jsonb_build_object(
        'id', 'submission_' || b.submission_id, 'member', b.member, 'state', b.state, 'round', b.round, 'is_extra', b.is_extra,
        'previous_id', 'submission_' || b.previous_id, 'import_id', 'import_' || b.import_id,
        'item_version', b.item_version, 'guide_version', b.guide_version, 'interface_version', b.interface_version,
        'workflow_version', b.workflow_version, 'displayed', b.displayed, 'answers', b.answers, 'active_ms', b.active_ms,
        'submitted_at', b.submitted_at, 'settled_at', b.settled_at,
        'reviews', coalesce((select jsonb_agg(r.review order by r.review_id) from review.export_review r
                             where r.submission_id = b.submission_id), '[]'),
        'check_findings', coalesce((select jsonb_agg(f.finding order by f.finding_id) from review.export_check_finding f
                                    where f.submission_id = b.submission_id), '[]')) as submission
    from queue.export_submission b;
