"""HTTP of what people look at, one file per subject."""

from collections.abc import Sequence

from fastapi import APIRouter

from copydesk.reports.routes import installation, items, live, me, project

ROUTERS: Sequence[APIRouter] = (
    me.routes.router,
    project.routes.router,
    items.routes.router,
    live.routes.router,
    installation.routes.router,
)
