"""A guide as JSON or YAML: the shapes, and the JSON Schema that is published of them."""

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from copydesk.guides.domain.blocks import Spelling, Verdict
from copydesk.guides.domain.records import Severity, Status

FORMAT: Final = "copydesk-guide/1"
SCHEMA_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TurnDocument(Shape):
    """One message before the answer of an example."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    text: str
    attributes: dict[str, str] = Field(default_factory=dict)


class ExampleDocument(Shape):
    """A good, tolerable or bad answer."""

    verdict: Verdict
    text: str
    explanation: str | None = Field(default=None, description="Why it is good or bad.")
    context: list[TurnDocument] = Field(
        default_factory=list[TurnDocument], description="The conversation before the answer."
    )
    title: str | None = Field(default=None, description="The line `**Example**: title` above it.")
    breaks: list[str] = Field(
        default_factory=list[str], description="Keys of other rules that a bad one breaks."
    )
    attributes: dict[str, str] = Field(default_factory=dict, description="Of the answer's own tag.")
    spelling: Spelling | None = Field(default=None, description="How it is written; null: as its place asks.")


class CheckDocument(BaseModel):
    """A check; the keys of its kind stand beside these."""

    model_config = ConfigDict(extra="allow")

    kind: str = Field(min_length=1)
    name: str | None = None
    message: str | None = None
    severity: Severity | None = None
    scope: str | list[str] | None = None


class ScopeDocument(Shape):
    """What a rule is for; an empty list does not limit it."""

    tasks: list[str] = Field(default_factory=list[str])
    languages: list[str] = Field(default_factory=list[str])
    domains: list[str] = Field(default_factory=list[str])
    questions: list[str] = Field(default_factory=list[str])


class RuleDocument(Shape):
    """A section or a rule. `heading` and `body` are its Markdown; the other keys are what they say.

    A key that says something else than `heading` and `body` was edited: then that part of the Markdown is written anew.
    """

    key: str | None = Field(default=None, description="null: made of the title.")
    title: str
    kind: Literal["section", "rule"] | None = Field(default=None, description="Follows from the levels.")
    level: int = Field(default=2, ge=1, le=6)
    parent_key: str | None = Field(default=None, description="Follows from the levels.")
    severity: Severity | None = None
    status: Status = "active"
    scope: ScopeDocument = Field(default_factory=ScopeDocument)
    tags: list[str] = Field(default_factory=list[str])
    aliases: list[str] = Field(default_factory=list[str], description="Keys that it had before.")
    attributes: dict[str, str] = Field(default_factory=dict, description="Attributes of your own.")
    rationale: str | None = Field(default=None, description="Why the rule is there.")
    examples: list[ExampleDocument] = Field(default_factory=list[ExampleDocument])
    checks: list[CheckDocument] = Field(default_factory=list[CheckDocument])
    footnotes: list[str] = Field(default_factory=list[str], description="Ids of the marks in the body.")
    heading: str | None = Field(default=None, description="The heading's own lines.")
    body: str = Field(default="", description="Markdown up to the next heading.")


class GuideDocument(Shape):
    format: Literal["copydesk-guide/1"]
    title: str | None = Field(default=None, description="The first heading of level 1.")
    preface: str = Field(default="", description="Markdown before the first heading.")
    rules: list[RuleDocument] = Field(description="Sections and rules in the order of the guide.")


def document_schema() -> dict[str, Any]:
    """The published JSON Schema of a guide as JSON or YAML."""
    return {"$schema": SCHEMA_DIALECT, **GuideDocument.model_json_schema(), "title": "Copydesk guide"}
