"""A guide to JSON or YAML and back, without losing a byte: raw Markdown stands beside what it says."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError

from copydesk.guides.domain.attributes import write_heading
from copydesk.guides.domain.blocks import CheckSpec, Example
from copydesk.guides.domain.document import FORMAT, GuideDocument, RuleDocument
from copydesk.guides.domain.lines import line_end
from copydesk.guides.domain.parsing import parse_guide
from copydesk.guides.domain.reading import OWN_KEYS, read_blocks
from copydesk.guides.domain.records import KNOWN_ATTRIBUTES, SCOPE_NAMES, Guide, Rule
from copydesk.guides.domain.rewriting import with_checks, with_examples, with_rationale
from copydesk.guides.domain.turns import Turn
from copydesk.kernel.errors import Fault, Invalid
from copydesk.kernel.source import pointer, read_source

MAX_NODES: Final = 5_000_000
HEADING_KEYS: Final = {
    "key",
    "title",
    "level",
    "severity",
    "status",
    "scope",
    "tags",
    "aliases",
    "attributes",
}

Json = dict[str, Any]


def to_document(source: str) -> Json:
    """What a source says, with its raw Markdown, as JSON's values."""
    return document_of(parse_guide(source))


def document_of(guide: Guide) -> Json:
    pairs = zip(guide.rules, guide.headings, strict=True)
    return {
        "format": FORMAT,
        "title": guide.title,
        "preface": guide.preface,
        "rules": [_rule_document(rule, heading) for rule, heading in pairs],
    }


def from_document(value: object) -> str:
    """The Markdown of a document. The raw Markdown wins, except where the keys beside it say something else.

    Raises Invalid with the place of each fault.
    """
    try:
        document = GuideDocument.model_validate(value)
    except ValidationError as error:
        faults = [Fault(pointer(*found["loc"]), found["msg"]) for found in error.errors()]
        raise Invalid("This is no guide.", code="guide_document", faults=faults) from error
    raw = [(_heading(rule), rule.body) for rule in document.rules]
    guide = parse_guide(document.preface + _joined(raw))
    if [heading for heading, _ in raw] != list(guide.headings):
        raise Invalid("This is no guide.", code="guide_document", faults=[_swallowed(raw)])
    present = document_of(guide)["rules"]
    both = zip(document.rules, guide.rules, raw, present, strict=True)
    parts = [_edited(rule, read, pair, now) for rule, read, pair, now in both]
    return document.preface + _joined(parts)


def read_document(text: str) -> str:
    """The Markdown of a guide in JSON or YAML. Raises Invalid with the place of each fault."""
    source = read_source(text, max_nodes=MAX_NODES)
    if source.faults:
        raise Invalid("The guide cannot be read.", code="guide_document", faults=source.faults)
    try:
        return from_document(source.value)
    except Invalid as error:
        faults = [source.placed(fault) for fault in error.faults]
        raise Invalid(error.detail, code=error.code, faults=faults) from error


def write_json(document: Json) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _rule_document(rule: Rule, heading: str) -> Json:
    blocks = read_blocks(rule.body)
    return {
        "key": rule.key,
        "title": rule.title,
        "kind": rule.kind,
        "level": rule.level,
        "parent_key": rule.parent_key,
        "severity": rule.severity,
        "status": rule.status,
        "scope": {name: list(part) for name, part in vars(rule.scope).items()},
        "tags": list(rule.tags),
        "aliases": list(rule.aliases),
        "attributes": rule.free_attributes,
        "rationale": blocks.rationale,
        "examples": [_example_document(example) for example in blocks.examples],
        "checks": [_check_document(check) for check in blocks.checks],
        "footnotes": [footnote.id for footnote in blocks.footnotes],
        "heading": heading,
        "body": rule.body,
    }


def _example_document(example: Example) -> Json:
    return {
        "verdict": example.verdict,
        "text": example.text,
        "explanation": example.explanation,
        "context": [{**vars(turn), "attributes": dict(turn.attributes)} for turn in example.context],
        "title": example.title,
        "breaks": list(example.breaks),
        "attributes": dict(example.attributes),
        "spelling": example.spelling,
    }


