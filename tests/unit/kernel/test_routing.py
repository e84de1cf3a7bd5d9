"""The short way to a route leads to the route that the long way finds."""

from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from copydesk.kernel.routing import Shortcut, add_routes


def pages() -> APIRouter:
    router = APIRouter(prefix="/api")

    @router.get("/items/{item_id}")
    async def read_item(item_id: str) -> str:
        return item_id

    @router.get("/items/{item_id}/versions/{number}")
    async def read_version(item_id: str, number: int) -> str:
        return f"{item_id} {number}"

    @router.post("/items/{item_id}")
    async def write_item(item_id: str) -> str:
        return f"wrote {item_id}"

    return router


def shortcut() -> Shortcut:
    return Shortcut(pages().routes)


def scope(path: str, method: str = "GET") -> Scope:
    return {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [],
        "query_string": b"",
        "root_path": "",
    }


async def answer(app: FastAPI, path: str, method: str = "GET") -> tuple[int, bytes]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    await call(app, scope(path, method), receive, send)
    return sent[0]["status"], sent[1]["body"]


async def call(app: FastAPI, asked: Scope, receive: Receive, send: Send) -> None:
    await app(asked, receive, send)


@pytest.mark.parametrize(
    ("path", "method", "name", "params"),
    [
        ("/api/items/item_7", "GET", "read_item", {"item_id": "item_7"}),
        ("/api/items/item_812", "GET", "read_item", {"item_id": "item_812"}),
        ("/api/items/item_7", "POST", "write_item", {"item_id": "item_7"}),
        ("/api/items/item_7/versions/3", "GET", "read_version", {"item_id": "item_7", "number": "3"}),
    ],
)
def test_finds_route_and_parameters_when_a_shape_is_new_and_when_it_is_known(
    path: str, method: str, name: str, params: dict[str, str]
) -> None:
    routes = shortcut()
    for _ in range(2):
        match, found = routes.matches(scope(path, method))
        assert match == Match.FULL
        assert (found["route"].name, found["path_params"]) == (name, params)


@pytest.mark.parametrize(("path", "method"), [("/api/nothing", "GET"), ("/api/items/item_7", "DELETE")])
def test_leaves_it_to_the_routes_when_none_answers(path: str, method: str) -> None:
    routes = shortcut()
    routes.matches(scope("/api/items/item_7"))
    assert routes.matches(scope(path, method)) == (Match.NONE, {})


async def test_answers_as_without_it_when_routes_are_added() -> None:
    app = FastAPI()
    add_routes(app, [pages()])
    assert await answer(app, "/api/items/item_1") == (200, b'"item_1"')
    assert await answer(app, "/api/items/item_22") == (200, b'"item_22"')
    assert await answer(app, "/api/items/item_22", "POST") == (200, b'"wrote item_22"')
    assert (await answer(app, "/api/items/item_22", "DELETE"))[0] == 405
    assert (await answer(app, "/api/elsewhere"))[0] == 404
    assert set(app.openapi()["paths"]) == {"/api/items/{item_id}", "/api/items/{item_id}/versions/{number}"}
