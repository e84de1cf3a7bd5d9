"""The document of a workflow, its records and messages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

LEASE_MAX_MINUTES = 1440

CheckConsequence = Literal["allow", "reason", "block"]


class _Part(BaseModel):
    """Unknown settings are an error, not a typing slip that nobody sees; `true` is no number and `"3"` neither."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class CheckPolicy(_Part):
    """What an alert of a check means for sending, by its severity.

    `allow`: it is kept and shown. `reason`: fix it, or say why the check is wrong here. `block`: fix it.
    """

    minor: CheckConsequence = "allow"
    major: CheckConsequence = "allow"
    critical: CheckConsequence = "reason"


class AnnotateStage(_Part):
    enabled: bool = Field(default=True, description="Whether new tasks are given out.")
    slots: int = Field(default=1, ge=1, le=9, description="Answers wanted per item, each by another person.")
    lease_minutes: int = Field(
        default=30,
        ge=1,
        le=LEASE_MAX_MINUTES,
        description="How long a task is kept for a person who is silent.",
    )
    extra_answers: bool = Field(
        default=False,
        description="Whether a late answer whose slot is taken counts as an extra one; otherwise it waits for the lead.",
    )
    checks: CheckPolicy = Field(
        default=CheckPolicy(),
        description="What an alert of the guide's checks means for sending, by severity: allow it, ask for a reason, or block.",
    )


class ReviewStage(_Part):
    enabled: bool = Field(
        default=True, description="Whether each submission is reviewed before it is accepted."
    )
    lease_minutes: int = Field(
        default=30,
        ge=1,
        le=LEASE_MAX_MINUTES,
        description="How long a review is kept for a person who is silent.",
    )


class Workflow(_Part):
    """The stages of a project."""

    annotate: AnnotateStage = AnnotateStage()
    review: ReviewStage = ReviewStage()


@dataclass(frozen=True)
class WorkflowDraft:
    """Revision 0: nobody has saved yet, and this is the default."""

    project_id: int
    document: dict[str, Any]
    revision: int
    updated_at: datetime | None
    updated_by: int | None

    @property
    def stages(self) -> Workflow:
        return Workflow.model_validate(self.document)


@dataclass(frozen=True)
class NewVersion:
    project_id: int
    document: dict[str, Any]
    note: str
    published_at: datetime
    published_by: int | None


@dataclass(frozen=True)
class WorkflowVersion:
    """A published state. It never changes."""

    id: int
    project_id: int
    number: int
    document: dict[str, Any]
    note: str
    published_at: datetime
    published_by: int | None

    @property
    def stages(self) -> Workflow:
        return Workflow.model_validate(self.document)


@dataclass(frozen=True)
class WorkflowPublished:
    topic: ClassVar[str] = "workflows.version_published"
    project_id: int
    version_id: int


def document_schema() -> dict[str, Any]:
    """The published JSON Schema of a workflow document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Copydesk workflow",
        **{name: part for name, part in Workflow.model_json_schema().items() if name != "title"},
    }
