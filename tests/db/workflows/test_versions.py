"""Published stages at the database."""

from copydesk.kernel.ctx import Ctx
from copydesk.workflows import service
from copydesk.workflows.domain import AnnotateStage, ReviewStage, Workflow, WorkflowPublished
from tests.factories import documents, people


async def test_tells_those_above_when_a_version_is_published(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    version = await service.publish_workflow(ctx, project_id)
    assert ctx.messages == [WorkflowPublished(project_id, version.id)]
    assert await service.latest_version(ctx, project_id) == version


async def test_gives_the_stages_as_a_record_when_a_version_is_read(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    document = {"annotate": {"slots": 3, "extra_answers": True}, "review": {"enabled": False}}
    version = await service.get_version(
        ctx, await documents.workflow_version(ctx.conn, project_id, document=document)
    )
    assert version.stages == Workflow(
        annotate=AnnotateStage(slots=3, extra_answers=True), review=ReviewStage(enabled=False)
    )


async def test_has_no_latest_version_when_none_is_published(ctx: Ctx) -> None:
    assert await service.latest_version(ctx, await people.project(ctx.conn)) is None
