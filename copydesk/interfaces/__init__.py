"""The form of a task: a document of fields that show and questions that ask, in immutable versions.

Tables: `interfaces.interface` (the draft), `interfaces.interface_version`.
Messages: `interfaces.version_published`.

    draft, reading = await service.save_interface(ctx, project_id, yaml_text, revision=0)
    version = await service.publish_interface(ctx, project_id, note="", revision=draft.revision)
    faults = service.validate_answers(version, {"better": {"preferred": "r1", "strength": 2}}, ["r2", "r1"])
"""
