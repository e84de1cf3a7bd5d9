"""HTTP of guides, one file per noun."""

from collections.abc import Sequence

from fastapi import APIRouter

from copydesk.guides.routes import documents, drafts, versions, words

ROUTERS: Sequence[APIRouter] = (
    drafts.routes.router,
    versions.routes.router,
    documents.routes.router,
    words.routes.router,
)
