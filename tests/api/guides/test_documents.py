"""Guides as documents: imports that show first what they would change, exports, prompts, searches."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.factories.callers import Caller, Callers

SOURCE = """# House {#house}

## Be kind {#kind severity=major tasks=chat}

Say it kindly.

> **Why:** People come back.

> **Good:** With pleasure.

> **Bad:** No.

## Be brief {#brief severity=minor}

Half a page of transparency.
"""


def path_of(caller: Caller, rest: str = "") -> str:
    return f"/projects/project_{caller.project_id}/guide{rest}"


async def lead_with_version(callers: Callers, source: str = SOURCE) -> tuple[Caller, str]:
    lead = await callers.member("lead")
    await lead.http.put(path_of(lead), json={"source": source}, headers={"If-Match": "0"})
    return lead, (await lead.http.post(path_of(lead, "/publish"), json={})).json()["id"]


async def preview(caller: Caller, filename: str, raw: bytes, **query: Any) -> httpx.Response:
    return await caller.http.post(
        path_of(caller, "/import"), content=raw, params={"filename": filename} | query
    )


def zipped(files: dict[str, str]) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return into.getvalue()


async def test_shows_what_an_import_would_change_and_saves_nothing(callers: Callers) -> None:
    lead, _ = await lead_with_version(callers)
    new = SOURCE.replace("kindly", "warmly") + "\n## Be right {#right}\n\nCheck.\n"
    shown = (await preview(lead, "guide.md", new.encode())).json()
    assert (shown["source"], shown["revision"], shown["n_rules"]) == (new, 1, 3)
    assert (shown["keys"]["added"], shown["keys"]["reworded"]) == (["right"], ["kind"])
    assert (shown["notes"], shown["faults"]) == ([], [])
    assert (await lead.http.get(path_of(lead))).json()["source"] == SOURCE


async def test_puts_the_import_behind_the_draft_when_asked(callers: Callers) -> None:
    lead, _ = await lead_with_version(callers)
    shown = (await preview(lead, "more.md", b"# More {#more}\n", mode="append")).json()
    assert shown["source"] == SOURCE + "\n# More {#more}\n"
    assert (shown["keys"]["added"], shown["keys"]["removed"]) == (["more"], [])


@pytest.mark.parametrize("file_format", ["md", "yaml", "json"])
async def test_imports_its_own_export_as_the_same_bytes(callers: Callers, file_format: str) -> None:
    lead, version_id = await lead_with_version(callers)
    exported = await lead.http.get(f"/guide-versions/{version_id}/export/{file_format}")
    assert exported.headers["content-disposition"] == f'attachment; filename="House-1.{file_format}"'
    shown = (await preview(lead, f"House-1.{file_format}", exported.content)).json()
    assert (shown["source"], shown["changes"]) == (SOURCE, [])


async def test_imports_a_vale_style_with_its_levels(callers: Callers) -> None:
    lead = await callers.member("lead")
    rule = "extends: existence\nmessage: Avoid '%s'.\nlevel: error\ntokens: [obviously]\n"
    broken = "extends: existence\nlevel: loud\n"
    raw = zipped({"styles/House/Obvious.yml": rule, "styles/House/Broken.yml": broken})
    shown = (await preview(lead, "styles.zip", raw)).json()
    assert "severity=critical" in shown["source"]
    assert (shown["n_rules"], [note["place"] for note in shown["notes"]]) == (1, ["House/Broken.yml"])
    only = "StylesPath = styles\n[*]\nBasedOnStyles = House\nHouse.Obvious = warning\n"
    told = (
        await preview(lead, "styles.zip", zipped({"styles/House/Obvious.yml": rule, ".vale.ini": only}))
    ).json()
    assert "severity=major" in told["source"]


async def test_imports_the_google_style_whole(callers: Callers, real_sets: Path) -> None:
    folder = real_sets / "vale-google" / "Google"
    files = {f"Google/{path.name}": path.read_text() for path in folder.glob("*.yml")}
    lead = await callers.member("lead")
    shown = (await preview(lead, "Google.zip", zipped(files))).json()
    assert shown["n_rules"] + len(shown["notes"]) == len(files)
    assert shown["faults"] == []


@pytest.mark.parametrize(
    ("filename", "raw"),
    [
        ("guide.md", b"a\xff"),
        ("guide.json", b'{"rules": 7}'),
        ("guide.yaml", b"a: [\n"),
        ("guide.docx", b"no word"),
        ("styles.zip", b"no archive"),
        ("styles.zip", zipped({"readme.txt": "nothing"})),
        ("styles.zip", zipped({"Style/a.yml": "extends: existence\n" * 99}).replace(b"extends", b"extendz")),
    ],
)
async def test_names_the_place_when_a_file_cannot_be_read(
    callers: Callers, filename: str, raw: bytes
) -> None:
    lead = await callers.member("lead")
    answer = await preview(lead, filename, raw)
    assert answer.status_code == 422, answer.text
    assert answer.json()["detail"]


async def test_refuses_a_file_that_is_too_large(callers: Callers) -> None:
    lead = await callers.member("lead")
    answer = await preview(lead, "guide.md", b"a" * (callers.boundary.settings.guide_max_bytes + 1))
    assert answer.status_code == 413
    bomb = zipped({f"Style/{number}.yml": "a" * 2_000_000 for number in range(3)})
    assert (await preview(lead, "styles.zip", bomb)).status_code == 413


async def test_makes_a_prompt_of_what_concerns_a_task_within_a_budget(callers: Callers) -> None:
    lead, version_id = await lead_with_version(callers)
    path = f"/guide-versions/{version_id}/prompt"
    whole = (await lead.http.get(path)).json()
    assert (whole["keys"], whole["left_out"]) == (["kind", "brief"], [])
    assert "With pleasure." in whole["text"]
    other = (await lead.http.get(path, params={"tasks": ["sft"], "form": "judge"})).json()
    assert other["keys"] == ["brief"]
    rubric = (await lead.http.get(path, params={"form": "rubric"})).json()
    assert [(one["key"], one["points"]) for one in rubric["criteria"]] == [("kind", 5), ("brief", 2)]
    budget = whole["n_tokens"] - 1
    tight = (await lead.http.get(path, params={"budget_tokens": budget})).json()
    assert tight["n_tokens"] <= budget
    assert tight["left_out"][0]["what"] == "example"


async def test_finds_rules_by_words_with_a_typo(callers: Callers) -> None:
    lead, version_id = await lead_with_version(callers)
    found = (await lead.http.get(f"/guide-versions/{version_id}/search", params={"q": "transparancy"})).json()
    assert [rule["key"] for rule in found["rules"]] == ["brief"]
    start, end = found["rules"][0]["snippet_spans"][0]
    assert found["rules"][0]["snippet"][start:end] == "transparency"


async def test_says_401_404_403_when_strangers_outsiders_and_annotators_come(callers: Callers) -> None:
    lead, version_id = await lead_with_version(callers)
    annotator = await callers.member("annotator")
    outsider, stranger = await callers.person(), await callers.stranger()
    for http, status in ((stranger, 401), (outsider.http, 404), (annotator.http, 200)):
        for rest in ("/export/md", "/prompt", "/search"):
            assert (await http.get(f"/guide-versions/{version_id}{rest}")).status_code == status
        refused = 403 if status == 200 else status
        assert (await http.post(path_of(lead, "/import"), content=b"# A\n")).status_code == refused
    assert json.loads((await annotator.http.get(f"/guide-versions/{version_id}/export/json")).text)
