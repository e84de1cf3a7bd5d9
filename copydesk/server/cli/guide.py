"""`copydesk guide`: look at, convert and compare guides as files. It needs no server and no database.

It is kept light, so that it starts at once in a pre-commit run: nothing here may import the application.
"""

import json
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from copydesk.guides.domain.diff import diff_guides, of_severity
from copydesk.guides.domain.diff_text import diff_as_markdown, diff_as_text, diff_json
from copydesk.guides.domain.files import read_guide_file
from copydesk.guides.domain.imported import Imported
from copydesk.guides.domain.parsing import body_line, parse_guide, publish_faults
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.records import SEVERITIES, Guide, read_severity
from copydesk.kernel.errors import Fault, Problem

MAX_BYTES = 20_000_000
SAME, DIFFERENT, UNREADABLE = 0, 1, 2

app = typer.Typer(
    help="Guides as files: check, convert, compare. Exit codes: 0 all is well, 1 faults or (with --exit-code) differences, "
    "2 a file cannot be read.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

File = Annotated[str, typer.Argument(help="Markdown, YAML, JSON or Word (.docx); `-` reads Markdown.")]


@app.command()
def check(
    file: File,
    output_format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as faults.")] = False,
) -> None:
    """Say what is wrong with a guide, by line. Exit code 1 when something keeps it from being published."""
    _one_of(output_format, "text", "json")
    imported = _read(file)
    guide = parse_guide(imported.source)
    faults = [*publish_faults(guide), *_check_faults(guide)]
    faults.sort(key=lambda fault: int(_line(fault)))
    if output_format == "json":
        _print(json.dumps(_check_json(guide, faults, imported), indent=2, ensure_ascii=False))
    else:
        lines = [f"{file}:{_line(fault)}: {fault.message}" for fault in faults]
        lines += [f"{file}:{_line(fault)}: warning: {fault.message}" for fault in guide.warnings]
        lines += [f"{file}: {note.place}: {note.message}" for note in imported.notes]
        _print("\n".join([*lines, _counts(guide, faults)]))
    raise typer.Exit(DIFFERENT if faults or (strict and guide.warnings) else SAME)


@app.command()
def convert(
    file: File,
    to: Annotated[str, typer.Option("--to", help="md, yaml or json.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; else it is printed.")
    ] = None,
) -> None:
    """Write a guide as Markdown, YAML or JSON. What a Word file holds that a guide cannot is listed on standard error."""
    from copydesk.guides.domain.interchange import to_document, write_json
    from copydesk.guides.domain.yaml_writing import write_yaml

    _one_of(to, "md", "yaml", "json")
    imported = _read(file)
    for note in imported.notes:
        typer.echo(f"{file}: {note.place}: {note.message}", err=True)
    text = imported.source
    if to != "md":
        document = to_document(imported.source)
        text = write_yaml(document) if to == "yaml" else write_json(document)
    _write(text, output)


@app.command()
def diff(
    old: File,
    new: File,
    output_format: Annotated[str, typer.Option("--format", help="text, md or json.")] = "text",
    severity: Annotated[
        str | None, typer.Option(help=f"Only rules of these, parted by commas: {', '.join(SEVERITIES)}.")
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when they differ.")] = False,
) -> None:
    """Say what changed from one guide to another: added, removed, moved, retitled, reworded, attributes, checks."""
    _one_of(output_format, "text", "md", "json")
    found = diff_guides(_read(old).source, _read(new).source)
    if severity is not None:
        names = severity.split(",")
        for name in names:
            _one_of(name, *SEVERITIES)
        found = of_severity(found, [read_severity(name) for name in names])
    if output_format == "json":
        _print(json.dumps(diff_json(found), indent=2, ensure_ascii=False))
    elif output_format == "md":
        _print(diff_as_markdown(found, title=_title(old, new)).rstrip("\n"))
    else:
        _print(diff_as_text(found).rstrip("\n"))
    raise typer.Exit(DIFFERENT if exit_code and not found.is_empty else SAME)


@app.command()
def prompts(
    folder: Annotated[Path, typer.Argument(help="Folder of files such as bgdj.md, named by the footnotes.")],
    guide: Annotated[str, typer.Option(help="The guide whose rules have the footnotes.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; else it is printed.")
    ] = None,
) -> None:
    """Write evaluation prompts as JSON lines that `copydesk import` takes, each with the keys of the rules that it tests."""
    from copydesk.guides.domain.prompt_sets import item_of, read_prompt_set

    try:
        files = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}
    except (OSError, UnicodeDecodeError) as error:
        _fail(f"{folder}: {error}")
    if not files:
        _fail(f"{folder}: there is no .md file.")
    found = read_prompt_set(files, parse_guide(_read(guide).source))
    for fault in found.faults:
        typer.echo(f"{fault.at}: {fault.message}", err=True)
    lines = [json.dumps(item_of(prompt), ensure_ascii=False) + "\n" for prompt in found.prompts]
    _write("".join(lines), output)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode())
        return
    try:
        output.write_bytes(text.encode())
    except OSError as error:
        _fail(f"{output} cannot be written: {error.strerror or error}")


