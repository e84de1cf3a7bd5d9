"""What a guide leaves to interpretation, and the evaluation prompts that belong to its rules."""

from collections import Counter
from pathlib import Path

from copydesk.guides.domain import parse_guide
from copydesk.guides.domain.coverage import cover
from copydesk.guides.domain.prompt_sets import read_prompt_set
from copydesk.guides.domain.turns import Turn
from tests.unit.guides.sources import RELEASES, release

SOURCE = """\
# A {#a}

Text[^one] and[^two].

> **Good:** Yes.

# B {#b}

Text.

```check
kind: existence
tokens: [x]
```

# C {#c status=retired}

Text.
"""

FILE = """\
Examples for [^one] in A:

**Example**: in two turns

~~~xml
<user>
Hi
</user>
<assistant>
Hello.
</assistant>
<user>
And now?
</user>
~~~

~~~xml
<developer>
Be brief.
</developer>
~~~
"""


def prompt_files(real_sets: Path) -> dict[str, str]:
    folder = real_sets / "model_spec" / RELEASES[3] / "examples"
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}


def test_names_the_rules_without_examples_checks_and_prompts() -> None:
    coverage = cover(parse_guide(SOURCE).rules, {"one"})
    assert [rule.key for rule in coverage.rules] == ["a", "b"]
    assert coverage.without_examples == ("b",)
    assert coverage.without_checks == ("a",)
    assert coverage.without_prompts == ("b",)
    assert coverage.missing_sets == ("two",)


def test_finds_the_known_figures_when_the_guide_is_real(real_sets: Path) -> None:
    rules = [
        rule for rule in parse_guide(release(real_sets, RELEASES[3])).rules if "authority" in rule.attributes
    ]
    sets = {name.removesuffix(".md") for name in prompt_files(real_sets)}
    for prompt_sets in (None, sets):
        coverage = cover(rules, prompt_sets)
        assert (len(coverage.rules), len(coverage.without_prompts)) == (59, 16)
    assert len(coverage.rules) - len(coverage.without_prompts) == 43
    assert set(coverage.missing_sets) == {"d0pu", "rse0", "h82a", "t5q0"}


def test_reads_prompts_with_their_rules() -> None:
    prompts = read_prompt_set({"one.md": FILE}, parse_guide(SOURCE)).prompts
    assert [(one.id, one.set_id, one.rule_keys, one.title) for one in prompts] == [
        ("one-1", "one", ("a",), "in two turns"),
        ("one-2", "one", ("a",), None),
    ]
    assert prompts[0].messages == (Turn("user", "Hi"), Turn("assistant", "Hello."), Turn("user", "And now?"))


def test_takes_the_rule_that_the_first_line_names_when_no_rule_cites_the_set() -> None:
    read = read_prompt_set({"x/three.md": FILE.replace("[^one] in A", "[^three] in B")}, parse_guide(SOURCE))
    assert {one.rule_keys for one in read.prompts} == {("b",)}
    assert not read.faults


def test_names_the_file_when_it_holds_no_prompt_or_belongs_to_no_rule() -> None:
    read = read_prompt_set({"four.md": "Only text.\n", "one.md": "~~~\nno turns\n~~~\n"}, parse_guide(SOURCE))
    assert not read.prompts
    assert [(fault.at, fault.message.split(" ")[0]) for fault in read.faults] == [
        ("four.md", "No"),
        ("four.md", "There"),
        ("one.md, line 1", "This"),
    ]


def test_reads_every_prompt_with_a_rule_when_the_set_is_real(real_sets: Path) -> None:
    read = read_prompt_set(prompt_files(real_sets), parse_guide(release(real_sets, RELEASES[3])))
    assert (len(read.prompts), read.faults) == (272, ())
    assert len({one.id for one in read.prompts}) == 272
    assert all(one.rule_keys and one.title for one in read.prompts)
    roles = Counter(turn.role for one in read.prompts for turn in one.messages)
    assert roles == {"user": 285, "developer": 39, "assistant": 17, "system": 9, "tool": 1}