def _check_document(check: CheckSpec) -> Json:
    own = {"kind": check.kind, "name": check.name if check.is_named else None, "message": check.message}
    said = {key: value for key, value in own.items() if value is not None}
    said |= {"severity": check.severity} if check.severity else {}
    said |= {"scope": list(check.scope)} if check.scope else {}
    return {**said, **check.params}


def _heading(rule: RuleDocument) -> str:
    return rule.heading or write_heading(
        rule.title, rule.key, rule.level, _attributes(rule, {}), line_end(rule.body)
    )


def _joined(parts: Sequence[tuple[str, str]]) -> str:
    """Headings and bodies; a body without its last line end gets one where another heading follows."""
    text: list[str] = []
    for at, (heading, body) in enumerate(parts):
        part = heading + body
        is_last = at == len(parts) - 1
        text.append(part if is_last or part.endswith(("\n", "\r")) else part + "\n")
    return "".join(text)


def _swallowed(raw: Sequence[tuple[str, str]]) -> Fault:
    """The first rule whose heading and body are not one rule."""
    for at, (heading, body) in enumerate(raw):
        if list(parse_guide(heading + body).headings) != [heading]:
            message = "This is not one rule: its body holds a heading, or a code block that never ends."
            return Fault(pointer("rules", at, "body"), message)
    return Fault("/rules", "A body ends with a code block that is not closed.")


def _edited(rule: RuleDocument, read: Rule, raw: tuple[str, str], present: Json) -> tuple[str, str]:
    """Heading and body, written anew where the document says something else than they do."""
    heading, body = raw
    said = rule.model_dump(exclude_unset=True)
    changed = {key for key, value in said.items() if value != present[key]}
    if changed & HEADING_KEYS:
        attributes = _attributes(rule, read.attributes)
        key = rule.key if rule.key is not None or "key" in said else read.key
        heading = write_heading(rule.title, key, rule.level, attributes, line_end(heading))
    if "rationale" in changed:
        body = with_rationale(body, rule.rationale)
    if "examples" in changed:
        body = with_examples(body, [_example(said) for said in rule.model_dump()["examples"]])
    if "checks" in changed:
        body = with_checks(body, [_check(check.model_dump(exclude_unset=True)) for check in rule.checks])
    return heading, body


def _attributes(rule: RuleDocument, present: Mapping[str, str]) -> dict[str, str]:
    """Those of the braces: in the order in which they stand there, new ones behind them."""
    said = rule.model_fields_set
    wanted: dict[str, str | None] = {}
    if "severity" in said:
        wanted["severity"] = rule.severity
    if "status" in said:
        wanted["status"] = None if rule.status == "active" else rule.status
    if "scope" in said:
        wanted |= {name: " ".join(getattr(rule.scope, name)) or None for name in SCOPE_NAMES}
    if "tags" in said:
        wanted["tags"] = " ".join(rule.tags) or None
    if "aliases" in said:
        wanted["aliases"] = " ".join(rule.aliases) or None
    if "attributes" in said:
        free = [name for name in present if name not in KNOWN_ATTRIBUTES]
        wanted |= {**dict.fromkeys(free), **rule.attributes}
    merged: dict[str, str | None] = {**present, **wanted}
    return {name: value for name, value in merged.items() if value is not None}


def _example(said: Json) -> Example:
    context = tuple(Turn(**turn) for turn in said["context"])
    spelling = said["spelling"] or (
        "comparison" if context or said["breaks"] or said["attributes"] else "quote"
    )
    return Example(
        said["verdict"],
        said["text"],
        said["explanation"],
        context,
        said["title"],
        tuple(said["breaks"]),
        said["attributes"],
        spelling,
    )


def _check(said: Json) -> CheckSpec:
    scope: str | list[str] = said.get("scope") or []
    return CheckSpec(
        name=said.get("name") or said["kind"],
        kind=said["kind"],
        params={key: value for key, value in said.items() if key not in OWN_KEYS},
        message=said.get("message"),
        severity=said.get("severity"),
        scope=(scope,) if isinstance(scope, str) else tuple(scope),
        is_named=bool(said.get("name")),
    )
