"""What open pages are told: coarse, once per topic, and only what one may know."""

from datetime import UTC, datetime, timedelta

import pytest

from copydesk.reports.domain.live import Happening, Mark, Source, changes_of, merge, parse_mark

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def happening(number: int, action: str, source: Source = "event") -> Happening:
    return Happening(source, number, 7, action, NOON + timedelta(seconds=number))


def test_puts_what_happened_together_by_topic() -> None:
    several = [
        happening(1, "submission.created"),
        happening(2, "item.created"),
        happening(3, "submission.created"),
    ]
    found = changes_of([*several, happening(4, "slot.claimed", "claim")], may=None)
    assert [(change.topic, dict(change.counts)) for change in found] == [
        ("queue", {"submission.created": 2, "slot.claimed": 1}),
        ("items", {"item.created": 1}),
    ]
    assert found[0].at == NOON + timedelta(seconds=4)


def test_leaves_out_what_one_may_not_know() -> None:
    several = [happening(1, "import.loaded"), happening(2, "review.given"), happening(3, "guide.published")]
    found = changes_of(several, may=frozenset({"project.read", "guide.read"}))
    assert [change.topic for change in found] == ["reviews", "guide"]
    assert changes_of(several, may=frozenset()) == []


def test_tells_of_saves_of_a_draft_only_those_who_may_write_it() -> None:
    several = [happening(1, "guide.edited", "guide"), happening(2, "guide.visited", "guide")]
    assert changes_of(several, may=frozenset({"project.read", "guide.read"})) == []
    found = changes_of(several, may=frozenset({"guide.write"}))
    assert [(change.topic, sum(change.counts.values())) for change in found] == [("guide_draft", 2)]


def test_passes_over_what_belongs_to_no_topic() -> None:
    assert changes_of([happening(1, "sign_in.refused")], may=None) == []


def test_keeps_one_change_per_topic_for_a_page_that_reads_slowly() -> None:
    waiting = {}
    for number in range(1, 1_000):
        merge(waiting, changes_of([happening(number, "submission.created")], may=None)[0])
    assert list(waiting) == ["queue"]
    assert waiting["queue"].counts["submission.created"] == 999


def test_moves_a_mark_behind_all_that_was_read() -> None:
    mark = Mark(5, 5).after([happening(9, "a.b"), happening(7, "a.b"), happening(6, "slot.claimed", "claim")])
    assert mark == Mark(9, 6)
    assert mark.after([happening(3, "guide.edited", "guide")]) == Mark(9, 6, 3)
    assert mark.is_before(happening(7, "slot.claimed", "claim"))
    assert not mark.is_before(happening(9, "a.b"))


@pytest.mark.parametrize(
    "text", [None, "", "e1", "e1-c", "c1-e1", "e-1-c2", "e1-c2 ", "e1\n-c2", "e1-c2", "e1-c2-g", "e1-c2-g3 "]
)
def test_takes_nothing_for_a_mark_that_is_none(text: str | None) -> None:
    assert parse_mark(text) is None


def test_reads_its_own_marks() -> None:
    assert parse_mark(str(Mark(12, 0, 7))) == Mark(12, 0, 7)
    assert Mark(1, 1).is_reachable(Mark(40_000, 1))
    assert not Mark(1, 1).is_reachable(Mark(60_000, 1))
    assert not Mark(9, 1).is_reachable(Mark(5, 1)), "of another database"
