"""The checks of a guide as one set: what runs, what is refused, what could not finish."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from copydesk.guides.checks.running import CheckSet, checks_of, compile_checks
from copydesk.guides.checks.substitution import Substitution
from copydesk.guides.domain.linting import CheckFailed, CheckFault
from copydesk.guides.domain.parsing import parse_guide

HEAD = "# G\n\n## Rule {#rule severity=minor}\n\nBody.\n\n"
TWO = """\
# G

## One {#one severity=critical}

```check
kind: existence
tokens: [very]
limit: 2
```

```check
name: plain
kind: substitution
severity: minor
link: https://example.org
swap: {utilize: use}
```

## Two {#two}

```check
kind: existence
tokens: [really]
```

## Old {#old status=retired}

```check
kind: existence
tokens: [very]
```
"""


def compiled(source: str) -> CheckSet:
    guide = parse_guide(source)
    return compile_checks(checks_of(guide.rules))


def fenced(check: str) -> str:
    return f"{HEAD}```check\n{check}```\n"


def test_alerts_come_by_place_with_whose_they_are_when_several_rules_speak() -> None:
    report = compiled(TWO).run("We utilize very, really very, very good things.")
    assert [(one.rule_key, one.check, one.severity, one.start) for one in report.alerts] == [
        ("one", "plain", "minor", 3),
        ("one", "existence", "critical", 11),
        ("two", "existence", "major", 17),
        ("one", "existence", "critical", 24),
    ]
    assert report.alerts[0].link == "https://example.org"
    assert report.failures == []
    assert report.took_ms > 0


def test_only_named_rules_speak_when_they_are_asked_for() -> None:
    report = compiled(TWO).run("very really", only={"two"})
    assert [one.rule_key for one in report.alerts] == ["two"]
    assert compiled(TWO).rule_keys == {"one", "two"}


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("kind: exsitence\ntokens: [a]\n", 'kind: There is no kind "exsitence". Did you mean `existence`?'),
        ("kind: existence\ntoken: [a]\n", "token: `existence` has no such key. Did you mean `tokens`?"),
        ("kind: existence\ntokens: [a]\nscope: nowhere\n", 'scope: There is no scope "nowhere".'),
        ("kind: existence\ntokens: 5\n", "tokens: Input should be a list."),
        ("kind: existence\ntokens: ['(a|aa)+b']\n", "tokens/0: The pattern takes too long"),
        ("kind: sequence\ntokens: [{tag: NN}]\n", "kind: `sequence` is not supported."),
        ("kind: existence\ntokens: [a]\nlimit: 0\n", "limit: Input should be greater than or equal to 1."),
    ],
)  # fmt: skip
def test_check_is_a_fault_with_its_line_when_it_cannot_be_used(check: str, said: str) -> None:
    good = "\n```check\nkind: existence\nname: good\ntokens: [very]\n```\n"
    checks = compiled(fenced(check) + good)
    assert [(fault.rule_key, fault.line) for fault in checks.faults] == [("rule", 3)]
    assert isinstance(checks.faults[0], CheckFault)
    assert checks.faults[0].message.startswith(said)
    assert [alert.check for alert in checks.run("very").alerts] == ["good"]


def test_check_has_failed_and_says_nothing_when_its_time_is_over() -> None:
    check = "kind: existence\nnonword: true\ntokens: ['\\w+:', '!']\n"
    good = "\n```check\nkind: existence\nname: good\ntokens: [very]\n```\n"
    report = compiled(fenced(check) + good).run("very! " + "a" * 30_000 + " :", limit_ms=5)
    assert [alert.check for alert in report.alerts] == ["good"]
    assert report.failures == [
        CheckFailed("rule", "existence", "It took longer than 5 ms on this text and was stopped.")
    ]


def test_set_says_the_same_when_many_threads_use_it_at_once() -> None:
    checks = compiled(TWO)
    texts = [f"very {'really ' * number} utilize" for number in range(40)]
    alone = [checks.run(text, limit_ms=5_000).alerts for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: checks.run(text, limit_ms=5_000).alerts, texts))
    assert together == alone


def test_words_of_the_project_are_right_when_spelling_is_checked() -> None:
    checks = compiled(fenced("kind: spelling\n"))
    text = "The Kwibble is a tool for linters and zorbling."
    assert [text[one.start : one.end] for one in checks.run(text, limit_ms=5_000).alerts] == [
        "Kwibble",
        "zorbling",
    ]
    assert checks.run(text, limit_ms=5_000, words=["kwibble", "zorbling"]).alerts == []


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("kind: substitution\nswap: {price: '$5'}\n", "names the group $5"),
        ("kind: existence\ntokens: [foo]\naction: {name: edit, params: [regex, o+, $1]}\n", "no group $1"),
        ("kind: existence\ntokens: [foo]\naction: {name: edit, params: [split, ' ', --1]}\n", "a number"),
        ("kind: existence\ntokens: [foo]\naction: {name: edit, params: [split, ' ', ²]}\n", "a number"),
    ],
)
def test_check_is_faulty_when_its_fix_names_what_is_not_there(check: str, said: str) -> None:
    [fault] = compiled(fenced(check)).faults
    assert said in fault.message


def test_backslash_is_itself_when_a_fix_has_one() -> None:
    check = "kind: existence\ntokens: [foo]\naction: {name: edit, params: [regex, f(o+), 'C:\\q$1']}\n"
    [alert] = compiled(fenced(check)).run("foo", limit_ms=5_000).alerts
    assert alert.fix == "C:\\qoo"


def test_other_checks_still_speak_when_one_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise IndexError("a text of somebody")

    checks = compiled(TWO)
    monkeypatch.setattr(Substitution, "run", broken)
    report = checks.run("We utilize very, very good things.", limit_ms=5_000)
    assert [(one.check, one.reason) for one in report.failures] == [
        ("plain", "It could not finish on this text (IndexError).")
    ]
    assert {one.check for one in report.alerts} == {"existence"}


def test_prose_is_read_when_it_stands_between_rules_across_the_page() -> None:
    checks = compiled(fenced("kind: existence\ntokens: [very]\n"))
    prose = "---\nThis is very bad.\n\nSo very bad.\n---\n\nfine"
    assert len(checks.run(prose, limit_ms=5_000).alerts) == 2
    listed = "---\n- very\n---\n\nfine"
    assert len(checks.run(listed, limit_ms=5_000).alerts) == 1
    blank = "---\n" + " \t\n-a: b\n" * 2_000 + "very\n---\n"
    assert len(checks.run(blank, limit_ms=5_000).alerts) == 1
    settings = "---\ntitle: very\ntags:\n  - very\n---\n\nvery"
    assert len(checks.run(settings, limit_ms=5_000).alerts) == 1


def test_single_letters_are_no_mistake_when_spelling_is_checked() -> None:
    text = "Take A's reason, not B\u2019s; the sum is in plan B. Let f be x, says C."
    assert compiled(fenced("kind: spelling\n")).run(text, limit_ms=5_000).alerts == []


def test_text_in_another_language_is_left_alone_when_spelling_is_checked() -> None:
    text = "Die Rechtschreibung dieses deutschen Satzes wird nicht mit einem englischen Wörterbuch geprüft, das wäre sinnlos."
    assert compiled(fenced("kind: spelling\n")).run(text, limit_ms=5_000).alerts == []
