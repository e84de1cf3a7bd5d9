"""The built web app: hashed assets for ever, index.html never cached, and every unknown path is the app's own business.

The build leaves a `.br` and a `.gz` beside each text file; whoever understands them gets those, so nothing is packed at run time.
"""

import mimetypes
import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.errors import NotFound
from copydesk.kernel.http import API_PREFIX, problem_response

Lifespan = Callable[[], AbstractAsyncContextManager[Boundary]]

FOR_EVER = "public, max-age=31536000, immutable"
_NOT_BUILT = (
    "<!doctype html><meta charset=utf-8><title>Copydesk</title>"
    "<p>The pages are not built yet: run <code>make build</code>. The API answers under /api/v1.</p>"
)
# The smaller one first.
_SUFFIXES = {"br": ".br", "gzip": ".gz"}


def accepted_encodings(header: str) -> frozenset[str]:
    """What an Accept-Encoding header allows; `q=0` forbids."""
    found: set[str] = set()
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        quality = parameters.replace(" ", "").removeprefix("q=")
        if quality == "" or quality.strip("0.") != "":
            found.add(name.strip())
    return frozenset(found)


def packed_file(path: Path, accept_encoding: str) -> tuple[Path, dict[str, str]]:
    """The file to send for `path` and the headers that say how it is packed."""
    accepted = accepted_encodings(accept_encoding)
    headers = {"Vary": "Accept-Encoding"}
    for encoding, suffix in _SUFFIXES.items():
        packed = path.with_name(path.name + suffix)
        if encoding in accepted and packed.is_file():
            return packed, {
                **headers,
                "Content-Encoding": encoding,
                "Content-Type": _content_type(path),
            }
    return path, headers


def _content_type(path: Path) -> str:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


class _Assets(StaticFiles):
    def file_response(
        self, full_path: object, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        asked = Path(str(full_path))
        path, headers = packed_file(asked, Headers(scope=scope).get("accept-encoding", ""))
        known = stat_result if path == asked else path.stat()
        response = super().file_response(path, known, scope, status_code)
        response.headers.update(headers)
        response.headers["Cache-Control"] = FOR_EVER
        return response


def add_pages(app: FastAPI, folder: Path) -> None:
    index = folder / "index.html"
    app.mount("/assets", _Assets(directory=folder / "assets", check_dir=False), name="assets")

    @app.get("/{path:path}", include_in_schema=False)
    async def page(request: Request, path: str) -> Response:
        if request.url.path.startswith((API_PREFIX, "/api")):
            return problem_response(NotFound())
        accept_encoding = request.headers.get("accept-encoding", "")
        icon = folder / path
        if path in {"favicon.svg", "favicon.ico", "robots.txt"} and icon.is_file():
            file, headers = packed_file(icon, accept_encoding)
            return FileResponse(file, headers=headers)
        if not index.is_file():
            return HTMLResponse(_NOT_BUILT, 503)
        file, headers = packed_file(index, accept_encoding)
        return FileResponse(file, headers={**headers, "Cache-Control": "no-cache"})