def _title(old: str, new: str) -> str:
    """Names of the files; of files that are called the same, where they stand."""
    names = Path(old).name, Path(new).name
    return "From {} to {}".format(*((old, new) if names[0] == names[1] else names))


def _read(file: str) -> Imported:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return read_guide_file(file, raw, max_bytes=MAX_BYTES)
    except OSError as error:
        _fail(f"{file}: {error.strerror or error}")
    except Problem as problem:
        details = [f"{file}: {fault.at}: {fault.message}" for fault in problem.faults]
        _fail("\n".join([f"{file}: {problem.detail}", *details]))


def _one_of(value: str, *choices: str) -> None:
    if value not in choices:
        _fail(f'"{value}" is none of {", ".join(choices)}.')


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(UNREADABLE)


def _print(text: str) -> None:
    """As UTF-8, whatever the terminal says; with the line ends that the text has."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")


def _line(fault: Fault) -> str:
    return fault.at.removeprefix("line ")


def _check_faults(guide: Guide) -> list[Fault]:
    """Checks that cannot be used: an unknown kind, a pattern that is wrong or too slow."""
    rules = [rule for rule in guide.rules if "check" in rule.body]
    specs = [(rule, read_blocks(rule.body).checks) for rule in rules]
    if not any(checks for _, checks in specs):
        return []
    # The kinds of checks load their libraries: a guide without checks does not wait for them.
    from copydesk.guides.checks.running import RuleChecks, compile_checks

    found = compile_checks(RuleChecks(rule.key, rule.severity, checks) for rule, checks in specs).faults
    first_lines = {rule.key: body_line(guide, rule.position) for rule in rules}
    return [Fault(f"line {first_lines[fault.rule_key] + fault.line}", fault.message) for fault in found]


def _counts(guide: Guide, faults: list[Fault]) -> str:
    n_rules = sum(rule.kind == "rule" for rule in guide.rules)
    rules, sections = _number(n_rules, "rule"), _number(len(guide.rules) - n_rules, "section")
    return (
        f"{rules} in {sections}, {_number(len(faults), 'fault')}, {_number(len(guide.warnings), 'warning')}"
    )


def _number(n: int, what: str) -> str:
    """`1 rule`, `2 rules`; of what is wrong `no faults`."""
    count = "no" if n == 0 and what in {"fault", "warning"} else str(n)
    return f"{count} {what}" if n == 1 else f"{count} {what}s"


def _check_json(guide: Guide, faults: list[Fault], imported: Imported) -> dict[str, object]:
    return {
        "rules": sum(rule.kind == "rule" for rule in guide.rules),
        "sections": sum(rule.kind == "section" for rule in guide.rules),
        "faults": [{"line": int(_line(fault)), "message": fault.message} for fault in faults],
        "warnings": [{"line": int(_line(fault)), "message": fault.message} for fault in guide.warnings],
        "notes": [vars(note) for note in imported.notes],
    }
