"""Vale's configuration and keys as they are meant, beyond what Google's style uses."""

import json
from pathlib import Path

import pytest

from copydesk.guides.checks.lint_guides import markup_of, open_guide
from copydesk.guides.checks.running import compile_checks
from copydesk.guides.checks.vale import Style, Vocabulary, own_style, read_style, to_guide
from copydesk.guides.checks.vale_config import matches, read_config
from copydesk.guides.domain.parsing import parse_guide
from copydesk.guides.domain.reading import read_blocks
from copydesk.kernel.errors import Invalid

INI = """\
StylesPath = styles
MinAlertLevel = warning
Vocab = House

[*.{md,txt}]
BasedOnStyles = Own, Vale
Own.Quiet = NO
Own.Loud = error
Vale.Spelling = NO

[drafts/*.md]
BasedOnStyles = Own
"""
RULES = {
    "Loud.yml": "extends: existence\nmessage: \"'%s' is loud\"\nlevel: suggestion\ntokens: [loud]\n",
    "Quiet.yml": "extends: existence\nmessage: quiet\nlevel: error\ntokens: [quiet]\n",
    "Small.yml": "extends: existence\nmessage: small\nlevel: suggestion\ntokens: [small]\n",
    "Names.yml": "extends: substitution\nmessage: Use '%s', not '%s'.\nswap: {acme: Acme, kay: Kay}\nignorecase: true\n",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    own = tmp_path / "styles" / "Own"
    own.mkdir(parents=True)
    for name, text in RULES.items():
        (own / name).write_text(text, encoding="utf-8")
    words = tmp_path / "styles" / "config" / "vocabularies" / "House"
    words.mkdir(parents=True)
    (words / "accept.txt").write_text("Acme\n", encoding="utf-8")
    (words / "reject.txt").write_text("foobar\n", encoding="utf-8")
    (tmp_path / ".vale.ini").write_text(INI, encoding="utf-8")
    return tmp_path


def said(house: Path, name: str, text: str) -> list[tuple[str, str]]:
    guide = open_guide(house)
    assert guide.faults == []
    return [(alert.rule_key, alert.severity) for alert in guide.checks_for(name).run(text).alerts]


def test_rules_are_those_that_the_file_has_switched_on(house: Path) -> None:
    assert said(house, "a.md", "A loud, quiet, small foobar; acme, kay.") == [
        ("Own.Loud", "critical"),
        ("Vale.Avoid", "critical"),
        ("Own.Names", "major"),
        ("Vale.Terms", "critical"),
        ("Own.Names", "major"),
    ]
    assert said(house, "a.rst", "A loud foobar.") == []


def test_last_section_that_matches_names_the_styles_when_there_are_several(house: Path) -> None:
    assert said(house, "drafts/a.md", "A loud foobar.") == [("Own.Loud", "critical")]


@pytest.mark.parametrize(
    ("glob", "path", "does"),
    [
        ("*.md", "deep/down/a.md", True),
        ("*.{md,rst}", "a.rst", True),
        ("*.{md,rst}", "a.txt", False),
        ("docs/*.md", "docs/a.md", True),
        ("docs/*.md", "a.md", False),
        ("*", "anything", True),
    ],
)
def test_glob_matches_as_vale_matches(glob: str, path: str, does: bool) -> None:
    assert matches(glob, path) is does


def test_faults_name_the_line_when_the_configuration_is_wrong() -> None:
    config = read_config("StylesPath = x\n\n[*.md]\nnonsense\nOwn.Rule = MAYBE\n# remark\n")
    assert [fault.at for fault in config.faults] == ["line 4", "line 5"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("message: x\ntokens: [a]\n", "`extends` is missing"),
        ("extends: existence\nlevel: huge\n", "is no level"),
        ("- a\n", "no rule"),
        ("extends: [\n", "cannot be read"),
    ],
)
def test_file_is_a_fault_when_it_is_no_rule(text: str, words: str) -> None:
    style = read_style("S", {"Bad.yml": text, "Good.yml": RULES["Loud.yml"]})
    assert [rule.key for rule in style.rules] == ["S.Good"]
    assert style.faults[0].at == "S/Bad.yml"
    assert words in style.faults[0].message


def compile_one(text: str, **files: str) -> tuple[Style, list[str]]:
    style = read_style("S", {"Rule.yml": text, **files})
    return style, [fault.message for fault in compile_checks([rule.checks() for rule in style.rules]).faults]


