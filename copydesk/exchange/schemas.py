"""Shapes of imports and exports in the HTTP contract."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import Field

from copydesk.exchange.domain.exports import ExportFormat, Formulas, Per, SftSource, States, Ties, Wanted
from copydesk.exchange.domain.exports import Shape as RowShape
from copydesk.exchange.domain.imports import FormatName, Holds, ImportState, Mode, NewImport, ProblemKind
from copydesk.kernel.http import Shape
from copydesk.kernel.ids import BatchId, IdentityId, ImportId, ProjectId


class ImportCreate(Shape):
    filename: str = Field(
        min_length=1, max_length=300, description="Names the batch, and tells the format by its end."
    )
    format: FormatName | None = Field(default=None, description="Null: told by the name and the first bytes.")
    holds: Holds = Field(
        default="items",
        description="Items (perhaps with judgements in them), or judgements of items that are there.",
    )
    mapping: dict[str, Any] | None = Field(
        default=None,
        description="Where things stand in a record (contract/mapping.schema.json); null: canonical keys.",
    )
    mode: Mode = Field(
        default="all_or_nothing",
        description="`load_good` loads the good records and keeps the bad ones as a file.",
    )
    updates: bool = Field(
        default=False, description="Make a new version of an item that differs from the stored one."
    )

    def wanted(self) -> NewImport:
        return NewImport(self.filename, self.format, self.holds, self.mapping, self.mode, self.updates)


class ImportOut(Shape):
    id: ImportId
    project_id: ProjectId
    batch_id: BatchId | None = Field(description="The batch of its items, once it is done.")
    filename: str
    format: FormatName | None
    holds: Holds
    mapping: dict[str, Any] | None
    mode: Mode
    updates: bool
    state: ImportState
    n_read: int = Field(description="Records read so far; written about once a second.")
    n_bytes: int
    n_created: int = Field(description="New items.")
    n_changed: int = Field(
        description="Records that differ from their stored item: new versions if these were asked for."
    )
    n_unchanged: int
    n_bad: int = Field(description="Bad records, and bad judgements in good ones.")
    n_judgements: int
    n_judgements_known: int = Field(description="Judgements that were there already.")
    n_people: int = Field(description="Different people whose judgements it brought.")
    failure: str | None = Field(
        description="Why it failed, for people; `interrupted`: the file ended too early."
    )
    created_at: datetime
    created_by: IdentityId | None
    finished_at: datetime | None


class ImportProblemOut(Shape):
    ordinal: int
    kind: ProblemKind = Field(
        description="`changed`: it differs from the stored item, which was left as it is."
    )
    place: str = Field(description="`line 12`, `row 12`, `record 12`.")
    message: str
    record: str | None = Field(description="As it was read; null when it was too long or not text.")


class ImportsQuery(Shape):
    cursor: ImportId | None = None
    limit: int = Field(default=50, ge=1, le=200)


class ProblemsQuery(Shape):
    cursor: int = Field(default=0, ge=0)
    limit: int = Field(default=50, ge=1, le=200)


class RejectsQuery(Shape):
    content: Literal["records", "reasons"] = Field(
        default="records",
        description="The bad records in the file's own format, or JSONL with the reason of each.",
    )


ImportsQueryDep = Annotated[ImportsQuery, Query()]
ProblemsQueryDep = Annotated[ProblemsQuery, Query()]
RejectsQueryDep = Annotated[RejectsQuery, Query()]


class ExportQuery(Shape):
    states: States = Field(default="settled", description="`settled`: accepted, or fixed by a reviewer.")
    question: str | None = Field(
        default=None, description="Key of the question; absent: the first that fits."
    )
    ties: Ties = Field(
        default="drop", description="dpo: leave ties out, or keep both orders with the margin 0."
    )
    per: Per = Field(
        default="item", description="dpo: a row for each item by majority, or for each submission."
    )
    source: SftSource | None = Field(
        default=None, description="sft: what people wrote, or the preferred response; absent: what there is."
    )
    shape: RowShape = Field(
        default="chat", description="dpo: lists of messages, or plain texts where there is one message."
    )
    formulas: Formulas = Field(
        default="neutral",
        description="csv: put an apostrophe before what a spreadsheet would run, or keep it.",
    )

    def wanted(self, export_format: ExportFormat) -> Wanted:
        return Wanted(
            export_format,
            self.states,
            self.question,
            self.ties,
            self.per,
            self.source,
            self.shape,
            self.formulas,
        )


class ExportPreviewQuery(ExportQuery):
    n_rows: int = Field(default=1, ge=1, le=20)


class ExportPreviewOut(Shape):
    format: ExportFormat
    lines: list[str] = Field(
        description="The first lines of the file as they stand in it; for csv its header comes on top."
    )


ExportQueryDep = Annotated[ExportQuery, Query()]
ExportPreviewQueryDep = Annotated[ExportPreviewQuery, Query()]
