"""Whatever the text is, every kind gives places inside it, mends exactly them, and comes to an end."""

from time import thread_time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from copydesk.guides.checks.kind import Budget
from copydesk.guides.checks.scopes import read_scope
from copydesk.guides.checks.text import Text
from tests.unit.guides.checks.linting import prepare

CHECKS = {
    "length": "kind: length\nmax: 3\nmin: 2\nper: section\n",
    "length of sentences": "kind: length\nmax: 9\nmeasure: characters\nper: sentence\n",
    "length in tokens": "kind: length\nmax: 2\nmeasure: tokens\nscope: text\nper: unit\n",
    "headings": "kind: headings\nstart: 2\ndeepest: 3\nrepeats: false\nmin: 1\nmax: 2\n",
    "sections": "kind: sections\nrequired: [a, b]\nforbidden: [c]\nordered: true\nothers: false\n",
    "lists": "kind: lists\nalike: [capital, end, verb]\ndeepest: 1\nmin: 2\nmax: 3\n",
    "fences": "kind: fences\nusual: text\nlanguages: [python]\n",
    "tables": "kind: tables\nmax: 1\ncolumns: 2\nrows: 1\n",
    "links": "kind: links\nmax: 2\nmin: 1\nbare: false\nhttps: true\ntexts: [vague]\nhosts: [example.org]\n",
    "emphasis": "kind: emphasis\nmax: 1\nshare: 0.1\nwords: 2\n",
    "italics": "kind: emphasis\nform: italics\nmax: 0\n",
    "emoji": "kind: emoji\n",
    "opening": "kind: opening\nrequired: ['yes']\n",
    "closing": "kind: closing\nrequired: [bye]\n",
    "language": "kind: language\nallowed: [en]\nper: unit\n",
    "sensitive": "kind: sensitive\nfind: [key, iban, card, mail, phone, ip]\npatterns: {number: 'P-\\d+'}\n",
    "grammar": "kind: grammar\nprobability: 0.3\nspelling: true\n",
}
PIECES = [
    "# Title\n", "### Deep\n", "Under\n=====\n", "- item\n", "* Item.\n  - inner;\n", "1. Washing\n", "> quote\n",
    "\n", "\n\n", " ", "\t", "\r\n", "```\ncode\n```\n", "~~~python\nx = 1\n~~~\n", "**bold**", "*it*", "__b__", "`code`",
    "| a | b | c |\n|---|---|---|\n| 1 | \\| | `x` |\n", "[here](http://example.com)", "[![alt *x*](i.png)](u)", "[](empty)",
    "[a<br>](b)", "<https://example.org>", "https://example.com/a?b=c.", "www.example.com", "😀", "👩🏽‍🔬", "🇩🇪", "3️⃣", "é", "ß",
    "e\u0301", "日本語の文。", "Great question!", "Sure, ", "I hope this helps!", "Yes. ", "ada@lovelace.name", "8.8.8.8", "P-12",
    "This is an test of the the grammar. Its an good text of words. ", "+44 20 7946 0958", "4111 1111 1111 1111",
    "DE89 3704 0044 0532 0130 00", "key = f3Kd92LmQ0xZ7vB1", "---\n", "<div>\n", "&amp;", "\\*", "\0", "\ufffc", "\u2028", "word ",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=14).map("".join)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(raw=TEXTS)
@example(raw="")
@example(raw="\n")
@example(raw="éThis is an test of the the grammar. Its an good text of words. ")
@example(raw="**[![😀](a)](http://example.com) `x`** ## # Sure, 😀\r\n\r\n- \n-\n")
def test_places_are_inside_the_text_when_it_is_any_text(check: str, raw: str) -> None:
    prepared, scope = prepare(check)
    for markup in ("markdown", "plain"):
        found = list(prepared.run(Text(raw, markup), read_scope(scope), Budget(5.0)))
        for hit in found:
            assert 0 <= hit.start <= hit.end <= len(raw)
            assert hit.message
            assert hit.fix is None or hit.fix != raw[hit.start : hit.end]


HARD = [
    "a", " ", "\n", "a ", "A. ", "*", "**", "_", "`", "[", "](", "![", "<", "|", "| a ", "|-", "- ", "  - ", "> ", "#",
    "# a\n", "# ", "1. a\n", "```\n", "a\n\n", "😀", "👩‍", "e\u0301", "日", "a@", "a@a.", "1", "1 ", "+1 2", "+1", "4111 ", "GB82 ",
    "key=a1B", "-----BEGIN PRIVATE KEY-----", "http://", "http://a.b ", "www.", "eyJaaaaaaaa.", "sk-a1", "://a:b", "1.1.",
    "1:", "Sure, ", "what a ", "**a** ", "[here](u) ", "- a\n  ",
]  # fmt: skip
# Far above what any kind takes, far below what a runaway would.
LIMIT_S = 5.0


@pytest.mark.parametrize("n_chars", [8_000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_kind_comes_to_an_end_when_a_text_is_long_and_hard(n_chars: int) -> None:
    prepared = [(name, *prepare(check)) for name, check in CHECKS.items() if name != "grammar"]
    for seed in HARD:
        text = Text((seed * n_chars)[:n_chars])
        assert text.document.text is not None
        for name, one, scope in prepared:
            begun = thread_time()
            assert all(hit.end <= n_chars for hit in one.run(text, read_scope(scope), Budget(60.0)))
            assert thread_time() - begun < LIMIT_S, (name, seed)


def test_grammar_is_stopped_when_a_text_is_long_and_hard() -> None:
    prepared, scope = prepare("kind: grammar\nlimit_ms: 300\n")
    raw = "".join(
        f"This is sentence number {n} of a long text that a reader could follow. " for n in range(2_000)
    )
    with pytest.raises(TimeoutError):
        list(prepared.run(Text(raw), read_scope(scope), Budget(60.0)))


def test_spelling_is_stopped_when_a_long_text_is_made_of_unknown_words() -> None:
    prepared, scope = prepare("kind: spelling\n")
    raw = " ".join(
        f"zqum{'abcdefghij'[n % 10]}efry{'klmnopqrst'[n // 10 % 10]}{'uvwxyzabcd'[n // 100]}"
        for n in range(1_000)
    )
    text, begun = Text(raw), thread_time()
    with pytest.raises(TimeoutError):
        list(prepared.run(text, read_scope(scope), Budget(0.2)))
    assert thread_time() - begun < LIMIT_S
