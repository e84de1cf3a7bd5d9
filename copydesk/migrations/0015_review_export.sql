create view review.export_review as
    select r.id as review_id, r.submission_id, jsonb_build_object(
        'id', 'review_' || r.id, 'reviewer', m.pseudonym, 'round', r.round, 'verdict', r.verdict, 'note', r.note,
        'fixed_answers', r.fixed_answers, 'active_ms', r.active_ms, 'reviewed_at', r.reviewed_at,
        'findings', coalesce((
            select jsonb_agg(jsonb_build_object(
                'id', 'finding_' || f.id, 'rule', f.rule_key, 'guide_version', gv.number, 'severity', f.severity, 'source', f.source,
                'anchor', f.anchor, 'note', f.note, 'suggestion', f.suggestion, 'state', f.state) order by f.id)
            from review.finding f join guides.guide_version gv on gv.id = f.guide_version_id where f.review_id = r.id), '[]')) as review
    from review.review r join projects.member m on m.id = r.member_id;
comment on view review.export_review is 'Reviews with their findings as exports show them: people by pseudonym, versions by number.';
