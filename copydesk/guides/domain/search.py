"""Finding rules by a few words, typed with mistakes: in key, title, tags and body."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Final, Literal

from copydesk.guides.domain.records import Rule

Span = tuple[int, int]
Field = Literal["key", "title", "tags", "body"]

WEIGHTS: Final[dict[Field, float]] = {"key": 6.0, "title": 8.0, "tags": 5.0, "body": 1.0}
EXACT, BEGINS, CLOSE = 1.0, 0.7, 0.45
STEM_LETTERS, ONE_TYPO_LETTERS, TWO_TYPOS_LETTERS = 4, 4, 8
SNIPPET_CHARS: Final = 160
QUERY_WORDS_MAX: Final = 12
PLACES_MAX: Final = 100

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Found:
    """A rule with what was found. Spans are (first, behind the last) code point of the title and of the snippet."""

    key: str
    title: str
    score: float
    title_spans: tuple[Span, ...]
    snippet: str
    snippet_spans: tuple[Span, ...]


class GuideIndex:
    """The words of a guide's rules. Made once per version; a search then reads only this.

    Speed: 40,000 words are indexed in about 50 ms and searched in 1 to 30 ms (tests/bench/bench_guides.py).
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._weights: dict[str, dict[int, float]] = defaultdict(dict)
        for at, rule in enumerate(rules):
            self._add(at, "key", rule.key)
            self._add(at, "title", rule.title)
            self._add(at, "tags", " ".join((*rule.tags, *rule.aliases)))
            self._add(at, "body", rule.body)
            for word, _ in _joined_words(rule.title):
                self._weights[word].setdefault(at, WEIGHTS["title"])
        self._words = sorted(self._weights)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_length[len(word)].append(word)

    def search(self, query: str, *, limit: int = 20) -> list[Found]:
        """The best first. Every word of the query must be somewhere in the rule; the last may be just begun."""
        asked = [folded(found[0]) for found in _WORD.finditer(query)][:QUERY_WORDS_MAX]
        if not asked:
            return []
        scores: dict[int, float] = {}
        matched: set[str] = set()
        for number, word in enumerate(asked):
            like = dict(self._like(word, is_last=number == len(asked) - 1))
            matched |= like.keys()
            hits = self._hits(like)
            scores = {
                at: scores.get(at, 0.0) + hit for at, hit in hits.items() if number == 0 or at in scores
            }
        phrase = " ".join(asked)
        for at in scores:
            title = folded(self._rules[at].title)
            scores[at] += 20.0 if phrase == title else 10.0 if phrase in title else 0.0
            scores[at] += 20.0 if query.strip() == self._rules[at].key else 0.0
        best = sorted(scores, key=lambda at: (-scores[at], at))[:limit]
        return [_found(self._rules[at], scores[at], matched) for at in best]

    def _add(self, at: int, field: Field, text: str) -> None:
        for raw, n in Counter(_WORD.findall(text)).items():
            weights = self._weights[folded(raw)]
            weights[at] = weights.get(at, 0.0) + n * WEIGHTS[field]

    def _hits(self, like: Mapping[str, float]) -> dict[int, float]:
        """The rules that hold one of these words, with how well."""
        hits: dict[int, float] = {}
        for word, likeness in like.items():
            weights = self._weights[word]
            rarity = log(1 + len(self._rules) / len(weights))
            for at, weight in weights.items():
                hits[at] = max(hits.get(at, 0.0), likeness * rarity * log(1 + weight))
        return hits

    def _like(self, asked: str, *, is_last: bool) -> Iterator[tuple[str, float]]:
        """Words that are the asked one, begin with it, or differ by a typo or two."""
        seen: set[str] = set()
        at = bisect_left(self._words, asked)
        may_go_on = is_last or len(asked) >= STEM_LETTERS
        while at < len(self._words) and self._words[at].startswith(asked):
            if self._words[at] != asked and not may_go_on:
                break
            word = self._words[at]
            seen.add(word)
            yield word, EXACT if word == asked else BEGINS
            at += 1
        n_typos = 2 if len(asked) >= TWO_TYPOS_LETTERS else 1 if len(asked) >= ONE_TYPO_LETTERS else 0
        if asked in seen or not n_typos:
            return
        for length in range(len(asked) - n_typos, len(asked) + n_typos + 1):
            for word in self._by_length.get(length, ()):
                if word not in seen and _may_be_close(asked, word, n_typos):
                    n = n_edits(asked, word, n_typos)
                    if n <= n_typos:
                        yield word, CLOSE / n


def _found(rule: Rule, score: float, matched: Collection[str]) -> Found:
    titles = {found.span() for found in _WORD.finditer(rule.title) if folded(found[0]) in matched}
    titles |= {span for word, span in _joined_words(rule.title) if word in matched}
    bodies = [found.span() for found in _WORD.finditer(rule.body) if folded(found[0]) in matched]
    telling = [span for span in bodies if span[1] - span[0] >= STEM_LETTERS]
    snippet, spans = _snippet(rule.body, (telling or bodies)[:PLACES_MAX])
    return Found(rule.key, rule.title, round(score, 3), tuple(sorted(titles)), snippet, spans)


def _joined_words(title: str) -> Iterator[tuple[str, Span]]:
    """Neighbours in a title as one word, for those who leave out the space: `selfharm`."""
    spans = [found.span() for found in _WORD.finditer(title)]
    for (start, middle), (after, end) in pairwise(spans):
        yield folded(title[start:middle] + title[after:end]), (start, end)


def folded(text: str) -> str:
    """In lower case and without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def n_edits(some: str, other: str, most: int) -> int:
    """Letters added, left out, changed or swapped with their neighbour; above `most` any number above it."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(some, start=1):
        row = [i]
        for j, sign in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and some[i - 2] == sign:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def _may_be_close(some: str, other: str, most: int) -> bool:
    """Cheap: each typo changes at most two letters of the multiset, and a first letter is rarely wrong in short words."""
    if some[0] != other[0] and some[:2] != other[1::-1] and most == 1:
        return False
    return len(set(some) ^ set(other)) <= 2 * most


def _snippet(body: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """About two lines around the place where most of the words stand together."""
    if not spans:
        text = " ".join(body[: SNIPPET_CHARS * 2].split())[:SNIPPET_CHARS]
        return text, ()
    start = max(
        spans, key=lambda span: sum(span[0] <= other[0] < span[0] + SNIPPET_CHARS for other in spans)
    )[0]
    begin = max(0, start - SNIPPET_CHARS // 4)
    begin = body.rfind("\n", begin, start) + 1 or (body.rfind(" ", 0, begin + 1) + 1 if begin else 0)
    end = min(len(body), begin + SNIPPET_CHARS)
    text = re.sub(r"[\r\n\t]", " ", body[begin:end])
    inside = tuple((first - begin, last - begin) for first, last in spans if begin <= first and last <= end)
    return text, inside
