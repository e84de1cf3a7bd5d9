"""What the pages show is read as they say."""

import re
from pathlib import Path

import pytest

from copydesk.guides.domain import parse_guide
from copydesk.guides.domain.interchange import read_document
from copydesk.guides.domain.reading import read_blocks

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGES = ("guide/style-guide.md", "recipes/write-your-first-guide.md", "recipes/bring-your-word-document.md")


def shown(page: str, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.findall(rf"^(`{{3,}}){language}\n(.*?)^\1$", text, re.MULTILINE | re.DOTALL)
    return [content for _, content in found]


@pytest.mark.parametrize("page", PAGES[:2])
def test_shows_markdown_without_faults(page: str) -> None:
    for source in shown(page, "markdown"):
        assert not read_blocks(source).faults
        assert not parse_guide(source).faults


def test_shows_a_rule_with_everything_that_a_rule_can_have() -> None:
    rule = parse_guide(shown(PAGES[0], "markdown")[0]).rules[1]
    blocks = read_blocks(rule.body)
    assert (rule.key, rule.severity, rule.tags, rule.scope.tasks) == (
        "tone.no-praise",
        "major",
        ("voice",),
        ("sft", "chat"),
    )
    assert [example.verdict for example in blocks.examples] == ["good", "bad"]
    assert (blocks.rationale, blocks.checks[0].kind) == (
        "Praise that comes every time means nothing.",
        "existence",
    )


def test_shows_each_spelling_of_an_example() -> None:
    spellings = [
        example.spelling
        for source in shown(PAGES[0], "markdown")[1:]
        for example in read_blocks(source).examples
    ]
    assert spellings == ["quote", "fence", "comparison", "comparison"]


def test_shows_a_document_that_is_a_guide() -> None:
    (document,) = shown(PAGES[0], "yaml")
    rule = parse_guide(read_document(document)).rules[0]
    assert (rule.key, read_blocks(rule.body).examples[0].explanation) == ("short", "Nothing was said.")


def test_writes_a_first_guide_that_can_be_published() -> None:
    first, *_ = shown(PAGES[1], "markdown")
    assert [rule.key for rule in parse_guide(first).rules] == ["guide", "answer-first", "no-praise", "unsure"]


@pytest.mark.parametrize("page", PAGES)
def test_links_only_to_pages_that_are_there(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", (DOCS / page).read_text(encoding="utf-8")):
        assert (DOCS / page).parent.joinpath(target).exists(), target
