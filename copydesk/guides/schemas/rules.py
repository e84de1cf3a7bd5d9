"""Shapes of rules and of what they hold."""

from typing import Any, Literal

from pydantic import Field

from copydesk.guides.domain import StoredRule
from copydesk.guides.domain.blocks import Example
from copydesk.guides.domain.drafts import DraftRule
from copydesk.guides.service import reading_of
from copydesk.kernel.http import FaultOut, Shape

SeverityName = Literal["minor", "major", "critical"]
StatusName = Literal["draft", "active", "retired"]
Lines = tuple[int, int]


class ScopeOut(Shape):
    """What a rule is for; an empty list does not limit it."""

    tasks: list[str]
    languages: list[str]
    domains: list[str]
    questions: list[str]


class TurnOut(Shape):
    role: str
    text: str
    attributes: dict[str, str]


class ExampleOut(Shape):
    verdict: Literal["good", "ok", "bad"]
    text: str
    explanation: str | None
    context: list[TurnOut] = Field(description="The conversation before it.")
    title: str | None
    breaks: list[str] = Field(description="Keys of the rules that a bad example is said to break.")
    attributes: dict[str, str]
    spelling: Literal["quote", "comparison", "fence"]
    lines: Lines = Field(description="First line and the one behind the last, from 0 in the body.")
    block: Lines = Field(description="Those of the quote or fence around it.")


class CheckSpecOut(Shape):
    name: str
    kind: str
    params: dict[str, Any]
    message: str | None
    severity: SeverityName | None = Field(description="Null: that of the rule.")
    scope: list[str] = Field(description="Empty: the scope of its kind.")
    is_named: bool
    lines: Lines


class FootnoteOut(Shape):
    id: str
    n_uses: int
    definition: str | None
    lines: Lines | None


class RuleOut(Shape):
    key: str
    kind: Literal["section", "rule"]
    title: str
    body: str = Field(description="Markdown up to the next heading.")
    level: int
    position: int
    parent_key: str | None
    attributes: dict[str, str] = Field(description="All of the heading's braces, as text.")
    severity: SeverityName | None
    status: StatusName
    scope: ScopeOut
    tags: list[str]
    aliases: list[str] = Field(description="Keys that the rule had before.")
    rationale: str | None
    examples: list[ExampleOut]
    checks: list[CheckSpecOut]
    footnotes: list[FootnoteOut]

    @classmethod
    def of(cls, rule: StoredRule) -> "RuleOut":
        return cls.model_validate(_fields(rule) | reading_of(rule))


class DraftRuleOut(RuleOut):
    source: str = Field(
        description="The heading and the body, byte for byte: all of the guide that is this rule."
    )
    base: str = Field(description="Fingerprint of `source`: send it with the next save of this rule.")
    line: int = Field(description="Line of the heading in the guide, from 1.")
    n_lines: int
    body_line: int = Field(description="Line of `source` in which the body begins, from 0.")
    faults: list[FaultOut] = Field(
        description="What keeps the guide from being published, by line of the guide."
    )
    warnings: list[FaultOut]

    @classmethod
    def of_draft(cls, one: DraftRule) -> "DraftRuleOut":
        blocks = one.blocks
        return cls.model_validate(
            _fields(one.rule)
            | {
                "rationale": blocks.rationale,
                "examples": blocks.examples,
                "checks": blocks.checks,
                "footnotes": blocks.footnotes,
            }
            | {name: getattr(one, name) for name in ("source", "base", "line", "n_lines", "body_line")}
            | {"faults": one.faults, "warnings": one.warnings}
        )


def _fields(rule: Any) -> dict[str, Any]:
    names = ("key", "kind", "title", "body", "level", "position", "parent_key", "attributes")
    meant = ("severity", "status", "scope", "tags", "aliases")
    return {name: getattr(rule, name) for name in (*names, *meant)}


def example_out(example: Example) -> ExampleOut:
    return ExampleOut.model_validate(example)
