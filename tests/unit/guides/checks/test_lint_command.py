"""`copydesk lint` on files: what it prints in each format, and how it ends."""

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from typer.testing import CliRunner, Result

from copydesk.server.cli.lint import app

ROOT = Path(__file__).resolve().parents[4]
SARIF_SCHEMA = ROOT / "web/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"

GUIDE = """\
# House style

## Words {#words}

### Plain words {#words.plain severity=major}

Say it plainly.

```check
kind: substitution
ignorecase: true
link: https://example.org/plain
swap:
  utilize: use
  cell phone: phone|mobile
```

### No shouting {#words.shouting severity=critical}

```check
kind: existence
nonword: true
message: No exclamation marks.
tokens: ['!']
action: {name: remove}
```

### Short {#short severity=minor}

```check
kind: occurrence
scope: document
token: '\\w+'
max: 50
```
"""
TEXT = "# 👩‍🚀 Hi!\r\n\r\nWe utilize a *cell\r\nphone*.\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "guide.md").write_text(GUIDE, encoding="utf-8")
    (tmp_path / "answer.md").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "clean.md").write_text("All is well.\n", encoding="utf-8")
    return tmp_path


def lint(folder: Path, *arguments: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["--guide", str(folder / "guide.md"), *arguments], input=text)


def found(result: Result) -> list[dict[str, Any]]:
    return json.loads(result.stdout)


def test_findings_are_lines_when_people_read_them(folder: Path) -> None:
    result = lint(folder, str(folder / "answer.md"))
    assert result.exit_code == 1
    file = folder / "answer.md"
    assert result.stdout.splitlines() == [
        f"{file}:1:9: critical words.shouting: No exclamation marks. [fix: delete]",
        f"{file}:3:4: major words.plain: Use 'use' instead of 'utilize'. [fix: \"use\"]",
        f"{file}:3:15: major words.plain: Use 'phone' or 'mobile' instead of 'cell phone'. [fix: \"phone\"]",
    ]
    assert result.stderr.startswith("3 findings (1 critical, 2 major) in 1 file")


def test_findings_are_objects_with_places_when_json_is_asked_for(folder: Path) -> None:
    result = lint(folder, "--format", "json", str(folder / "answer.md"), str(folder / "clean.md"))
    assert [(one["line"], one["column"], one["end_line"], one["end_column"]) for one in found(result)] == [
        (1, 9, 1, 10),
        (3, 4, 3, 11),
        (3, 15, 4, 6),
    ]
    assert found(result)[1] == {
        "file": str(folder / "answer.md"),
        "line": 3,
        "column": 4,
        "end_line": 3,
        "end_column": 11,
        "rule": "words.plain",
        "severity": "major",
        "message": "Use 'use' instead of 'utilize'.",
        "fix": "use",
    }
    assert found(result)[0]["fix"] == ""


def test_list_is_empty_when_nothing_is_found(folder: Path) -> None:
    result = lint(folder, "--format", "json", str(folder / "clean.md"))
    assert (result.exit_code, found(result)) == (0, [])


def test_standard_input_is_read_when_a_dash_is_named(folder: Path) -> None:
    result = lint(folder, "--format", "json", "--stdin-name", "draft.md", "-", text="Utilize it.")
    assert [(one["file"], one["message"], one["fix"]) for one in found(result)] == [
        ("draft.md", "Use 'use' instead of 'Utilize'.", "Use")
    ]


def test_folder_is_searched_for_texts_when_it_is_named(folder: Path) -> None:
    (folder / "texts" / "deep").mkdir(parents=True)
    (folder / "texts" / "deep" / "a.txt").write_text("utilize *this*", encoding="utf-8")
    (folder / "texts" / "b.py").write_text("utilize", encoding="utf-8")
    result = lint(folder, "--format", "json", str(folder / "texts"))
    assert [one["file"] for one in found(result)] == [str(folder / "texts" / "deep" / "a.txt")]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("words.plain", {"words.plain"}),
        ("words", {"words.plain", "words.shouting"}),
        ("short,words.shouting", {"words.shouting"}),
    ],
)
def test_only_some_rules_speak_when_their_keys_are_named(
    folder: Path, rules: str, expected: set[str]
) -> None:
    result = lint(folder, "--format", "json", "--rules", rules, str(folder / "answer.md"))
    assert {one["rule"] for one in found(result)} == expected


