"""The files of the demo project, and for each item the judgement of an attentive person."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from copydesk.guides.domain import parse_guide
from copydesk.guides.domain.editing import Place, insert_rule
from copydesk.workflows.domain import Workflow

FOLDER: Final = Path(__file__).parent
LATE_RULE: Final = "safety.hidden-danger"  # the second version of the guide brings it
SPELLING: Final = "format.spelling"
# What no dictionary knows and people write all the same; one is settled, one declined, the others wait for the lead.
NAMES: Final = ("Alfama", "CPython", "parseable", "statins")
ACCEPTED_NAME: Final = "statins"
DECLINED_NAME: Final = "parseable"
OWN_WORDS: Final = ("jpeg", "jpg", "async")
NEXT_PLACE: Final = Place("behind", "honesty.limits")
NEXT_EDITS: Final = (
    ("{#numbers.percent-of-what severity=minor}", "{#numbers.percent-of-what severity=major}"),
    (
        'as counts of people, such as "2 in 1,000",',
        'as counts of people over a time, such as "2 in 1,000 each year",',
    ),
)


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Breach(_Line):
    """A rule that the worse response of an item breaks, at the words of `quote`."""

    rule_key: str
    severity: Literal["minor", "major", "critical"]
    response: str
    quote: str
    note: str
    suggestion: str | None


class Truth(_Line):
    """What an attentive person says of an item. `better` None: neither. `gap`: how clear it is, 0 to 3.

    `{r1}` and `{r2}` in `why` and in `miss` (what those say who overlook it) stand for the letters that a person sees.
    """

    external_id: str
    language: str
    better: str | None
    gap: int
    decided: list[str]
    why: list[str]
    miss: list[str]
    findings: list[Breach]


def guide_source(*, without: str | None = None) -> str:
    """The guide as Markdown; `without`: as it was before this rule came in."""
    source = _read("guide.md")
    if without is None:
        return source
    guide = parse_guide(source)
    kept = (
        heading + rule.body
        for heading, rule in zip(guide.headings, guide.rules, strict=True)
        if rule.key != without
    )
    return guide.preface + "".join(kept)


def next_guide_source() -> str:
    """What the lead has in hand for a third version: one rule reworded, and a new one with an example that its check misses."""
    source = insert_rule(guide_source(), _read("next-rule.md"), NEXT_PLACE)
    for old, new in NEXT_EDITS:
        source = source.replace(old, new)
    return source


def interface_source() -> str:
    return _read("interface.yaml")


def workflow() -> Workflow:
    return Workflow.model_validate(yaml.safe_load(_read("workflow.yaml")))


def items_file(first: int, end: int) -> bytes:
    """Some of the items as a file for import."""
    return "".join(f"{line}\n" for line in _lines("items.jsonl")[first:end]).encode()


def truths() -> Mapping[str, Truth]:
    """By external id."""
    found = [Truth.model_validate_json(line) for line in _lines("judgements.jsonl")]
    return {truth.external_id: truth for truth in found}


def _lines(name: str) -> Sequence[str]:
    # Not splitlines(): a text may hold the line separators of Unicode.
    return [line for line in _read(name).split("\n") if line]


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
