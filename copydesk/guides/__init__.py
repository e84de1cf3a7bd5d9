"""The style guide of a project: Markdown whose headings are sections and rules with stable keys, in immutable versions.

Tables: `guides.guide` (the draft), `guides.guide_version`, `guides.rule`, `guides.acknowledgement`, `guides.word`, `guides.editor`
(who has the editor open), `guides.signature`, `guides.work` (what the tasks of the project are about),
`guides.word_proposal` and `guides.word_use` (words that wait for a lead, and who asked for them).
Views: `guides.reader`, `guides.happening`.
Messages: `guides.version_published`, `guides.version_acknowledged`.

    draft, guide = await service.save_guide(ctx, project_id, "## Be kind {#tone.kind severity=minor}", revision=0)
    version, rules = await service.publish_guide(ctx, project_id, note="First rules", revision=draft.revision)
    rules = await service.rules_by_keys(ctx, version.id, ["tone.kind"])

Texts that are alike (`service.likeness`, table `guides.signature`): slices above push texts and ask.

    await likeness.remember_text(ctx, project_id, TextRef("submission", 42, "answer"), text)
    twins = await likeness.find_alike(ctx, project_id, text, leave_out=[TextRef("submission", 42, "answer")])
"""
