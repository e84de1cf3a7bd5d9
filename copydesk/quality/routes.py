"""HTTP of quality."""

from copydesk.kernel.http import CtxDep, Routes
from copydesk.kernel.ids import ProjectId
from copydesk.quality import service
from copydesk.quality.schemas import CoverageOut, QualityOut, report_out

routes = Routes("quality")


@routes.get("/projects/{project_id}/quality", permission="quality.read")
async def quality_get(ctx: CtxDep, project_id: ProjectId) -> QualityOut:
    return report_out(await service.project_quality(ctx, project_id))


@routes.get("/projects/{project_id}/guide/coverage", permission="quality.read")
async def quality_coverage(ctx: CtxDep, project_id: ProjectId) -> CoverageOut:
    """Rules of the latest version without examples, checks or evaluation prompts; the never and the most cited."""
    return CoverageOut.of(await service.guide_coverage(ctx, project_id))
