"""HTTP of a person's home and of search."""

from copydesk.kernel.http import SIGNED_IN, CtxDep, Routes
from copydesk.reports import service
from copydesk.reports.schemas.me import HomeOut, SearchOut, SearchQueryDep

routes = Routes("reports")


@routes.get("/me/home", permission=SIGNED_IN)
async def home_get(ctx: CtxDep) -> HomeOut:
    """What waits for you, what you began, and what is new since your visit before. Notes the visit."""
    return HomeOut.of(await service.read_home(ctx))


@routes.get("/search", permission=SIGNED_IN)
async def search_all(ctx: CtxDep, query: SearchQueryDep) -> SearchOut:
    """Projects, items, rules and people of your projects. The words of prompts are searched in the newest 2,000 items."""
    return SearchOut.of(await service.search(ctx, query.q))
