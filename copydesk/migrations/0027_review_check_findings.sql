-- Slice review: findings of checks, beside those of people.

alter table review.finding drop constraint finding_source_check;
alter table review.finding add constraint finding_source_check check (source in ('person', 'check'));
alter table review.finding
    add column check_name text,
    add column reason text,
    add column judged_by bigint,
    add constraint finding_check_check check ((source = 'check') = (check_name is not null));
comment on column review.finding.reason is 'The author''s own words on why the check is wrong here; such a finding begins as withdrawn.';
comment on column review.finding.judged_by is 'The member who confirmed or overruled a finding of a check, or its author''s reason. Null: nobody yet.';
create index finding_cited on review.finding (project_id, id) where source = 'person';

create view review.export_check_finding as
    select f.id as finding_id, f.submission_id, jsonb_build_object(
        'id', 'finding_' || f.id, 'rule', f.rule_key, 'guide_version', gv.number, 'severity', f.severity, 'check', f.check_name,
        'anchor', f.anchor, 'note', f.note, 'suggestion', f.suggestion, 'state', f.state, 'reason', f.reason,
        'is_judged', f.judged_by is not null) as finding
    from review.finding f join guides.guide_version gv on gv.id = f.guide_version_id where f.source = 'check';
comment on view review.export_check_finding is 'Findings of checks as exports show them, with what their author and a reviewer said.';