@pytest.mark.parametrize(
    "text",
    [
        "extends: occurrence\nmessage: m\nscope: sentence\nlevel: suggestion\nmax: 0\nmin: 2\ntoken: x\n",
        "extends: capitalization\nmessage: m\nmatch: $title\nstyle: AP\nexceptions: [a]\n",
        "extends: metric\nmessage: m %s\nformula: |\n  (0.39 * (words / sentences)) + 11.8\ncondition: '> 8'\n",
        "extends: readability\nmessage: m %s\ngrade: 8\nmetrics: [Flesch-Kincaid, Gunning Fog]\n",
        "extends: consistency\nmessage: m\nlevel: error\nnonword: false\nignorecase: true\neither: {a: b}\n",
        "extends: repetition\nmessage: m\nalpha: true\ntokens: ['[^\\s]+']\n",
        "extends: existence\nmessage: m\nscope: [heading.h1, '~table & ~code']\nnonword: true\ntokens: [1, 2.5]\n",
        "extends: spelling\nmessage: m '%s'\ncustom: true\nfilters: ['x']\ndictionaries: [en_GB]\nignore: [words.txt]\n",
        "extends: existence\nmessage: m\nscope: text.attr.alt\ntokens: [on, yes, no, off]\n",
    ],
)
def test_rule_compiles_when_it_is_written_as_vale_documents_it(text: str) -> None:
    style, faults = compile_one(text, **{"words.txt": "zorble\n"})
    assert (style.faults, faults) == ([], [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("extends: sequence\nmessage: m\ntokens: [{tag: MD}]\n", "not supported"),
        ("extends: script\nmessage: m\nscript: x\n", "not supported"),
        ("extends: existence\nmessage: m\nscope: text.comment.line\ntokens: [a]\n", "There is no scope"),
        ("extends: substitution\nmessage: m\npos: NN\nswap: {a: b}\n", "no such key"),
    ],
)
def test_rule_is_a_visible_fault_when_it_cannot_be_run(text: str, words: str) -> None:
    style, faults = compile_one(text)
    assert style.faults == []
    assert words in faults[0]


def test_words_of_a_list_are_right_when_a_spelling_rule_names_it() -> None:
    text = "extends: spelling\nmessage: m '%s'\nlevel: error\nignore: words.txt\n"
    style = read_style("S", {"Rule.yml": text, "words.txt": "zorble\nkwibble\n"})
    checks = compile_checks([rule.checks() for rule in style.rules])
    raw = "The zorble is a kwibble of the frumble kind."
    assert [raw[one.start : one.end] for one in checks.run(raw, limit_ms=5_000).alerts] == ["frumble"]


def test_own_rules_of_vale_are_there_when_they_are_based_on() -> None:
    style = own_style(Vocabulary(("GitHub", "(?i)regex.*"), ("whilst",)))
    checks = compile_checks([rule.checks() for rule in style.rules])
    raw = "Whilst the the github site is up, GitHub is."
    found = [
        (one.rule_key, raw[one.start : one.end], one.fix) for one in checks.run(raw, limit_ms=5_000).alerts
    ]
    assert ("Vale.Avoid", "Whilst", None) in found
    assert ("Vale.Repetition", "the the", "the") in found
    assert ("Vale.Terms", "github", "GitHub") in found


def test_guide_is_refused_when_the_folder_holds_none(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="neither"):
        open_guide(tmp_path)
    (tmp_path / ".vale.ini").write_text("StylesPath = nowhere\n[*]\n", encoding="utf-8")
    with pytest.raises(Invalid, match="no folder of styles"):
        open_guide(tmp_path)
    with pytest.raises(Invalid, match="no guide"):
        open_guide(tmp_path / "guide.md")


@pytest.mark.parametrize(
    ("name", "markup"), [("a.md", "markdown"), ("a", "markdown"), ("a.rst", "plain"), ("a.TXT", "plain")]
)
def test_markup_follows_the_name_of_the_file(name: str, markup: str) -> None:
    assert markup_of(name) == markup


@pytest.mark.parametrize(("written", "taken"), [("", []), ("5", [5]), ("very", ["very"])])
def test_exceptions_are_a_list_when_a_rule_writes_one_or_none(written: str, taken: list[object]) -> None:
    text = f"extends: existence\nmessage: m\ntokens: [very]\nexceptions: {written}\n"
    [rule] = read_style("S", {"Rule.yml": text}).rules
    assert rule.check.params["exceptions"] == taken


@pytest.mark.parametrize(
    "message", ["``` %s", "# of '%s'", "~~~", "> no", "1. no", "<b>", "Say '%s'\n\n## Other {#o}"]
)
def test_message_is_only_words_when_a_style_becomes_a_guide(message: str) -> None:
    rule = f"extends: existence\nmessage: {json.dumps(message)}\ntokens: ['1e3', very]\n"
    guide = parse_guide(to_guide([read_style("S", {"Rule.yml": rule})]))
    assert [one.title for one in guide.rules] == ["S", "S", "Rule"]
    [check] = read_blocks(guide.rules[-1].body).checks
    assert (check.message, check.params["tokens"]) == (message, ["1e3", "very"])