@pytest.mark.parametrize(("fail_on", "code"), [("minor", 1), ("major", 1), ("critical", 0), ("never", 0)])
def test_exit_code_follows_the_severity_when_only_major_findings_are_there(
    folder: Path, fail_on: str, code: int
) -> None:
    assert lint(folder, "--fail-on", fail_on, "-", text="utilize").exit_code == code


def test_remarks_are_commands_when_github_reads_them(folder: Path) -> None:
    result = lint(folder, "--format", "github", "--stdin-name", "a,b.md", "-", text="100% utilize!\n")
    assert result.stdout.splitlines() == [
        "::warning file=a%2Cb.md,line=1,endLine=1,col=6,endColumn=13,title=words.plain::Use 'use' instead of 'utilize'.",
        "::error file=a%2Cb.md,line=1,endLine=1,col=13,endColumn=14,title=words.shouting::No exclamation marks.",
    ]


def test_log_keeps_the_standard_when_sarif_is_asked_for(folder: Path) -> None:
    if not SARIF_SCHEMA.exists():
        pytest.skip("the schema comes with web/node_modules, which are not installed")
    schema = json.loads(SARIF_SCHEMA.read_text(encoding="utf-8"))
    # Two patterns were published with a stray bracket; strict readers refuse them, and we write no `language`.
    for definition in ("run", "toolComponent"):
        assert schema["definitions"][definition]["properties"]["language"].pop("pattern").endswith("]?$")
    (folder / "guide.md").write_text(GUIDE + SLOW, encoding="utf-8")
    for files in ([str(folder / "answer.md"), str(folder / "clean.md")], ["-"]):
        result = lint(
            folder, "--limit-ms", "1", "--format", "sarif", *files, text="a" * 20_000 + " : ! Utilize\n"
        )
        log = json.loads(result.stdout)
        validator = jsonschema_rs.validator_for(schema)
        validator.validate(log)
        assert not validator.is_valid({**log, "version": "2.0.0"})
        assert log["version"] == "2.1.0"
        assert log["runs"][0]["columnKind"] == "unicodeCodePoints"


def test_sarif_names_addresses_only_when_they_are_some(folder: Path) -> None:
    linked = GUIDE.replace("link: https://example.org/plain", "link: the wiki, page 4")
    assert linked != GUIDE
    (folder / "guide.md").write_text(linked, encoding="utf-8")
    (folder / "b\udce9d.md").write_text(TEXT, encoding="utf-8")
    result = lint(folder, "--format", "sarif", str(folder / "b\udce9d.md"))
    [run] = json.loads(result.stdout)["runs"]
    assert [rule for rule in run["tool"]["driver"]["rules"] if "helpUri" in rule] == []
    places = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].rsplit("/", 1)[-1]
        for one in run["results"]
    }
    assert places == {"b%E9d.md"}


