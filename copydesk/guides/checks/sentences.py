"""Where sentences begin and end: abbreviations, initials, numbers and quotes do not end one."""

import re
from collections.abc import Iterator
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER: Final = _words(
    "mr mrs ms mx dr prof st sr jr gen col capt lt sgt rev hon gov sen rep messrs mme mlle vs cf eg ie viz approx ca "
    "resp incl dept univ assn bros hr fr frau nr bzw evtl ggf usw inkl z.b d.h u.a e.g i.e"
)
# Not the end of a sentence only before a number: "no. 5", "fig. 3", "Jan. 7".
_BEFORE_NUMBER: Final = _words(
    "no nos nr fig figs eq eqs sec secs ch chap vol vols p pp pt ed art jan feb mar apr jun jul aug sep sept oct nov dec "
    "max min est"
)
_STARTERS: Final = _words(
    "a an and but he here how however i if in it its my no on our she so that the then there these they this those to we "
    "what when where who why you your"
)
_END: Final = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]*_]*+(?=\s)|[。\uff01\uff1f]+[」』”\uff09]*")
_LAST_WORD: Final = re.compile(r"[\w.&'’-]*\w\Z")
_FIRST_WORD: Final = re.compile(r"[\"'“\u2018«(\[*_\s]*(\w[\w'’]*|.)")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the spaces between them."""
    start = _skip(text, 0)
    for end in _END.finditer(text):
        if end.start() >= start and _ends(text, end):
            yield start, end.end()
            start = _skip(text, end.end())
    if start < len(text.rstrip()):
        yield start, len(text.rstrip())


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends(text: str, end: "re.Match[str]") -> bool:
    """Whether a sentence really ends here."""
    if end[0][0] != "." or end[0].startswith(".."):
        return end[0][0] in "。\uff01\uff1f" or not _continues(text, end)
    before = _LAST_WORD.search(text, max(end.start() - 40, 0), end.start())
    word = before[0].lower() if before else ""
    following = _FIRST_WORD.match(text, end.end())
    after = following[1] if following else ""
    if word in _NEVER or (word in _BEFORE_NUMBER and after[:1].isdigit()):
        return False
    if before and _INITIALS.fullmatch(before[0]) and (len(before[0]) == 1 or "." in before[0]):
        return _ends_after_initials(before[0], after)
    return not after[:1].islower() or (word.isalpha() and len(word) > 2 and word != "etc")


def _ends_after_initials(word: str, after: str) -> bool:
    """So "J. Smith" and "the U.S. Army" go on, "in the U.S. The law" and "at 5 p.m. Then" do not."""
    if word.lower() in {"a.m", "p.m"}:
        return after[:1].isupper()
    if word == "I":
        return not after[:1].islower()
    return after.lower() in _STARTERS and after[:1].isupper()


def _continues(text: str, end: "re.Match[str]") -> bool:
    """After "…" or a quoted "Why?" a small letter goes on with the same sentence."""
    following = _FIRST_WORD.match(text, end.end())
    is_soft = end[0][0] in ".…" or end[0][-1] in "\"'”’»)]"
    return is_soft and following is not None and following[1][:1].islower()
