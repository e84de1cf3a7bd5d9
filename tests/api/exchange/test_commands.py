"""`copydesk import` and `copydesk export` as a person runs them, and the real crowd project through them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from copydesk.server.cli.app import app
from copydesk.stats.alpha import krippendorff_alpha
from copydesk.stats.choices import left_share
from copydesk.stats.ratings import Ratings
from tests.database import connect

ROOT = Path(__file__).resolve().parents[3]
CROWD = ROOT / "examples" / "crowd"
Run = Callable[..., "subprocess.CompletedProcess[str]"]

LOADS = """
import json, sys
from datasets import load_dataset
rows = load_dataset("json", data_files=sys.argv[1], cache_dir=sys.argv[2])["train"]
print(json.dumps({"n_rows": len(rows), "columns": rows.column_names, "first": rows[0]}))
"""


@pytest.fixture
def run(fresh_url: str, tmp_path: Path) -> Run:
    """The program itself on a database of the test's own."""
    variables = {
        "COPYDESK_DATABASE_URL": fresh_url,
        "COPYDESK_DATA_DIR": str(tmp_path),
        "HF_HUB_OFFLINE": "1",
        "COLUMNS": "300",
    }

    def run(*words: object, given: str = "", program: tuple[str, ...] = ("-m", "copydesk")) -> Any:
        argv = [sys.executable, *program, *map(str, words)]
        environment = {**os.environ, **variables}
        return subprocess.run(
            argv, cwd=ROOT, env=environment, input=given, capture_output=True, text=True, check=False
        )

    return run


def told(done: "subprocess.CompletedProcess[str]") -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


async def votes(url: str) -> tuple[Ratings, int, int]:
    """Who preferred what, and how many chose the left and the right answer as they were shown."""
    async with await connect(url) as conn:
        cursor = await conn.execute(
            """
            select item_id, member_id, array_position(displayed, answers #>> '{better,preferred}') from queue.submission
            """
        )
        rows = await cursor.fetchall()
    items, members, places = zip(*rows, strict=True)
    value = np.array([place or 0 for place in places])
    return Ratings.from_long(items, members, value), int((value == 1).sum()), int((value == 2).sum())


async def test_brings_the_real_crowd_project_in_and_its_preferences_out(
    run: Run, real_sets: Path, fresh_url: str, tmp_path: Path
) -> None:
    pairs, comparisons = (
        real_sets / "llmfao" / "pairs-crowd.jsonl",
        real_sets / "llmfao" / "crowd-comparisons.csv",
    )
    items, judgements = told(
        run("import", "Crowd", pairs, "--judgements", comparisons, "--mapping", CROWD, "--json")
    )
    assert (items["created"], judgements["judgements"], judgements["people"]) == (2_139, 8_931, 124)
    assert (items["bad"], judgements["bad"]) == (0, 0)

    ratings, n_left, n_right = await votes(fresh_url)
    assert krippendorff_alpha(ratings, level="nominal", bootstrap=None).value == pytest.approx(
        0.2906, abs=5e-5
    )
    assert left_share(n_left, n_right).value == pytest.approx(0.533, abs=5e-4)

    path = tmp_path / "preferences.jsonl"
    exported = told(run("export", "Crowd", "dpo", "--output", path, "--json"))[0]
    loaded = told(run(path, tmp_path / "cache", program=("-c", LOADS)))[0]
    assert loaded["n_rows"] == exported["rows"] > 1_500
    assert {"prompt", "chosen", "rejected"} <= set(loaded["columns"])
    assert [message["role"] for part in ("prompt", "chosen", "rejected") for message in loaded["first"][part]] == [
        "user", "assistant", "assistant",
    ]  # fmt: skip
    card = (tmp_path / "preferences.jsonl.card.md").read_text(encoding="utf-8")
    assert "| better | alpha_nominal | 0.2906 |" in card
    assert "by 124 people" in card


RECORD = '{"id": "a", "prompt": "Hi", "responses": ["x", "y"]}\n'
ROW = '{"id": 1, "text": "Hi", "result_x": "a", "result_y": "b"}\n'


@pytest.fixture
def command(fresh_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The same commands without a process of their own, which takes a second to start."""
    monkeypatch.setenv("COPYDESK_DATABASE_URL", fresh_url)
    monkeypatch.setenv("COPYDESK_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("copydesk.server.cli.session.set_up_logging", lambda **_: None)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def test_creates_the_project_once_and_reads_standard_input_when_asked(
    run: Run, command: Callable[..., Result], tmp_path: Path
) -> None:
    first = told(run("import", "New", "-", "--mapping", CROWD, "--json", given=ROW))
    assert (first[0]["file"], first[0]["created"]) == ("-", 1)
    more = tmp_path / "more.jsonl"
    more.write_text(RECORD)
    assert command("import", "New", more).exit_code == 0
    exported = command("export", "New", "records")
    assert [json.loads(line)["external_id"] for line in exported.stdout.splitlines()] == ["1", "a"]


def test_says_what_to_do_when_something_is_wrong(command: Callable[..., Result], tmp_path: Path) -> None:
    records, rejects = tmp_path / "records.jsonl", tmp_path / "rejects.jsonl"
    records.write_text(RECORD + "{\n")
    unknown = command("import", "Nowhere", records)
    assert (unknown.exit_code, "There is no project Nowhere" in unknown.stderr) == (1, True)
    assert command("project", "create", "Here").exit_code == 0
    bad = command("import", "Here", records)
    assert (bad.exit_code, "line 2: is not valid JSON" in bad.stderr) == (1, True)
    good = command("import", "Here", records, "--rejects", rejects, "--json")
    row = json.loads(good.stdout)
    assert (row["created"], row["bad"], rejects.read_text()) == (1, 1, "{\n")
    choice = command("export", "Here", "records", "--set", "ties=maybe")
    assert (choice.exit_code, "ties=drop|both" in choice.stderr) == (1, True)
    assert "there is: records, dpo, sft, csv" in command("export", "Here", "nonsense").stderr
