"""The HTTP edge that all slices share: one transaction per request, committed before the answer leaves; problems; pages."""

import logging
import re
from collections.abc import Callable, Coroutine, Sequence
from typing import Annotated, Any, Generic, TypeVar

import psycopg
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from typing_extensions import override

from copydesk.kernel import idempotency
from copydesk.kernel.boundary import ActorLookup, Boundary
from copydesk.kernel.ctx import STRANGER, Ctx
from copydesk.kernel.errors import Fault, Invalid, NotFound, Problem, Unauthenticated
from copydesk.kernel.logging import request_id_var

log = logging.getLogger(__name__)

API_PREFIX = "/api/v1"
PUBLIC = "public"
SIGNED_IN = "signed-in"
ADMIN = "admin"
_PERMISSION_KEY = "x-permission"

Item = TypeVar("Item")
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Shape(BaseModel):
    """Base of every shape in the HTTP contract: unknown fields are an error, not a typing slip that nobody sees."""

    model_config = ConfigDict(extra="forbid", from_attributes=True, populate_by_name=True)


class FaultOut(Shape):
    at: str = Field(description="JSON Pointer into the body, or the place in a file such as `line 12`.")
    message: str


class ProblemOut(BaseModel):
    """RFC 9457; further members depend on `code`."""

    type: str
    title: str
    status: int
    code: str = Field(description="Stable: programs decide by this.")
    detail: str = Field(description="For people: what happened, what is safe, what to do.")
    errors: list[FaultOut]


class Page(Shape, Generic[Item]):
    items: list[Item]
    next_cursor: str | None = Field(
        description="Send it as `cursor` for the following page; null on the last."
    )


def lookup_of(request: Request) -> ActorLookup | None:
    """Set by the server's wiring from the session cookie or the bearer token; None for strangers."""
    return request.app.state.find_actor(request)


def page_link(request: Request, path: str) -> str:
    """A page of the web app as people open it, for links that are sent to somebody."""
    boundary: Boundary = request.app.state.boundary
    return (boundary.settings.public_url or str(request.base_url)).rstrip("/") + path


class TransactionalRoute(APIRoute):
    """Opens the context before the function and commits after it, while the answer is still ours to change."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()
        extra: dict[str, Any] = self.openapi_extra or {}
        is_public = extra.get(_PERMISSION_KEY) == PUBLIC

        async def handle(request: Request) -> Response:
            boundary: Boundary = request.app.state.boundary
            lookup = lookup_of(request)
            if lookup is None and not is_public:
                raise Unauthenticated("Sign in, or send a personal API token as `Authorization: Bearer ...`.")
            opened = boundary.open(STRANGER, lookup=lookup, request_id=request_id_var.get())
            async with opened as ctx:
                if not is_public:
                    ctx.require_identity()
                request.state.ctx = ctx
                return await idempotency.once(ctx, request, inner)

        return handle


async def _ctx_of(request: Request) -> Ctx:
    return request.state.ctx


CtxDep = Annotated[Ctx, Depends(_ctx_of)]


class Routes:
    """The routes of one slice. The function's name is the operation id; `permission` is declared here, required by the
    service, shown in docs/permissions.md, and tested for every role.
    """

    def __init__(self, slice_name: str) -> None:
        self.router = APIRouter(
            prefix=API_PREFIX,
            tags=[slice_name],
            route_class=TransactionalRoute,
            generate_unique_id_function=lambda route: route.name,
            responses={"default": {"model": ProblemOut, "description": "A problem document"}},
        )

    def get(self, path: str, *, permission: str, **options: Any) -> Decorator:
        return self.router.get(path, openapi_extra={_PERMISSION_KEY: permission}, **options)

    def post(self, path: str, *, permission: str, **options: Any) -> Decorator:
        return self.router.post(path, openapi_extra={_PERMISSION_KEY: permission}, **options)

    def put(self, path: str, *, permission: str, **options: Any) -> Decorator:
        return self.router.put(path, openapi_extra={_PERMISSION_KEY: permission}, **options)

    def patch(self, path: str, *, permission: str, **options: Any) -> Decorator:
        return self.router.patch(path, openapi_extra={_PERMISSION_KEY: permission}, **options)

    def delete(self, path: str, *, permission: str, **options: Any) -> Decorator:
        return self.router.delete(path, openapi_extra={_PERMISSION_KEY: permission}, **options)


def problem_response(problem: Problem) -> JSONResponse:
    headers = (
        {"Retry-After": str(problem.extra["retry_after_s"])} if "retry_after_s" in problem.extra else None
    )
    return JSONResponse(problem.document(), problem.status, headers, media_type="application/problem+json")


def _pointer(location: tuple[int | str, ...]) -> str:
    """FastAPI's location as a JSON Pointer: the body's own parts, or `query/limit`."""
    parts = location[1:] if location and location[0] == "body" else location
    return "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def add_problems(app: FastAPI) -> None:
    """Every error of a request becomes a problem document."""

    async def on_problem(_: Request, error: Exception) -> Response:
        return problem_response(
            error
            if isinstance(error, Problem)
            else Problem("An unexpected error; it is in the server's log.")
        )

    async def on_invalid(_: Request, error: Exception) -> Response:
        found: Sequence[Any] = error.errors() if isinstance(error, RequestValidationError) else []
        faults = [Fault(_pointer(tuple(entry["loc"])), str(entry["msg"])) for entry in found]
        return problem_response(
            Invalid("Some values are missing or wrong; see `errors` for each place.", faults=faults)
        )

    async def on_http(_: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == NotFound.status:
            return problem_response(NotFound())
        problem = Problem(str(getattr(error, "detail", "")), code=f"http_{status}")
        response = problem_response(problem)
        response.status_code = status
        return response

    async def on_unstorable(_: Request, error: Exception) -> Response:
        log.info("a value could not be stored", exc_info=error)
        return problem_response(
            Invalid(
                "The text holds a character that cannot be stored: a NUL, or half of a surrogate pair. Remove it and send it again.",
                code="unstorable_text",
            )
        )

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(psycopg.DataError, on_unstorable)
    app.add_exception_handler(UnicodeEncodeError, on_unstorable)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_problem)


_REVISION = re.compile(r'^(?:W/)?"?(\d{1,18})"?$')


def parse_if_match(header: str | None) -> int:
    """The revision in an `If-Match` header. Raises Invalid when it is absent or not a number."""
    found = _REVISION.match(header or "")
    if found is None:
        raise Invalid("Send the revision that you edited in the header `If-Match`.", code="revision_required")
    return int(found[1])
