"""`copydesk lint`: the checks of a guide on files, without a server and a database. Nothing here imports the application."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Annotated, Literal, NoReturn

import typer

from copydesk.guides.checks.languagetool import asking
from copydesk.guides.checks.lint_guides import LintGuide, markup_of, open_guide, read_text
from copydesk.guides.domain.records import SEVERITIES, Scope, Severity
from copydesk.kernel.errors import Invalid
from copydesk.server.cli.lint_output import FORMATS, Linted, summary
from copydesk.server.cli.option_groups import grouped

CLEAN, FINDINGS, UNUSABLE, FAILED = 0, 1, 2, 3
STDIN = "-"
TEXT_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".txt", ".rst"})

Format = Literal["text", "json", "sarif", "github"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass(frozen=True)
class Chosen:
    """Which rules look at the texts: those that are named, as far as they concern what the texts are about."""

    rules: Annotated[
        str | None,
        typer.Option("--rules", metavar="KEY,...", help="Only these rules, or all below such a key."),
    ] = None
    task: Annotated[
        str | None,
        typer.Option(
            "--task", metavar="WORD,...", help="Leave out rules that are for other kinds of task than these."
        ),
    ] = None
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="CODE,...",
            help="Leave out rules for other languages, where the text itself does not say which it is in.",
        ),
    ] = None
    domain: Annotated[
        str | None,
        typer.Option("--domain", metavar="WORD,...", help="Leave out rules that are for other domains."),
    ] = None
    question: Annotated[
        str | None,
        typer.Option("--question", metavar="KEY,...", help="Leave out rules that are for other questions."),
    ] = None

    @property
    def about(self) -> Scope:
        return Scope(*map(_words, (self.task, self.language, self.domain, self.question)))


@dataclass(frozen=True)
class _Wanted:
    guide: LintGuide
    rules: frozenset[str] | None
    about: Scope
    limit_ms: float


@app.command()
@grouped("chosen", Chosen)
def lint(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILES...|-", help="Files, folders of texts, or `-` for standard input."),
    ],
    guide: Annotated[
        Path,
        typer.Option(
            "--guide",
            help="A guide in Markdown, YAML or JSON, a Vale style folder, or a folder with .vale.ini.",
        ),
    ],
    chosen: Chosen,
    output_format: Annotated[Format, typer.Option("--format", help="text, json, sarif or github.")] = "text",
    fail_on: Annotated[
        Literal["minor", "major", "critical", "never"],
        typer.Option("--fail-on", help="Least severity that makes the exit code 1."),
    ] = "major",
    stdin_name: Annotated[
        str,
        typer.Option("--stdin-name", help="Name of what standard input holds; it decides how it is read."),
    ] = "stdin.md",
    limit_ms: Annotated[
        float, typer.Option("--limit-ms", min=1, help="Processor time of one check on one file.")
    ] = 200.0,
) -> None:
    """Check texts against a guide. Exit codes: 0 clean, 1 findings, 2 a guide or file is unusable, 3 a check failed."""
    begun = perf_counter()
    try:
        opened = open_guide(guide)
        _refuse_faults(opened)
        wanted = _Wanted(opened, _keys(opened, chosen.rules), chosen.about, limit_ms)
        with asking(os.environ.get("COPYDESK_LANGUAGETOOL_URL")):
            done = [_lint(wanted, name, stdin_name) for name in _names(files)]
    except Invalid as invalid:
        _fail(invalid.detail, [f"{fault.at}: {fault.message}" for fault in invalid.faults])
    for note in opened.notes:
        _say(f"note: {note}")
    sys.stdout.write(FORMATS[output_format](done))
    if output_format == "text":
        _say(summary(done, perf_counter() - begun))
    for one in done:
        for failure in one.failures:
            _say(f"{one.file}: {failure.rule_key}: the check {failure.check} failed: {failure.reason}")
    raise typer.Exit(_exit_code(done, fail_on))


def _exit_code(done: Sequence[Linted], fail_on: Severity | Literal["never"]) -> int:
    """A check that failed outranks findings: nobody knows what it would have said."""
    if any(one.failures for one in done):
        return FAILED
    if fail_on == "never":
        return CLEAN
    least = SEVERITIES.index(fail_on)
    found = any(SEVERITIES.index(alert.severity) >= least for one in done for alert in one.alerts)
    return FINDINGS if found else CLEAN


def _refuse_faults(guide: LintGuide) -> None:
    faults = guide.faults
    if faults:
        raise Invalid(f"The guide {guide.name} cannot be used as it is:", faults=faults)
    if not guide.keys:
        _say(f"note: no rule of {guide.name} has a check.")


def _keys(guide: LintGuide, said: str | None) -> frozenset[str] | None:
    """The rules that are meant. Raises Invalid for a key that no rule with a check has."""
    if said is None:
        return None
    names = _words(said)
    if not names:
        raise Invalid("--rules names no rule. Leave it out to run all of them.")
    meant: set[str] = set()
    for name in names:
        found = {key for key in guide.keys if key == name or key.startswith(f"{name}.")}
        if not found:
            raise Invalid(f"No rule of {guide.name} with a check has the key {name}.")
        meant |= found
    return frozenset(meant)


def _words(said: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (said or "").split(",") if word.strip())


def _names(files: Sequence[str]) -> Iterator[str]:
    """Files as they were named; a folder is all texts below it."""
    for name in files:
        path = Path(name)
        if name == STDIN or not path.is_dir():
            yield name
        else:
            inside = (one for one in sorted(path.rglob("*")) if one.suffix.lower() in TEXT_SUFFIXES)
            yield from (str(one) for one in inside if one.is_file())


def _lint(wanted: _Wanted, name: str, stdin_name: str) -> Linted:
    shown = stdin_name if name == STDIN else name
    raw = _stdin() if name == STDIN else read_text(Path(name))
    checks = wanted.guide.checks_for(shown)
    only = wanted.guide.concerning(shown, raw, wanted.about)
    only = only if wanted.rules is None else only & wanted.rules
    report = checks.run(raw, markup=markup_of(shown), limit_ms=wanted.limit_ms, only=only)
    return Linted(shown, raw, report.alerts, report.failures)


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(f"Standard input is not UTF-8 text: byte {error.start} cannot be read.") from error


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _fail(message: str, details: Sequence[str]) -> NoReturn:
    _say(f"error: {message}")
    for detail in details:
        _say(f"  {detail}")
    raise typer.Exit(UNUSABLE)