def test_sarif_says_place_and_fixes_when_there_are_several(folder: Path) -> None:
    result = lint(folder, "--format", "sarif", str(folder / "answer.md"))
    run = json.loads(result.stdout)["runs"][0]
    last = run["results"][-1]
    assert last["level"] == "warning"
    assert run["tool"]["driver"]["rules"][last["ruleIndex"]] == {
        "id": "words.plain",
        "helpUri": "https://example.org/plain",
    }
    region = last["locations"][0]["physicalLocation"]["region"]
    assert TEXT[region["charOffset"] :][: region["charLength"]] == "cell\r\nphone"
    inserted = [
        fix["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] for fix in last["fixes"]
    ]
    assert inserted == ["phone", "mobile"]


SLOW = """
### Slow {#slow}

```check
kind: existence
nonword: true
tokens: ['\\w+:']
```
"""


def test_failed_check_is_no_pass_when_its_time_is_over(folder: Path) -> None:
    (folder / "guide.md").write_text(GUIDE + SLOW, encoding="utf-8")
    result = lint(folder, "--limit-ms", "5", "-", text="a" * 20_000 + " :\n")
    assert result.exit_code == 3
    assert "slow: the check existence failed: It took longer than 5 ms" in result.stderr


@pytest.mark.parametrize(
    ("guide", "said"),
    [
        (GUIDE.replace("substitution", "substitutoin"), "words.plain, check substitutoin: kind: There is no kind"),
        (GUIDE.replace("tokens: ['!']", "tokens: ['(']"), "words.shouting, check existence: tokens/0: The pattern cannot be read"),
        (GUIDE.replace("ignorecase", "ignorcase"), "Did you mean `ignorecase`?"),
        (GUIDE.replace("kind: existence", "kind: sequence"), "`sequence` is not supported"),
        (GUIDE.replace("scope: document", "scope: page"), 'scope: There is no scope "page"'),
        (GUIDE.replace("{#short severity=minor}", "{#words}"), "already used"),
    ],
)  # fmt: skip
def test_command_says_what_is_wrong_when_the_guide_is_broken(folder: Path, guide: str, said: str) -> None:
    (folder / "guide.md").write_text(guide, encoding="utf-8")
    result = lint(folder, str(folder / "clean.md"))
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.md"], "missing.md cannot be read"),
        (["--rules", "nobody", "-"], "has the key nobody"),
        (["--rules", "", "-"], "names no rule"),
        (["--rules", " , ", "-"], "names no rule"),
        (["--format", "xml", "-"], "xml"),
        ([], "Missing argument"),
    ],
)
def test_command_is_refused_when_it_is_used_wrongly(folder: Path, arguments: list[str], said: str) -> None:
    result = lint(folder, *arguments, text="x")
    assert result.exit_code == 2
    assert said in result.stderr


def test_file_is_refused_when_it_is_no_text(folder: Path) -> None:
    (folder / "bad.md").write_bytes(b"one\ntwo \xff\n")
    result = lint(folder, str(folder / "bad.md"))
    assert result.exit_code == 2
    assert "line 2" in result.stderr


def test_hook_refuses_the_commit_when_run_as_pre_commit_runs_it(folder: Path) -> None:
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
    program, *entry = shlex.split(hook["entry"])
    assert (hook["id"], program) == ("copydesk-lint", "copydesk")
    command = [sys.executable, "-m", "copydesk", *entry, "--guide", "guide.md"]
    bad = subprocess.run(
        [*command, "answer.md", "clean.md"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (bad.returncode, bad.stdout.count("answer.md:")) == (1, 3)
    good = subprocess.run([*command, "clean.md"], cwd=folder, capture_output=True, text=True, check=False)
    assert (good.returncode, good.stdout) == (0, "")


SCOPED = """\
## For chats {#chats tasks=chat domains="law-and-money"}

```check
kind: existence
tokens: [utilize]
```

## For German {#german languages=de}

```check
kind: existence
tokens: [utilize]
```

## For notes {#notes questions=why}

```check
kind: existence
tokens: [utilize]
```
"""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], {"chats", "german", "notes"}),
        (["--task", "sft,rating"], {"german", "notes"}),
        (["--task", "chat", "--domain", "Law and money,health"], {"chats", "german", "notes"}),
        (["--domain", "health"], {"german", "notes"}),
        (["--language", "en-GB"], {"chats", "notes"}),
        (["--question", "better"], {"chats", "german"}),
        (["--question", "why", "--rules", "notes"], {"notes"}),
    ],
)
def test_rules_for_other_work_are_silent_when_options_say_what_it_is(
    tmp_path: Path, arguments: list[str], expected: set[str]
) -> None:
    (tmp_path / "guide.md").write_text(SCOPED, encoding="utf-8")
    result = lint(tmp_path, *arguments, "--format", "json", "-", text="We utilize it.")
    assert {one["rule"] for one in found(result)} == expected


def test_rules_for_another_language_are_silent_when_the_text_tells_its_own(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text(SCOPED, encoding="utf-8")
    text = "We utilize the first one here, because it is shorter and says the same as the second."
    result = lint(tmp_path, "--format", "json", "-", text=text)
    assert {one["rule"] for one in found(result)} == {"chats", "notes"}
