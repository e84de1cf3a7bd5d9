"""`copydesk guide` on files: no server, no database."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from copydesk.server.cli.guide import app
from tests.unit.guides.sources import RELEASES, demo_guide
from tests.unit.guides.word_files import heading, paragraph, run, word_file

OLD = "# Tone {#tone}\n\n## Kind {#kind}\n\nBe kind.\n"
NEW = "# Tone {#tone}\n\n## Kind {#kind severity=major}\n\nBe very kind.\n\n## Short {#short}\n\nBe short.\n"

runner = CliRunner()


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_check_says_how_much_there_is_when_all_is_well(tmp_path: Path) -> None:
    done = runner.invoke(app, ["check", write(tmp_path, "guide.md", NEW)])
    assert (done.exit_code, done.stdout) == (0, "2 rules in 1 section, no faults, no warnings\n")


def test_check_names_file_and_line_and_fails_when_something_is_wrong(tmp_path: Path) -> None:
    file = write(tmp_path, "guide.md", "# A {#a severity=huge}\n\n## B {#b}\n\n## A {#a}\n\nText.\n")
    done = runner.invoke(app, ["check", file])
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f'{file}:1: "huge" is no severity: write one of minor, major, critical.',
        f'{file}:5: The key "a" is already used in line 1. Give one of them another key.',
        f"{file}:3: warning: This rule has a title and nothing else: say in a sentence what it asks for.",
        "2 rules in 1 section, 2 faults, 1 warning",
    ]


def test_convert_says_so_when_its_file_cannot_be_written(tmp_path: Path) -> None:
    output = tmp_path / "nowhere" / "guide.json"
    done = runner.invoke(
        app, ["convert", write(tmp_path, "guide.md", NEW), "--to", "json", "-o", str(output)]
    )
    assert done.exit_code == 2
    assert "guide.json cannot be written: No such file or directory" in done.stderr


def test_check_tells_programs_by_json_and_counts_warnings_when_asked(tmp_path: Path) -> None:
    file = write(tmp_path, "guide.md", "# A {#a}\n")
    done = runner.invoke(app, ["check", file, "--format", "json"])
    told = json.loads(done.stdout)
    assert (done.exit_code, told["rules"], told["faults"], told["warnings"][0]["line"]) == (0, 1, [], 1)
    assert runner.invoke(app, ["check", file, "--strict"]).exit_code == 1


def test_check_finds_a_check_that_cannot_be_used(tmp_path: Path) -> None:
    file = write(tmp_path, "guide.md", "# A {#a}\n\nText.\n\n```check\nkind: existance\ntokens: [x]\n```\n")
    done = runner.invoke(app, ["check", file])
    assert done.exit_code == 1
    assert done.stdout.startswith(f'{file}:5: kind: There is no kind "existance". Did you mean `existence`?')


def test_converts_by_yaml_and_json_without_losing_a_byte(tmp_path: Path) -> None:
    file = write(tmp_path, "guide.md", demo_guide())
    for form in ("yaml", "json"):
        other = str(tmp_path / f"guide.{form}")
        assert runner.invoke(app, ["convert", file, "--to", form, "-o", other]).exit_code == 0
        assert runner.invoke(app, ["convert", other, "--to", "md"]).stdout_bytes == demo_guide().encode()


def test_converts_a_word_file_and_lists_what_was_left_out(tmp_path: Path) -> None:
    body = heading(1, "Tone") + paragraph(run("Text."), "<w:r><w:drawing/></w:r>")
    file = write(tmp_path, "guide.docx", word_file(body))
    done = runner.invoke(app, ["convert", file, "--to", "md"])
    assert (done.exit_code, done.stdout) == (0, "# Tone {#tone}\n\nText.\n")
    assert done.stderr == f'{file}: paragraph 2, under "Tone": An image was left out.\n'


def test_diff_gives_lists_of_keys(tmp_path: Path) -> None:
    old, new = write(tmp_path, "old.md", OLD), write(tmp_path, "new.md", NEW)
    done = runner.invoke(app, ["diff", old, new, "--format", "json"])
    told = json.loads(done.stdout)
    names = ("added", "removed", "moved", "retitled", "reworded", "attributes_changed")
    assert [told[name] for name in names] == [["short"], [], [], [], ["kind"], ["kind"]]
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("options", "exit_code", "words"),
    [
        (["--exit-code"], 1, "Be{+ very+} kind."),
        (["--format", "md"], 0, "# From old.md to new.md"),
        (["--severity", "major"], 0, "severity: none → major"),
        (["--severity", "minor", "--exit-code"], 0, "No rule has changed."),
    ],
)
def test_diff_is_read_and_filtered(tmp_path: Path, options: list[str], exit_code: int, words: str) -> None:
    done = runner.invoke(
        app, ["diff", write(tmp_path, "old.md", OLD), write(tmp_path, "new.md", NEW), *options]
    )
    assert done.exit_code == exit_code
    assert words in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nothing-here.md"], "No such file"),
        (["diff", "a.md", "b.md"], "No such file"),
        (["convert", "{bad}", "--to", "md"], "not text"),
        (["convert", "{broken}", "--to", "md"], "line 2, column 1"),
        (["convert", "{word}", "--to", "md"], "no Word file"),
        (["convert", "{good}", "--to", "pdf"], "none of md, yaml, json"),
        (["check", "{good}", "--format", "xml"], "none of text, json"),
        (["diff", "{good}", "{good}", "--severity", "huge"], "none of minor, major, critical"),
    ],
)
def test_exits_with_two_when_a_file_cannot_be_read(tmp_path: Path, arguments: list[str], words: str) -> None:
    files = {
        "bad": write(tmp_path, "bad.md", b"\xff"),
        "broken": write(tmp_path, "broken.yaml", "rules: ["),
        "word": write(tmp_path, "word.docx", b"no zip"),
        "good": write(tmp_path, "good.md", OLD),
    }
    done = runner.invoke(app, [argument.format(**files) for argument in arguments])
    assert done.exit_code == 2
    assert words in done.stderr


def test_diff_finds_the_known_figures_when_the_guides_are_real(real_sets: Path) -> None:
    files = [str(real_sets / "model_spec" / name / "model_spec.md") for name in RELEASES[1:3]]
    told = json.loads(runner.invoke(app, ["diff", *files, "--format", "json"]).stdout)
    sizes = [len(told[name]) for name in ("added", "removed", "reworded", "retitled", "attributes_changed")]
    assert sizes == [11, 5, 49, 2, 19]


def test_starts_without_the_application() -> None:
    heavy = {"fastapi", "psycopg", "numpy", "pyarrow", "sqlalchemy", "pydantic", "mammoth"}
    program = "import copydesk.server.cli.guide, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert heavy.isdisjoint(done.stdout.split())


def test_reads_standard_input_from_the_real_command() -> None:
    command = [sys.executable, "-m", "copydesk", "guide", "check", "-"]
    done = subprocess.run(command, input="# A {#a}\n\nText.\n", capture_output=True, text=True, check=True)
    assert done.stdout == "1 rule in 0 sections, no faults, no warnings\n"


def test_prompts_writes_items_with_the_keys_of_their_rules(tmp_path: Path) -> None:
    guide = write(tmp_path, "guide.md", "# Tone {#tone}\n\n## Kind {#kind}\n\nBe kind.[^abcd]\n")
    folder = tmp_path / "sets"
    folder.mkdir()
    write(folder, "abcd.md", "**Example**: a greeting\n\n~~~xml\n<user>\nHello\n</user>\n~~~\n")
    write(folder, "zzzz.md", "~~~xml\n<user>\nWhy?\n</user>\n~~~\n")
    done = runner.invoke(app, ["prompts", str(folder), "--guide", guide])
    first = json.loads(done.stdout.splitlines()[0])
    assert first == {
        "id": "abcd-1",
        "messages": [{"role": "user", "content": "Hello"}],
        "prompt_set": "abcd",
        "rule_keys": ["kind"],
        "title": "a greeting",
    }
    assert "zzzz.md: No rule of the guide has the footnote" in done.stderr


def test_prompts_writes_every_set_of_the_model_spec(tmp_path: Path, real_sets: Path) -> None:
    folder = real_sets / "model_spec" / "2025-12-18"
    out = tmp_path / "prompts.jsonl"
    arguments = [
        "prompts",
        str(folder / "examples"),
        "--guide",
        str(folder / "model_spec.md"),
        "-o",
        str(out),
    ]
    assert runner.invoke(app, arguments).exit_code == 0
    items = [json.loads(line) for line in out.read_text().splitlines()]
    assert len({item["id"] for item in items}) == len(items) > 100
    assert all(item["rule_keys"] for item in items)


def test_prompts_says_so_when_there_is_no_file(tmp_path: Path) -> None:
    guide = write(tmp_path, "guide.md", OLD)
    (tmp_path / "empty").mkdir()
    done = runner.invoke(app, ["prompts", str(tmp_path / "empty"), "--guide", guide])
    assert (done.exit_code, "no .md file" in done.stderr) == (2, True)
