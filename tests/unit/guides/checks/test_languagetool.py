"""LanguageTool is asked over HTTP as its `/v2/check` wants it; a small server here answers as one of it did."""

import contextlib
import json
import socket
import time
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from typer.testing import CliRunner
from typing_extensions import override

from copydesk.guides.checks import languagetool_server
from copydesk.guides.checks.kind import Budget, CannotRun
from copydesk.guides.checks.languagetool import KIND, Params, asking, asking_later, code_points
from copydesk.guides.checks.scopes import read_scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit
from copydesk.server.cli.lint import app


def match(text: str, said: str, message: str, *replacements: str) -> dict[str, Any]:
    """One match in the form of version 6.4 of the server, whose offsets count units of UTF-16."""
    offset = len(text[: text.index(said)].encode("utf-16-le")) // 2
    return {
        "message": message,
        "shortMessage": "Spelling mistake",
        "replacements": [{"value": one} for one in replacements],
        "offset": offset,
        "length": len(said.encode("utf-16-le")) // 2,
        "context": {"text": text, "offset": offset, "length": len(said)},
        "sentence": text,
        "type": {"typeName": "UnknownWord"},
        "rule": {
            "id": "MORFOLOGIK_RULE_EN_US",
            "description": "Possible spelling mistake",
            "issueType": "misspelling",
            "category": {"id": "TYPOS", "name": "Possible Typo"},
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def answer(*matches: dict[str, Any]) -> bytes:
    whole = {
        "software": {"name": "LanguageTool", "version": "6.4", "apiVersion": 1, "premium": False},
        "warnings": {"incompleteResults": False},
        "language": {"name": "English (US)", "code": "en-US", "detectedLanguage": {"code": "en-US"}},
        "matches": list(matches),
        "sentenceRanges": [[0, 20]],
    }
    return json.dumps(whole).encode()


class Server:
    """Answers every request with `body`, keeps what was asked, and waits for `gate` before."""

    def __init__(self, body: bytes, status: int, gate: Event) -> None:
        self.asked: list[tuple[str, dict[str, list[str]]]] = []
        server = self

        class Requests(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = self.rfile.read(int(self.headers["Content-Length"])).decode()
                server.asked.append((self.path, parse_qs(form)))
                gate.wait(5)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            @override
            def log_message(self, format: str, *args: object) -> None:
                return

        self.http = HTTPServer(("127.0.0.1", 0), Requests)
        self.url = f"http://127.0.0.1:{self.http.server_port}/"


@contextmanager
def serving(body: bytes, *, status: int = 200, gate: Event | None = None) -> Generator[Server]:
    opened = Event()
    opened.set()
    server = Server(body, status, gate or opened)
    thread = Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        (gate or opened).set()
        server.http.shutdown()
        server.http.server_close()
        thread.join(5)


@contextmanager
def dripping() -> Generator[str]:
    """A server whose answer never ends, and never pauses for long."""
    listening = socket.create_server(("127.0.0.1", 0))
    is_over = Event()

    def drip() -> None:
        conn, _ = listening.accept()
        conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        with contextlib.suppress(OSError):
            while not is_over.wait(0.05):
                conn.sendall(b" ")
        conn.close()

    thread = Thread(target=drip, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        is_over.set()
        thread.join(5)
        listening.close()


def run(raw: str, params: Params | None = None, words: tuple[str, ...] = ()) -> list[Hit]:
    prepared = KIND.prepare(params or Params())
    return list(prepared.run(Text(raw, words=words), read_scope(KIND.scope), Budget(5.0)))


def test_match_is_a_hit_at_its_place_when_emoji_stand_before_it() -> None:
    raw = "😀 **Grüße** 🌊 and a speling here."
    seen = "😀 Grüße 🌊 and a speling here."
    with (
        serving(
            answer(match(seen, "speling", "Possible spelling mistake found.", "spelling", "spewing"))
        ) as server,
        asking(server.url),
    ):
        (hit,) = run(raw)
    assert raw[hit.start : hit.end] == "speling"
    assert (hit.message, hit.fix, hit.alternatives) == (
        "Possible spelling mistake found.",
        "spelling",
        ("spewing",),
    )
    assert hit.word == "speling"
    ((path, form),) = server.asked
    assert path == "/v2/check"
    assert form == {"text": [seen], "language": ["auto"], "level": ["default"]}


def test_asks_for_language_level_and_rules_when_the_check_names_them() -> None:
    params = Params(language="de-DE", level="picky", without=("A", "B"), without_categories=("STYLE",))
    with serving(answer()) as server, asking(server.url):
        assert run("Ein Satz.", params) == []
    ((_, form),) = server.asked
    assert form["language"] == ["de-DE"]
    assert form["disabledRules"] == ["A,B"]
    assert form["disabledCategories"] == ["STYLE"]
    assert form["level"] == ["picky"]


def test_word_of_the_project_is_let_pass_when_the_server_does_not_know_it() -> None:
    raw = "We use Copydesk."
    with serving(answer(match(raw, "Copydesk", "Unknown."))) as server, asking(server.url):
        assert run(raw, words=("copydesk",)) == []


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"Error: text too long", 413, "answered with status 413"),
        (b"<html>", 200, "an answer that cannot be read"),
        (b'{"matches": [{"offset": -1}]}', 200, "an answer that cannot be read"),
    ],
)
def test_check_cannot_run_when_the_server_answers_badly(body: bytes, status: int, reason: str) -> None:
    with serving(body, status=status) as server, asking(server.url), pytest.raises(CannotRun, match=reason):
        run("A text.")


def test_check_cannot_run_when_the_server_is_too_slow() -> None:
    slow = serving(answer(), gate=Event())
    too_slow = pytest.raises(CannotRun, match=r"did not answer within 0\.1 s")
    with slow as server, asking(server.url, timeout_s=0.1), too_slow:
        run("A text.")


def test_check_cannot_run_when_the_server_is_away() -> None:
    with serving(answer()) as server:
        url = server.url
    with asking(url), pytest.raises(CannotRun, match="cannot be reached"):
        run("A text.")


def test_server_is_left_alone_for_a_while_when_it_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else waits for it meanwhile; then one asks again."""
    gate = Event()
    with serving(answer(), gate=gate) as server:
        with asking(server.url, timeout_s=0.2), pytest.raises(CannotRun, match="did not answer"):
            run("A text.")
        begun = time.perf_counter()
        with asking(server.url), pytest.raises(CannotRun, match=r"asked again within 30 s"):
            run("Another text.")
        assert time.perf_counter() - begun < 0.1
        gate.set()
        monkeypatch.setattr(languagetool_server, "ASKED_AGAIN_S", 0.0)
        with asking(server.url):
            assert run("Another text.") == []
    assert len(server.asked) == 2


def test_checks_wait_no_longer_than_allowed_in_all_when_there_are_several() -> None:
    with serving(answer(), gate=Event()) as server:
        begun = time.perf_counter()
        with asking(server.url, timeout_s=0.2, in_all_s=0.2):
            for text in ("One text.", "Another one.", "A third."):
                with pytest.raises(CannotRun):
                    run(text)
        assert time.perf_counter() - begun < 1.5


def test_server_is_not_away_when_only_the_rest_of_a_budget_was_waited_for() -> None:
    gate = Event()
    with serving(answer(), gate=gate) as server:
        form = {"text": "One text.", "language": "en-US"}
        with pytest.raises(CannotRun, match="time for LanguageTool was used up"):
            languagetool_server.ask(server.url, form, 0.05, whole_s=5.0)
        gate.set()
        assert languagetool_server.ask(server.url, form, 5.0, whole_s=5.0).matches == []


def test_answer_is_waited_for_no_longer_when_it_comes_a_byte_at_a_time() -> None:
    begun = time.perf_counter()
    with dripping() as url, asking(url, timeout_s=0.3), pytest.raises(CannotRun, match="did not answer"):
        run("A text.")
    assert time.perf_counter() - begun < 2


def test_text_is_asked_about_once_when_it_is_checked_again() -> None:
    raw = "We have a speling mistake."
    with serving(answer(match(raw, "speling", "Unknown.", "spelling"))) as server, asking(server.url):
        first, again = run(raw), run(raw)
        assert run(raw, Params(level="picky")) == first
    assert first == again != []
    assert [form["level"] for _, form in server.asked] == [["default"], ["picky"]]


def test_check_cannot_run_when_no_server_is_set() -> None:
    with pytest.raises(CannotRun, match="COPYDESK_LANGUAGETOOL_URL"):
        run("A text.")
    with asking(None), pytest.raises(CannotRun, match="COPYDESK_LANGUAGETOOL_URL"):
        run("A text.")


def test_check_finds_nothing_for_now_when_it_is_asked_later() -> None:
    with asking_later():
        assert run("A text.") == []


@pytest.mark.parametrize(
    ("text", "units", "chars"),
    [("abc", (1, 9), (1, 3)), ("a😀b", (3, 4), (2, 3)), ("ß😀😀x", (1, 5), (1, 3)), ("😀", (1, 2), (0, 1))],
)
def test_units_of_utf_16_are_characters_when_they_are_counted_again(
    text: str, units: tuple[int, int], chars: tuple[int, int]
) -> None:
    assert code_points(text, *units) == chars


GUIDE = "## Grammar {#grammar}\n\n```check\nkind: languagetool\n```\n"


def test_command_line_asks_the_server_when_the_environment_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "guide.md").write_text(GUIDE)
    raw = "We have a speling mistake."
    arguments = ["--guide", str(tmp_path / "guide.md"), "-"]
    with serving(answer(match(raw, "speling", "Possible spelling mistake found.", "spelling"))) as server:
        monkeypatch.setenv("COPYDESK_LANGUAGETOOL_URL", server.url)
        asked = CliRunner().invoke(app, arguments, input=raw)
    monkeypatch.delenv("COPYDESK_LANGUAGETOOL_URL")
    unset = CliRunner().invoke(app, arguments, input=raw)
    assert (asked.exit_code, unset.exit_code) == (1, 3)
    assert "Possible spelling mistake found." in asked.output
    assert "No LanguageTool server is set" in unset.output
