"""HTTP of guides, one file per noun."""

from collections.abc import Sequence

from fastapi import APIRouter

from copydesk.guides.routes import versions

ROUTERS: Sequence[APIRouter] = (versions.routes.router,)
