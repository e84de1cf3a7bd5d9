"""Patterns of people: read with care, tried on hard strings, looked for as alternatives would be."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from copydesk.guides.checks.kind import BadCheck, Budget
from copydesk.guides.checks.patterns import Needles, compile_pattern, either, required_text, word
from copydesk.guides.checks.units import fold

FRAGMENTS = st.sampled_from(
    ["a", "b", "Ab", "foo", "\u0130", "\u0131", "\u017f", "ß", "K", r"\.", r"\b", r"\w", r"\s", "[ab]", "[^a]",
     "(?:a|b)", "(?:foo)?", "a?", "b*", "o+",
     "a{2}", "f{0,1}", r"\d{1,2}", "(?=a)", "(?<!b)", "|", " ", "-", r"\-", "^", "$", "{", r"\\", r"\u0041", r"\x41",
     r"\p{L}", r"\101", r"(a)\1", "(?i:A)", "é"]
)  # fmt: skip
TEXTS = st.text(alphabet="abAfoO .-7\n\u017fß\u0130\u0131KkSsÉé{}\\", max_size=30)


@given(st.lists(FRAGMENTS, min_size=1, max_size=6).map("".join), TEXTS, st.booleans())
def test_text_holds_what_is_required_whenever_the_pattern_matches(
    pattern: str, text: str, ignorecase: bool
) -> None:
    try:
        compiled = regex.compile(
            pattern, regex.V0 | regex.MULTILINE | (regex.IGNORECASE if ignorecase else 0)
        )
    except regex.error:
        return
    if compiled.search(text):
        assert required_text(pattern) in fold(text)


@given(st.lists(FRAGMENTS, min_size=1, max_size=5), TEXTS, st.booleans())
def test_needles_find_what_one_pattern_of_alternatives_finds(
    sources: list[str], text: str, whole: bool
) -> None:
    wrap = word if whole else str
    try:
        needles = Needles(sources, wrap, at="tokens", ignorecase=False)
        together = regex.compile("|".join(f"(?:{wrap(one)})" for one in sources), regex.V0 | regex.MULTILINE)
    except (BadCheck, regex.error):
        return
    found = [match.span() for match, _ in needles.find(needles.possible(fold(text)), text, Budget(5.0))]
    solid = [span for span in found if span[0] < span[1]]
    wanted = [match.span() for match in together.finditer(text) if match.end() > match.start()]
    if all(start < end for start, end in found):
        assert solid == wanted


@pytest.mark.parametrize(
    ("pattern", "required"),
    [
        ("do not", "do not"),
        ("disabled?", "disable"),
        (r"air(?:m[ae]n|wom[ae]n)", "air"),
        (r"\d{1,2}[AP]M\b", "m"),
        (r"a\.k\.a|aka", ""),
        (r"sign-?on", "sign"),
        (r"[\.]+apk", "apk"),
        ("co+l", "co"),
        ("(?x) a b c", ""),
    ],
)
def test_required_text_is_what_every_match_holds(pattern: str, required: str) -> None:
    assert required_text(pattern) == required


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(x+x+)+y",
        r"(\w|\w\w)+!",
        r"(?:a|a)*b",
        r"(\w+\s?)*:",
        r"([a-z]+)*\d",
        r"(a{1,50}){1,50}b",
    ],
)
def test_pattern_is_refused_when_it_runs_away_on_hard_strings(pattern: str) -> None:
    with pytest.raises(BadCheck, match="takes too long"):
        compile_pattern(pattern, at="tokens/0")


@pytest.mark.parametrize(
    "pattern",
    [r"\w+!(?:\s|$)", r"(?:\w+)nised?", r"\b[^\s-]+ly-\w+\b", r'"[^"]+"[.,?]', r"\(.+\)", r"(?:[^,]+,){1,}\s\w+\s(?:and|or)",
     r"(?<!:[^ ]+?):\s[A-Z]", r"(?:\b[A-Z][a-z]+ )+\(([A-Z]{3,5})\)"],
)  # fmt: skip
def test_pattern_is_taken_when_published_styles_have_it(pattern: str) -> None:
    assert compile_pattern(pattern, at="tokens/0").pattern == pattern


@pytest.mark.parametrize(
    "pattern", ["(", "[a", "a{2,1}", r"\p{Nope}", "(?P<a", "a" * 30_000, "a{" + "9" * 5_000 + "}"]
)
def test_pattern_is_refused_when_it_cannot_be_read(pattern: str) -> None:
    with pytest.raises(BadCheck) as refused:
        compile_pattern(pattern, at="tokens/3")
    assert refused.value.at == "tokens/3"


@pytest.mark.parametrize(
    "pattern",
    [
        "a{100000000}",
        "(?:(?:a{200}){200}){200}",
        "(?:(?:a{,90}b){100}|c){100}",
        "(?x)(?:(?:a {200}) {200}) (?#c){200}",
    ],
)
def test_pattern_is_refused_before_it_takes_the_memory_when_it_counts_too_high(pattern: str) -> None:
    with pytest.raises(BadCheck, match="counts its repeats too high"):
        compile_pattern(pattern, at="tokens/0")


@pytest.mark.parametrize("pattern", [r"a{3,200}", r"\{100000\}", "[{100000}]", "(?:ab{2}){1,20}"])
def test_pattern_is_taken_when_it_counts_within_reason(pattern: str) -> None:
    assert compile_pattern(pattern, at="tokens/0").pattern == pattern


def test_flags_count_for_their_own_alternative_when_several_are_joined() -> None:
    pattern = compile_pattern(either(["(?i)foo", "bar"]), at="tokens")
    assert [match[0] for match in pattern.finditer("FOO BAR bar")] == ["FOO", "bar"]
