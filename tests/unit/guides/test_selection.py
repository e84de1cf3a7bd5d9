"""Which rules concern a piece of work: a scope names what it is for, and what is not known excludes nothing."""

import pytest

from copydesk.guides.checks.running import checks_of, concerning
from copydesk.guides.domain import parse_guide, selection
from copydesk.guides.domain.records import Scope
from copydesk.guides.domain.selection import concerns

GUIDE = """\
# House style {#house}

## Voice {#voice}

### Everywhere {#everywhere}

### In chats {#chats tasks="chat sft"}

## Law {#law}

### At court {#court domains="law-and-money"}

### Never {#never domains="law-and-money" status=retired}

## Notes {#notes questions=why}
"""
ENGLISH = "The tides come from the moon, and the sun helps it a little with that every single day."
GERMAN = "Ebbe und Flut kommen vom Mond, und die Sonne hilft ihm jeden Tag ein wenig dabei."
CHECKED = "## German {#german languages=de}\n\n```check\nkind: existence\ntokens: [die]\n```\n"


@pytest.mark.parametrize(
    ("rule", "work", "expected"),
    [
        (Scope(), Scope(tasks=("sft",), languages=("de",), domains=("law",), questions=("why",)), True),
        (Scope(tasks=("sft",), languages=("de",), domains=("law",), questions=("why",)), Scope(), True),
        (Scope(tasks=("sft", "chat")), Scope(tasks=("chat",)), True),
        (Scope(tasks=("sft",)), Scope(tasks=("chat",)), False),
        (Scope(tasks=("SFT",)), Scope(tasks=("sft",)), True),
        (Scope(domains=("law-and-money",)), Scope(domains=(" Law and  money ",)), True),
        (Scope(domains=("law",)), Scope(domains=("medicine", "law")), True),
        (Scope(domains=("law",)), Scope(domains=("medicine",)), False),
        (Scope(questions=("why",)), Scope(questions=("better", "why")), True),
        (Scope(questions=("why",)), Scope(questions=("better",)), False),
        (Scope(tasks=("sft",), domains=("law",)), Scope(tasks=("sft",), domains=("money",)), False),
    ],
)
def test_concerns_work_unless_a_part_names_something_else(
    rule: Scope, work: Scope, *, expected: bool
) -> None:
    assert concerns(rule, work) is expected


@pytest.mark.parametrize(
    ("rule", "work", "expected"),
    [
        ("de", "de", True),
        ("de", "de-AT", True),
        ("de-AT", "de", True),
        ("de-AT", "de_at", True),
        ("de-AT", "de-DE", False),
        ("zh-Hant", "zh-Hant-TW", True),
        ("de", "nds", False),
        ("en", "de", False),
    ],
)
def test_takes_a_language_for_all_its_regions(rule: str, work: str, *, expected: bool) -> None:
    assert concerns(Scope(languages=(rule,)), Scope(languages=(work,))) is expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (Scope(), ["house", "voice", "everywhere", "chats", "law", "court", "notes"]),
        (Scope(tasks=("rating",), questions=("better",)), ["house", "voice", "everywhere", "law", "court"]),
        (Scope(domains=("health",)), ["house", "voice", "everywhere", "chats", "notes"]),
    ],
)
def test_names_the_active_rules_and_the_sections_above_them(work: Scope, expected: list[str]) -> None:
    assert selection.concerning(parse_guide(GUIDE).rules, work) == expected


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        (GERMAN, "", {"german"}),
        (ENGLISH, "", set[str]()),
        (ENGLISH, "de", set[str]()),
        ("Kurz.", "", {"german"}),
        ("Kurz.", "de-AT", {"german"}),
        ("Kurz.", "en", set[str]()),
    ],
)
def test_goes_by_the_language_of_a_text_where_it_is_sure_and_else_by_what_is_known(
    text: str, known: str, expected: set[str]
) -> None:
    about = Scope(languages=(known,) if known else ())
    assert concerning(checks_of(parse_guide(CHECKED).rules), text, about) == expected
