"""A guide as JSON and YAML, and Markdown again: the same bytes, or exactly what was edited."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from copydesk.guides.domain import parse_guide
from copydesk.guides.domain.document import document_schema
from copydesk.guides.domain.interchange import from_document, read_document, to_document, write_json
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.yaml_writing import write_yaml
from copydesk.kernel.errors import Invalid
from tests.unit.guides.sources import RELEASES, demo_guide, release

SOURCE = """\
Preface.

# Tone {#tone owner=me}

## Kind  {#kind   severity=minor tags="a b"}

Text.

> **Good:** Yes.
>
> *Because.*

> **Bad:** No.

```check
kind: existence
tokens: [x]   # kept as it is
```

> **Why:** People ask.

## Short

Be short.
"""

MARKDOWN = st.lists(
    st.sampled_from(
        [
            *(
                "# A",
                "## B {#b}",
                '## B {#b severity=major x="y z"}',
                "A\n===",
                "# ",
                "#",
                "{#x}",
                "# A {#}",
                "# A {#b tags=}",
            ),
            *(
                "> **Good:** x",
                ">",
                "> *why*",
                "**Example**: t",
                "~~~xml",
                "~~~",
                "```check",
                "```",
                "kind: existence",
                "tokens: [",
            ),
            *(
                "<comparison>",
                "</comparison>",
                "<assistant> <!-- GOOD: y -->",
                "</assistant>",
                "<user>",
                "</user>",
                "- a",
                "  - b",
            ),
            *(
                "[^a]",
                "[^a]: b",
                "\ttab",
                "text",
                "",
                " ",
                "\r",
                "\x85",
                "\u2028",
                "\ufeff",
                "<!--",
                "-->",
                "\\",
                "    code",
                "& é 日本",
            ),
        ]
    ),
    max_size=25,
)


def joined(lines: list[str]) -> str:
    return "\n".join(lines)


def edited(change: Any) -> str:
    document = to_document(SOURCE)
    change(document["rules"])
    return from_document(document)


@pytest.mark.parametrize("name", RELEASES)
def test_gives_back_each_byte_of_a_real_guide_by_json_and_yaml(real_sets: Path, name: str) -> None:
    source = release(real_sets, name)
    document = to_document(source)
    assert read_document(write_json(document)) == source
    assert read_document(write_yaml(document)) == source


def test_new_examples_and_checks_keep_their_order_when_a_document_becomes_markdown() -> None:
    checks = [{"name": name, "kind": "existence", "tokens": [name]} for name in ("one", "two", "three")]
    examples = [{"verdict": "good", "text": text} for text in ("first", "second", "third")]
    rule = {"key": "a", "title": "A", "body": "Text.", "examples": examples, "checks": checks}
    source = from_document({"format": "copydesk-guide/1", "rules": [rule]})
    blocks = read_blocks(parse_guide(source).rules[0].body)
    assert [one.text for one in blocks.examples] == ["first", "second", "third"]
    assert [one.name for one in blocks.checks] == ["one", "two", "three"]


def test_gives_back_each_byte_of_the_demo_guide() -> None:
    document = to_document(demo_guide())
    assert from_document(document) == demo_guide()
    assert read_document(write_yaml(document)) == demo_guide()


@settings(max_examples=150, deadline=None)
@given(MARKDOWN.map(joined))
def test_never_raises_and_gives_back_each_byte_whatever_the_markdown_is(source: str) -> None:
    guide = parse_guide(source)
    pairs = zip(guide.headings, guide.rules, strict=True)
    assert guide.preface + "".join(heading + rule.body for heading, rule in pairs) == source
    for rule in guide.rules:
        read_blocks(rule.body)
    document = to_document(source)
    assert from_document(document) == source
    assert read_document(write_json(document)) == source
    assert read_document(write_yaml(document)) == source


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=80))
def test_gives_back_each_byte_of_any_text(text: str) -> None:
    source = f"# A\n\n{text}"
    assert read_document(write_json(to_document(source))) == source
    assert read_document(write_yaml(to_document(source))) == source


def test_is_what_the_published_schema_says() -> None:
    validator = Draft202012Validator(document_schema())
    for source in (SOURCE, demo_guide(), ""):
        assert validator.is_valid(to_document(source))
    assert not validator.is_valid({"format": "copydesk-guide/1"})


def test_rewrites_only_the_heading_when_its_keys_were_edited() -> None:
    def change(rules: list[dict[str, Any]]) -> None:
        rules[1] |= {
            "title": "Kinder",
            "severity": "critical",
            "tags": [],
            "status": "draft",
            "attributes": {"who": "all of us"},
        }

    heading = '## Kind  {#kind   severity=minor tags="a b"}'
    assert edited(change) == SOURCE.replace(
        heading, '## Kinder {#kind severity=critical status=draft who="all of us"}'
    )


def test_rewrites_only_the_example_that_was_edited() -> None:
    def change(rules: list[dict[str, Any]]) -> None:
        rules[1]["examples"][0]["text"] = "Surely."

    assert edited(change) == SOURCE.replace("**Good:** Yes.", "**Good:** Surely.")


def test_adds_and_removes_examples_where_they_belong() -> None:
    def change(rules: list[dict[str, Any]]) -> None:
        rules[1]["examples"] = [{"verdict": "ok", "text": "Well."}, rules[1]["examples"][1]]
        rules[2]["examples"] = [
            {"verdict": "bad", "text": "Long", "context": [{"role": "user", "text": "Why?"}]}
        ]

    found = parse_guide(edited(change)).rules
    assert [(one.verdict, one.text) for one in read_blocks(found[1].body).examples] == [
        ("ok", "Well."),
        ("bad", "No."),
    ]
    added = read_blocks(found[2].body).examples[0]
    assert (added.spelling, added.context[0].text) == ("comparison", "Why?")
    assert found[2].body.startswith("\nBe short.\n\n~~~xml\n")


def test_rewrites_checks_and_reasons_in_place() -> None:
    def change(rules: list[dict[str, Any]]) -> None:
        rules[1]["checks"][0]["tokens"] = ["no"]
        rules[1]["rationale"] = "They asked."

    text = edited(change)
    assert "```check\nkind: existence\ntokens:\n- 'no'\n```\n" in text
    assert "> **Why:** They asked.\n" in text
    assert "# kept" not in text


def test_reads_a_document_written_by_hand_without_raw_markdown() -> None:
    source = read_document(
        """
        format: copydesk-guide/1
        preface: ""
        rules:
          - {title: Tone, key: tone, level: 1}
          - title: Be kind
            severity: major
            tags: [voice]
            body: |

              To everybody.
            rationale: People ask.
            examples:
              - {verdict: good, text: "Yes, gladly.", explanation: It is short.}
            checks:
              - {kind: existence, tokens: [no]}
        """
    )
    rule = parse_guide(source).rules[1]
    assert (rule.key, rule.severity, rule.tags, rule.parent_key) == ("be-kind", "major", ("voice",), "tone")
    blocks = read_blocks(rule.body)
    assert (blocks.rationale, blocks.examples[0].text, blocks.checks[0].params) == (
        "People ask.",
        "Yes, gladly.",
        {"tokens": ["no"]},
    )


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("format: copydesk-guide/1\nrules: [{title: A, severity: huge}]", "/rules/0/severity"),
        ("format: other\nrules: []", "/format"),
        ("format: copydesk-guide/1\nrules: [{title: A, nonsense: 1}]", "/rules/0/nonsense"),
        ('{"format": "copydesk-guide/1", "rules": [{"title": "A", "body": "# B\\n"}]}', "/rules/0/body"),
        (
            '{"format": "copydesk-guide/1", "rules": [{"title": "A", "body": "```\\n"}, {"title": "B"}]}',
            "/rules",
        ),
        ("rules: [", "line 2, column 1"),
        ("- a", ""),
    ],
)
def test_names_the_place_when_a_document_is_no_guide(text: str, at: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_document(text)
    assert at in [fault.at for fault in refused.value.faults]


def test_keeps_the_keys_of_the_schema_in_english_and_described() -> None:
    properties = document_schema()["$defs"]["RuleDocument"]["properties"]
    assert {"key", "severity", "examples", "checks", "heading", "body"} <= set(properties)
    assert json.loads(json.dumps(document_schema()))["title"] == "Copydesk guide"
