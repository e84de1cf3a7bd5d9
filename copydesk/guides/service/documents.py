"""Use cases of guides as documents: brought in, taken out, turned into prompts, searched."""

import asyncio
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from copydesk.guides.domain import Guide, GuideVersion, parse_guide
from copydesk.guides.domain.diff import GuideDiff, diff_guides
from copydesk.guides.domain.files import read_guide_file
from copydesk.guides.domain.imported import Imported
from copydesk.guides.domain.interchange import to_document, write_json
from copydesk.guides.domain.prompts import GuidePrompt, Wanted, make_prompt
from copydesk.guides.domain.records import Scope
from copydesk.guides.domain.search import Found, GuideIndex
from copydesk.guides.domain.yaml_writing import write_yaml
from copydesk.guides.service.checking import read_with_checks
from copydesk.guides.service.drafts import present_draft
from copydesk.guides.service.versions import readable_version
from copydesk.guides.store.work import select_work
from copydesk.kernel.ctx import Ctx

FileFormat = Literal["md", "yaml", "json"]
ImportMode = Literal["replace", "append"]

ARCHIVE_SUFFIX = ".zip"


@dataclass(frozen=True)
class ImportPreview:
    """What the draft would become. Nothing is saved; `revision` is that of the draft it was compared with.

    `about` is the project's work.
    """

    imported: Imported
    source: str
    guide: Guide
    diff: GuideDiff
    revision: int
    about: Scope


async def preview_import(
    ctx: Ctx, project_id: int, raw: bytes, filename: str, mode: ImportMode = "replace"
) -> ImportPreview:
    """A guide from a file, told by the end of its name: Markdown, YAML, JSON, Word, or Vale styles in a .zip.

    Raises TooLarge, and Invalid with the place of each fault.
    """
    ctx.require("guide.write", project_id)
    draft = await present_draft(ctx, project_id)
    limit = ctx.settings.guide_max_bytes
    about = await select_work(ctx.conn, project_id)

    def read() -> ImportPreview:
        imported = _read_file(filename, raw, limit)
        source = imported.source if mode == "replace" else _appended(draft.source, imported.source)
        diff = diff_guides(draft.source, source)
        return ImportPreview(imported, source, read_with_checks(source), diff, draft.revision, about)

    return await asyncio.to_thread(read)


async def export_version(ctx: Ctx, version_id: int, file_format: FileFormat) -> tuple[str, GuideVersion]:
    """A version as a file that imports again as the same bytes of Markdown."""
    version = await readable_version(ctx, version_id)
    return await asyncio.to_thread(_written, version.source, file_format), version


async def prompt_of_version(ctx: Ctx, version_id: int, wanted: Wanted) -> GuidePrompt:
    """A version, or what of it concerns a task, as a prompt within a budget; what was left out is named."""
    version = await readable_version(ctx, version_id)
    return await asyncio.to_thread(lambda: make_prompt(parse_guide(version.source), wanted))


async def search_version(ctx: Ctx, version_id: int, query: str, *, limit: int) -> list[Found]:
    """Rules that fit a few words, typed with mistakes, best first."""
    version = await readable_version(ctx, version_id)
    return await asyncio.to_thread(lambda: _index(version.source).search(query, limit=limit))


@lru_cache(maxsize=16)
def _index(source: str) -> GuideIndex:
    """Kept: people search a few versions, and making it takes longer than all searches."""
    return GuideIndex(parse_guide(source).rules)


def _read_file(filename: str, raw: bytes, limit: int) -> Imported:
    if filename.lower().endswith(ARCHIVE_SUFFIX):
        from copydesk.guides.checks.vale_archive import read_vale_archive

        return read_vale_archive(raw, max_bytes=limit)
    return read_guide_file(filename, raw, max_bytes=limit)


def _appended(source: str, more: str) -> str:
    if not source.strip():
        return more
    return source.rstrip("\r\n") + "\n\n" + more


def _written(source: str, file_format: FileFormat) -> str:
    if file_format == "md":
        return source
    document = to_document(source)
    return write_yaml(document) if file_format == "yaml" else write_json(document)
