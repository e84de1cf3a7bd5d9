"""`copydesk import` and `copydesk export`: files in and out, streamed, with a progress bar for people."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from copydesk.exchange import service
from copydesk.exchange.domain.exports import ExportFormat, Tally, Wanted, read_options
from copydesk.exchange.domain.imports import Counts, Holds, Import, ImportFailed, NewImport
from copydesk.exchange.service.reporting import Told
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import SYSTEM, Ctx
from copydesk.kernel.errors import NotFound
from copydesk.projects import service as projects
from copydesk.projects.domain import Project
from copydesk.server.cli.project_file import ProjectFile, create_from, read_text
from copydesk.server.cli.session import AsJson, errors, fail, run, show, show_one

READ_BYTES = 262_144
STDIN = Path("-")
FORMATS = get_args(ExportFormat)

ProjectName = Annotated[str, typer.Argument(help="Name or id of the project.")]
OneFile = Annotated[
    Path | None,
    typer.Argument(
        help="Items: JSONL, JSON, CSV, TSV, Parquet or Label Studio tasks; `-` reads standard input."
    ),
]
Judgements = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="Judgements in a file of their own.")
]
MappingPath = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        exists=True,
        help="Mapping (YAML or JSON), or a folder with mapping.yaml and, for a project that is not there yet, "
        "interface.yaml, guide.md and workflow.yaml.",
    ),
]
Rejects = Annotated[
    Path | None,
    typer.Option(
        help="Load the good records and write the bad ones here; without it one bad record stops all."
    ),
]
Updates = Annotated[bool, typer.Option("--updates", help="Make new versions of items that differ.")]
Output = Annotated[
    Path, typer.Option("--output", "-o", help="File to write, beside its data card; `-`: standard output.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help="A choice such as ties=both or per=submission; docs/guide/export.md lists them."
    ),
]


@dataclass(frozen=True)
class _Wanted:
    """What the command line asked for."""

    project: str
    setup: Path | None
    mapping: dict[str, Any] | None
    rejects: Path | None
    updates: bool
    is_quiet: bool

    def new(self, path: Path, holds: Holds) -> NewImport:
        mode = "all_or_nothing" if self.rejects is None else "load_good"
        return NewImport(path.name, None, holds, self.mapping, mode, self.updates)


def import_file(
    project: ProjectName,
    file: OneFile = None,
    judgements: Judgements = None,
    mapping: MappingPath = None,
    rejects: Rejects = None,
    updates: Updates = False,
    as_json: AsJson = False,
) -> None:
    """Load items and judgements into a project. Again loads nothing twice."""
    if file is None and judgements is None:
        fail("Name a file of items, or one of judgements by --judgements.")
    if file is not None and file != STDIN and not file.is_file():
        fail(f"There is no file {file}.")
    setup = mapping if mapping is not None and mapping.is_dir() else None
    document = setup / "mapping.yaml" if setup is not None else mapping

    async def use(boundary: Boundary) -> list[Import]:
        wanted = _Wanted(project, setup, _read_mapping(document), rejects, updates, as_json)
        found = await _find_or_create(boundary, wanted)
        done: list[Import] = []
        if file is not None:
            done.append(await _load(boundary, found.id, wanted, wanted.new(file, "items"), file))
        if judgements is not None:
            done.append(
                await _load(boundary, found.id, wanted, wanted.new(judgements, "judgements"), judgements)
            )
        return done

    show([_row(one) for one in run(use)], as_json=as_json)


def _read_mapping(path: Path | None) -> dict[str, Any] | None:
    if path is None or not path.exists():
        return None
    return service.read_mapping_text(read_text(path))


async def _find_or_create(boundary: Boundary, wanted: _Wanted) -> Project:
    """A project that is not there is created from the folder, if one is given; its queues exist before anything is loaded."""
    async with boundary.open() as ctx:
        with contextlib.suppress(NotFound):
            return await projects.find_project(ctx, wanted.project)
        if wanted.setup is None:
            fail(
                f"There is no project {wanted.project}. Create it, or name a folder with its interface by --mapping."
            )
        parts = [wanted.setup / name for name in ("guide.md", "interface.yaml", "workflow.yaml")]
        guide, interface, workflow = [path if path.exists() else None for path in parts]
        created = await create_from(ctx, ProjectFile(wanted.project, guide, interface, workflow), None)
    while await boundary.drain():
        pass
    return created


async def _load(boundary: Boundary, project_id: int, wanted: _Wanted, new: NewImport, path: Path) -> Import:
    async with boundary.open() as ctx:
        begun = await service.create_import(ctx, project_id, new)
    with _progress(path, wanted) as told:
        try:
            async with boundary.open() as ctx:
                chunks = _read(path)
                done = await service.load_content(ctx, begun.id, chunks, aside=boundary.open, told=told)
        except ImportFailed as failed:
            fail(failed.detail, [f"{fault.at}: {fault.message}" for fault in failed.faults])
    if done.n_bad and wanted.rejects is not None:
        suffix = "" if new.holds == "items" else "-judgements"
        await _write_rejects(boundary, done, wanted.rejects.with_stem(wanted.rejects.stem + suffix))
    return done


async def _read(path: Path) -> AsyncIterator[bytes]:
    """Standard input may keep us waiting, so it is read in a thread; a file does not."""
    if path == STDIN:
        while block := await asyncio.to_thread(os.read, sys.stdin.fileno(), READ_BYTES):
            yield block
        return
    with path.open("rb") as file:
        while block := file.read(READ_BYTES):
            yield block


@contextlib.contextmanager
def _progress(path: Path, wanted: _Wanted) -> Generator[Told | None]:
    """A bar for people, silence for machines."""
    if wanted.is_quiet or not errors.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True) as progress:
        task: TaskID = progress.add_task(path.name, total=None if path == STDIN else path.stat().st_size)

        def told(counts: Counts) -> None:
            words = f"{path.name}: {counts.n_read:,} records, {counts.n_bad:,} bad"
            progress.update(task, completed=counts.n_bytes, description=words)

        yield told


async def _write_rejects(boundary: Boundary, done: Import, path: Path) -> None:
    async with boundary.open() as ctx:
        stream = service.stream_rejects(
            done, boundary.open, ctx.actor, with_reasons=path.suffix == ".reasons"
        )
    with path.open("wb") as file:
        async for block in stream:
            file.write(block)
    errors.print(f"{done.n_bad} bad records are in {path}", highlight=False)


def _row(done: Import) -> dict[str, Any]:
    return {
        "import": f"import_{done.id}",
        "file": done.filename,
        "read": done.n_read,
        "created": done.n_created,
        "changed": done.n_changed,
        "unchanged": done.n_unchanged,
        "judgements": done.n_judgements,
        "people": done.n_people,
        "bad": done.n_bad,
    }


def export_file(
    project: ProjectName,
    export_format: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")],
    output: Output = STDIN,
    settings: Settings = None,
    as_json: AsJson = False,
) -> None:
    """Write what was made in a project as a file for a trainer, with a data card beside it."""

    async def use(boundary: Boundary) -> Tally:
        wanted = read_options(export_format, settings or [])
        async with boundary.open() as ctx:
            found = await projects.find_project(ctx, project)
            plan = await service.begin_download(ctx, found.id, wanted)
        tally = Tally()
        stream = service.stream_export(plan, boundary.open, SYSTEM, tally)
        if output == STDIN:
            await _write_out(stream)
            return tally
        await _write_whole(output, stream)
        async with boundary.open() as ctx:
            _write_card(output, await _card(ctx, found.id, wanted, tally))
        return tally

    tally = run(use)
    if output != STDIN:
        told = {
            "file": str(output),
            "card": f"{output}.card.md",
            "rows": tally.n_rows,
            "items": tally.n_items,
            "submissions": tally.n_submissions,
        }
        show_one(told, as_json=as_json)


async def _write_out(stream: AsyncGenerator[bytes]) -> None:
    """To standard output; whoever reads it may stop early, as `head` does."""
    async with contextlib.aclosing(stream):
        try:
            async for block in stream:
                sys.stdout.buffer.write(block)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


async def _write_whole(path: Path, stream: AsyncIterator[bytes]) -> None:
    """Under its own name only when it is whole."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        async for block in stream:
            file.write(block)
    part.replace(path)


async def _card(ctx: Ctx, project_id: int, wanted: Wanted, tally: Tally) -> str:
    return await service.make_card(ctx, await service.plan_export(ctx, project_id, wanted), tally)


def _write_card(path: Path, card: str) -> None:
    path.with_name(path.name + ".card.md").write_text(card, encoding="utf-8")
