"""The stages that an item goes through: annotate and review, each on or off, in immutable versions.

Tables: `workflows.workflow` (the draft), `workflows.workflow_version`.
Messages: `workflows.version_published`.

    draft = await service.save_workflow(ctx, project_id, Workflow(annotate=AnnotateStage(slots=3)), revision=0)
    version = await service.publish_workflow(ctx, project_id, note="Three answers per item", revision=None)
"""
