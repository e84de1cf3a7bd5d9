"""Where a text stands in a guide, with the words around it."""

import pytest

from copydesk.guides.domain import parse_guide
from copydesk.guides.domain.drafts import TextQuery, find_text

FAR = "many words that nobody needs to see here, "


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        ("Tell the reader now.", "Tell ", " now."),
        ("First line.\nthe reader\nLast line.", "", ""),
        (f"Once, {FAR * 3}tell the reader {FAR * 3}", f"…see here, {FAR}tell ", None),
        ("x" * 100 + "the reader" + "y" * 100, "…" + "x" * 60, "y" * 60 + "…"),
    ],
)
def test_shows_whole_words_around_a_place_and_marks_what_is_left_out_when_the_line_is_long(
    body: str, before: str, after: str | None
) -> None:
    guide = parse_guide(f"# Rule {{#rule}}\n\n{body}\n")
    [rule] = find_text(guide, TextQuery("the reader", ""))
    [place] = rule.places
    assert place.before == before
    if after is None:
        assert place.after.startswith(" many words")
        assert place.after.endswith("words that…")
        assert len(place.after) <= 61
    else:
        assert place.after == after
