"""HTTP of quality."""

from copydesk.kernel.http import CtxDep, Routes
from copydesk.kernel.ids import ProjectId
from copydesk.quality import service
from copydesk.quality.schemas import QualityOut, report_out

routes = Routes("quality")


@routes.get("/projects/{project_id}/quality", permission="quality.read")
async def quality_get(ctx: CtxDep, project_id: ProjectId) -> QualityOut:
    return report_out(await service.project_quality(ctx, project_id))
