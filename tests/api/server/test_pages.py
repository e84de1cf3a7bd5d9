"""The files of the web app: packed for those who understand it, cached as long as they may be."""

import gzip
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from copydesk.server.pages import accepted_encodings, add_pages

SCRIPT = "console.log('a script')"
INDEX = "<!doctype html><title>Copydesk</title>"


@pytest.fixture
def client(tmp_path: Path) -> httpx.AsyncClient:
    """A build with one script, packed by gzip and (in name) by brotli."""
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "main-1.js").write_text(SCRIPT)
    (assets / "main-1.js.br").write_bytes(b"brotli bytes")
    (assets / "main-1.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (assets / "plain-1.js").write_text(SCRIPT)
    (tmp_path / "index.html").write_text(INDEX)
    (tmp_path / "index.html.gz").write_bytes(gzip.compress(INDEX.encode()))
    app = FastAPI()
    add_pages(app, tmp_path)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk.test")


async def test_sends_brotli_when_the_browser_takes_it(client: httpx.AsyncClient) -> None:
    async with client.stream(
        "GET", "/assets/main-1.js", headers={"Accept-Encoding": "gzip, deflate, br, zstd"}
    ) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert raw == b"brotli bytes"
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["content-length"] == str(len(raw))
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["cache-control"]


async def test_sends_gzip_when_brotli_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.get("/assets/main-1.js", headers={"Accept-Encoding": "br;q=0, gzip;q=0.5"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == SCRIPT


@pytest.mark.parametrize("path", ["/assets/main-1.js", "/assets/plain-1.js"])
async def test_sends_the_file_itself_when_nothing_packed_fits(client: httpx.AsyncClient, path: str) -> None:
    accepted = "identity" if "main" in path else "br, gzip"
    answer = await client.get(path, headers={"Accept-Encoding": accepted})
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.text == SCRIPT


async def test_answers_not_modified_when_the_packed_file_is_known(client: httpx.AsyncClient) -> None:
    headers = {"Accept-Encoding": "gzip"}
    first = await client.get("/assets/main-1.js", headers=headers)
    second = await client.get(
        "/assets/main-1.js", headers={**headers, "If-None-Match": first.headers["etag"]}
    )
    assert second.status_code == 304


@pytest.mark.parametrize("path", ["/", "/projects/project_1/work"])
async def test_sends_the_packed_index_uncached_for_every_page(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.text == INDEX
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", set()),
        ("gzip", {"gzip"}),
        ("br;q=1.0, gzip; q=0.8, *;q=0", {"br", "gzip"}),
        ("br;q=0.0,GZIP", {"gzip"}),
    ],
)
def test_reads_what_the_browser_accepts(header: str, expected: set[str]) -> None:
    assert accepted_encodings(header) - {""} == expected
