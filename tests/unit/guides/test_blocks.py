"""Examples in three spellings, checks, reasons and footnotes of a rule's body, each with its lines."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.guides.domain import parse_guide
from copydesk.guides.domain.blocks import Example, Spelling
from copydesk.guides.domain.reading import Blocks, read_blocks
from copydesk.guides.domain.turns import Turn
from copydesk.guides.domain.writing import meaning, write_block, write_check, write_example
from tests.unit.guides.sources import demo_guide, release


def lines(body: str, span: tuple[int, int]) -> str:
    return "".join(body.splitlines(keepends=True)[span[0] : span[1]])


def only(blocks: Blocks) -> Example:
    (example,) = blocks.examples
    return example


def test_reads_a_quote_as_an_example_when_it_begins_with_a_verdict() -> None:
    body = (
        "Text.\n\n> **Good:** Two words,\n> and more.\n>\n> - a list\n>\n> *Because it is short.*\n\nText.\n"
    )
    example = only(read_blocks(body))
    assert (example.verdict, example.spelling, example.lines) == ("good", "quote", (2, 8))
    assert example.text == "Two words,\nand more.\n\n- a list"
    assert example.explanation == "Because it is short."
    assert lines(body, example.lines).startswith("> **Good:**")


def test_reads_each_verdict_of_a_quote_when_there_are_several() -> None:
    blocks = read_blocks("> **Good:** Yes.\n> **Bad**: No.\n> **OK:** Perhaps.\n> **Why:** People ask.\n")
    assert [(example.verdict, example.text) for example in blocks.examples] == [
        ("good", "Yes."),
        ("bad", "No."),
        ("ok", "Perhaps."),
    ]
    assert blocks.rationale == "People ask."


@pytest.mark.parametrize(
    "body",
    [
        "> Only a quote.\n",
        "> As she said:\n> **Good:** no.\n",
        "- > **Good:** in a list\n",
        "    > **Good:** code\n",
    ],
)
def test_leaves_a_quote_alone_when_it_does_not_begin_with_a_verdict(body: str) -> None:
    assert not read_blocks(body).examples


def test_reads_a_fence_as_an_example_when_it_says_a_verdict() -> None:
    body = '```bad because="It says \\"I\\"." title=Two\nAs an AI, "I" cannot.\n\nSo.\n```\n'
    example = only(read_blocks(body))
    assert (example.verdict, example.text) == ("bad", 'As an AI, "I" cannot.\n\nSo.')
    assert example.explanation == 'It says "I".'
    assert example.lines == example.block == (0, 5)


def test_reads_turns_as_the_context_when_a_fence_holds_a_conversation() -> None:
    example = only(read_blocks("~~~good\n<user>\nHi\n</user>\n<assistant>\nHello.\n</assistant>\n~~~\n"))
    assert example.text == "Hello."
    assert example.context == (Turn("user", "Hi"),)


COMPARISON = """\
**Example**: asking twice

