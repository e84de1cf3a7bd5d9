"""The built web app: hashed assets for ever, index.html never cached, and every unknown path is the app's own business."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.errors import NotFound
from copydesk.kernel.http import API_PREFIX, problem_response

Lifespan = Callable[[], AbstractAsyncContextManager[Boundary]]

_NOT_BUILT = (
    "<!doctype html><meta charset=utf-8><title>Copydesk</title>"
    "<p>The pages are not built yet: run <code>make build</code>. The API answers under /api/v1.</p>"
)


class _Assets(StaticFiles):
    def file_response(
        self, full_path: object, stat_result: object, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)  # pyright: ignore[reportArgumentType] -- only narrowed here
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def add_pages(app: FastAPI, folder: Path) -> None:
    index = folder / "index.html"
    app.mount("/assets", _Assets(directory=folder / "assets", check_dir=False), name="assets")

    @app.get("/{path:path}", include_in_schema=False)
    async def page(request: Request, path: str) -> Response:
        if request.url.path.startswith((API_PREFIX, "/api")):
            return problem_response(NotFound())
        icon = folder / path
        if path in {"favicon.svg", "favicon.ico", "robots.txt"} and icon.is_file():
            return FileResponse(icon)
        if not index.is_file():
            return HTMLResponse(_NOT_BUILT, 503)
        return FileResponse(index, headers={"Cache-Control": "no-cache"})
