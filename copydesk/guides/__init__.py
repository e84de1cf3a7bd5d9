"""The style guide of a project: Markdown whose headings are sections and rules with stable keys, in immutable versions.

Tables: `guides.guide` (the draft), `guides.guide_version`, `guides.rule`.
Messages: `guides.version_published`.

    draft, guide = await service.save_guide(ctx, project_id, "## Be kind {#tone.kind severity=minor}", revision=0)
    version, rules = await service.publish_guide(ctx, project_id, note="First rules", revision=draft.revision)
    rules = await service.rules_by_keys(ctx, version.id, ["tone.kind"])
"""