~~~xml
<developer>
Be brief.
</developer>
[...]
<user>
How far?
</user>
<comparison>
<assistant> <!-- GOOD: short -->
150 km.
</assistant>
<assistant recipient="maps"> <!-- BAD[#honest][#clear]: made up -->
Far.
</assistant>
<assistant> <!-- OK -->
A day's drive.
</assistant>
</comparison>
<user>
Thanks
</user>
<comparison>
<assistant> <!-- GOOD, given how short it is -->
Any time.
</assistant>
</comparison>
~~~
"""


@pytest.mark.parametrize("body", [COMPARISON, COMPARISON.replace("~~~xml\n", "").replace("~~~\n", "")])
def test_reads_the_answers_of_each_comparison_with_the_turns_before_it(body: str) -> None:
    good, bad, ok, later = read_blocks(body).examples
    asked = (Turn("developer", "Be brief."), Turn("user", "How far?"))
    assert [example.verdict for example in (good, bad, ok, later)] == ["good", "bad", "ok", "good"]
    assert {example.title for example in (good, bad, ok, later)} == {"asking twice"}
    assert (good.text, good.explanation, good.context) == ("150 km.", "short", asked)
    assert (bad.breaks, bad.explanation, bad.attributes) == (
        ("honest", "clear"),
        "made up",
        {"recipient": "maps"},
    )
    assert ok.explanation is None
    assert later.context == (*asked, Turn("assistant", "150 km."), Turn("user", "Thanks"))
    assert later.explanation == "given how short it is"
    assert lines(body, bad.lines).startswith('<assistant recipient="maps">')
    assert lines(body, bad.lines).endswith("</assistant>\n")
    assert good.block == later.block


def test_reads_a_fence_inside_a_bare_turn_as_part_of_the_answer() -> None:
    body = "<comparison>\n<assistant> <!-- GOOD -->\nRun:\n\n```bad\nx\n```\n</assistant>\n</comparison>\n"
    assert only(read_blocks(body)).text == "Run:\n\n```bad\nx\n```"


def test_reads_a_check_with_its_kinds_own_keys_apart() -> None:
    body = "```check\nkind: existence\nname: praise\nmessage: Begin with substance.\nseverity: minor\nscope: [text, list]\n"
    body += "tokens: [great question, 'no', on]\nignorecase: true\n```\n\n```check\nkind: existence\ntokens: [x]\n```\n\n"
    body += "~~~check\nkind: existence\n~~~\n"
    first, second, third = read_blocks(body).checks
    assert (first.name, first.is_named, first.kind) == ("praise", True, "existence")
    assert (first.message, first.severity, first.scope) == (
        "Begin with substance.",
        "minor",
        ("text", "list"),
    )
    assert first.params == {"tokens": ["great question", "no", "on"], "ignorecase": True}
    assert (second.name, second.is_named, second.lines) == ("existence", False, (10, 14))
    assert third.name == "existence-2"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("kind: existence\nkind: other", "stands twice"),
        ("a: &x [1]\nb: *x", "Anchors"),
        ("- a list", "with a `kind`"),
        ("kind: 3", "needs a `kind`"),
        ("kind: existence\nscope: {a: b}", "`scope`"),
        ("kind: existence\nname: [x]", "`name`"),
        ("[" * 10_000, "nested"),
    ],
)
def test_says_what_is_wrong_when_a_check_cannot_be_used(content: str, words: str) -> None:
    blocks = read_blocks(f"```check\n{content}\n```\n")
    assert not blocks.checks
    assert words in blocks.faults[0].message


def test_refuses_a_second_check_of_the_same_name_when_both_are_named() -> None:
    check = "```check\nkind: existence\nname: a\n```\n\n"
    assert [fault.line for fault in read_blocks(check + check).faults] == [5]


def test_counts_the_uses_of_footnotes_outside_code() -> None:
    blocks = read_blocks("One[^a] two[^b] three[^a].\n\n```\n[^c]\n```\n\n[^b]: Where it is said.\n")
    assert [(note.id, note.n_uses, note.definition) for note in blocks.footnotes] == [
        ("a", 2, None),
        ("b", 1, "Where it is said."),
    ]


@pytest.mark.parametrize(
    "example",
    [
        Example("good", "Short.", "It helps."),
        Example("bad", "- a list\n- of things", "With *stars* and _lines_."),
        Example("bad", "    code first", None),
        Example("ok", "Ends with\n\n*emphasis*", None),
        Example("good", "> quoted\n\n```\ncode\n```", 'Says "no" and ``` twice'),
        Example("good", "```bad\nx\n```", "a \\ backslash", spelling="fence"),
        Example("bad", "", None),
        Example("good", "Hello", "why", (Turn("user", "Hi\n\nthere"),)),
        Example(
            "good",
            "</assistant>\n\\</assistant> x\n  <comparison>\n",
            None,
            (Turn("user", "</user>"),),
            spelling="comparison",
        ),
        Example("good", "<comparison>\n</comparison>", None, (Turn("user", "Hi"),), spelling="fence"),
        Example(
            "bad",
            "Hello",
            "why --> so",
            (Turn("user", "Hi"),),
            None,
            ("a", "b.c"),
            {"recipient": "x"},
            "comparison",
        ),
    ],
)
def test_reads_an_example_as_it_was_when_it_is_written_back(example: Example) -> None:
    written = write_block(example)
    read = only(read_blocks(f"Text before.\n\n{written}\nText behind.\n"))
    expected = (example.explanation or "").replace("-->", "→") or None
    assert meaning(read).text == example.text
    assert (read.verdict, read.explanation, read.context) == (example.verdict, expected, example.context)
    assert read.breaks == example.breaks


def test_reads_a_check_as_it_was_when_it_is_written_back() -> None:
    params = {
        "tokens": ["no", "1e3", "12", "true", "~", "a: b", "two\nlines", " x "],
        "max": 3,
        "ratio": 0.5,
        "on": True,
    }
    body = "```check\nkind: existence\nname: n\nscope: text\n```\n"
    spec = read_blocks(body).checks[0]
    again = read_blocks(write_check(replace(spec, params=params))).checks[0]
    assert again.params == params
    assert (again.name, again.scope) == ("n", ("text",))


def test_writes_an_example_of_a_comparison_as_its_turn_alone() -> None:
    bad = read_blocks(COMPARISON).examples[1]
    assert write_example(bad) == lines(COMPARISON, bad.lines)


def test_reads_a_good_and_a_bad_example_of_each_rule_of_the_demo_guide() -> None:
    rules = [rule for rule in parse_guide(demo_guide()).rules if rule.kind == "rule"]
    for rule in rules:
        examples = read_blocks(rule.body).examples
        assert {example.verdict for example in examples} == {"good", "bad"}, rule.key
        assert all(example.explanation for example in examples), rule.key


@pytest.mark.parametrize(
    ("name", "good", "bad", "ok"),
    [("2025-02-12", 167, 162, 7), ("2025-09-12", 186, 186, 7), ("2025-12-18", 193, 196, 8)],
)
def test_reads_every_comparison_when_the_guide_is_real(
    real_sets: Path, name: str, good: int, bad: int, ok: int
) -> None:
    examples = [
        example
        for rule in parse_guide(release(real_sets, name)).rules
        for example in read_blocks(rule.body).examples
    ]
    assert Counter(example.verdict for example in examples) == {"good": good, "bad": bad, "ok": ok}
    assert all(example.context for example in examples)


PIECES = (
    *(
        "a",
        " ",
        "\n",
        "*",
        "_",
        ">",
        "- ",
        "```",
        "~~~",
        "**Good:** ",
        "<user>",
        "</assistant>",
        "-->",
        "<comparison>",
    ),
    *("</comparison>", '"', "\\", "1. ", "#", "    ", "\n\n", "é", "*why*", "<!--", "`"),
)
WRITTEN = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)


@settings(max_examples=80, deadline=None)
@given(WRITTEN, st.none() | WRITTEN, st.sampled_from(["quote", "fence", "comparison"]), st.booleans())
def test_reads_any_example_as_it_was_when_it_is_written_back(
    text: str, why: str | None, spelling: Spelling, has_context: bool
) -> None:
    context = (Turn("user", "Hi"),) if has_context else ()
    example = Example("bad", text, why, context, spelling=spelling)
    read = only(read_blocks(f"Text.\n\n{write_block(example)}\nMore.\n"))
    assert (read.verdict, read.text.strip(), read.context) == ("bad", text.strip(), context)
