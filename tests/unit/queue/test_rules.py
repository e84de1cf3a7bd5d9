"""The pure rules: what becomes of an answer, whose time counts, what can be stored, what can be taken back, why nothing comes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from copydesk.kernel.errors import Conflict
from copydesk.projects.domain import ROLES
from copydesk.queue.domain import (
    Held,
    QueueState,
    SlotLine,
    Stage,
    Submission,
    active_time,
    blind,
    check_answers,
    check_segments,
    check_undo,
    decide_outcome,
    explain,
    role_stages,
)

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)

HELD = Held(
    claim_id=1,
    token=UUID(int=1),
    project_id=1,
    queue_id=1,
    slot_id=1,
    item_id=1,
    member_id=7,
    item_version_id=1,
    guide_version_id=None,
    interface_version_id=1,
    workflow_version_id=1,
    displayed=[],
    subject_id=None,
    round=1,
    claimed_at=NOON,
    started_at=NOON,
    outcome="lapsed",
    stage="annotate",
    lease_s=60,
    allows_extra=False,
    slot_state="leased",
    slot_claim_id=2,
    slot_round=1,
    priority=0,
    assigned_member_id=None,
    lease_expires_at=None,
    submission_id=None,
    review_queue_id=None,
    has_other=False,
    check_policy=None,
    about=None,
)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"slot_claim_id": 1, "outcome": None}, "taken"),
        ({"slot_state": "ready", "slot_claim_id": None}, "taken"),
        ({"slot_state": "ready", "slot_claim_id": None, "assigned_member_id": 7}, "taken"),
        ({"slot_state": "ready", "slot_claim_id": None, "assigned_member_id": 8}, "waiting"),
        ({"slot_state": "ready", "slot_claim_id": None, "slot_round": 2, "allows_extra": True}, "waiting"),
        ({}, "waiting"),
        ({"allows_extra": True}, "extra"),
        ({"allows_extra": True, "slot_state": "done"}, "extra"),
        ({"allows_extra": True, "slot_state": "cancelled"}, "waiting"),
        ({"allows_extra": True, "has_other": True}, "waiting"),
        ({"slot_state": "ready", "slot_claim_id": None, "has_other": True}, "waiting"),
        ({"slot_claim_id": 1, "outcome": None, "has_other": True}, "taken"),
    ],
)
def test_decides_what_becomes_of_an_answer_when_it_comes_in(changes: dict[str, Any], outcome: str) -> None:
    assert decide_outcome(replace(HELD, **changes)) == outcome


def test_refuses_an_answer_when_its_author_skipped_the_task() -> None:
    with pytest.raises(Conflict) as caught:
        decide_outcome(replace(HELD, outcome="skipped", slot_state="ready"))
    assert caught.value.code == "claim_ended"


def at(*seconds: float) -> tuple[datetime, datetime]:
    start, end = seconds
    return NOON + timedelta(seconds=start), NOON + timedelta(seconds=end)


def test_adds_up_what_lies_inside_the_claim_when_times_come_in() -> None:
    active = active_time(
        [at(-30, -10), at(-5, 5), at(10, 10), at(20, 20.5), at(100, 200)],
        since=NOON,
        now=NOON + timedelta(seconds=120),
    )
    assert active.ms == 25_500
    assert active.segments == [at(0, 5), at(20, 20.5), at(100, 120)]
    assert active.as_json()[0] == ["2026-01-05T12:00:00+00:00", "2026-01-05T12:00:05+00:00"]


def test_finds_nothing_wrong_when_segments_touch() -> None:
    assert check_segments([at(0, 5), at(5, 9), at(9, 9)]) == []


@pytest.mark.parametrize(
    ("segments", "places"),
    [
        ([at(5, 0)], ["/active_segments/0"]),
        ([at(0, 5), at(4, 6), at(10, 9)], ["/active_segments/1", "/active_segments/2"]),
        ([(NOON.replace(tzinfo=None), NOON)], ["/active_segments/0"]),
    ],
)
def test_names_each_segment_when_times_are_out_of_order(segments: Any, places: list[str]) -> None:
    assert [fault.at for fault in check_segments(segments)] == places


@pytest.mark.parametrize("text", ["plain", "日本 🦜", "a \\u0000 in words", "\\\\u0000"])
def test_stores_text_when_it_only_looks_odd(text: str) -> None:
    assert check_answers({"why": text}) == []


@pytest.mark.parametrize("text", ["\0", "back\\\0slash", "\ud800", "x" * 2_000_001])
def test_refuses_text_when_the_database_cannot_hold_it(text: str) -> None:
    assert [fault.at for fault in check_answers({"why": text})] == ["/answers"]


def test_hides_the_sources_of_responses_and_nothing_else_when_shown() -> None:
    content = {
        "messages": [{"id": "m1", "source": "x"}],
        "responses": [{"id": "r1", "content": "a", "source": {}}, "odd"],
    }
    assert blind(content) == {
        "messages": [{"id": "m1", "source": "x"}],
        "responses": [{"id": "r1", "content": "a"}, "odd"],
    }
    assert blind({"text": "no responses"}) == {"text": "no responses"}
    assert "source" in content["responses"][0]


SENT = Submission(
    id=5,
    project_id=1,
    queue_id=1,
    slot_id=1,
    claim_id=1,
    item_id=1,
    member_id=7,
    item_version_id=1,
    guide_version_id=None,
    interface_version_id=1,
    workflow_version_id=1,
    previous_id=None,
    import_id=None,
    round=1,
    is_extra=False,
    state="submitted",
    displayed=[],
    answers={},
    active_ms=0,
    submitted_at=NOON,
    settled_at=None,
    check_report=None,
)
OWN = SlotLine(1, "done", 1, None)


@pytest.mark.parametrize(
    ("submission", "slots", "minutes", "code"),
    [
        (SENT, [OWN, SlotLine(9, "ready", None, 5)], 10_000, None),
        (SENT, [OWN], 9, None),
        (SENT, [OWN], 11, "undo_too_late"),
        (SENT, [OWN, SlotLine(9, "leased", 3, 5)], 0, "undo_followed"),
        (SENT, [OWN, SlotLine(9, "done", 3, 5)], 0, "undo_followed"),
        (SENT, [SlotLine(1, "leased", 2, None)], 0, "undo_slot_gone"),
        (replace(SENT, state="returned"), [OWN], 0, "undo_settled"),
        (replace(SENT, claim_id=None, import_id=3, state="accepted"), [], 0, "undo_settled"),
    ],
)
def test_says_why_when_an_answer_cannot_be_taken_back(
    submission: Submission, slots: list[SlotLine], minutes: int, code: str | None
) -> None:
    now = NOON + timedelta(minutes=minutes)
    if code is None:
        check_undo(submission, slots, now=now, undo_s=600)
        return
    with pytest.raises(Conflict) as caught:
        check_undo(submission, slots, now=now, undo_s=600)
    assert caught.value.code == code


FOUND = QueueState(
    is_open=True,
    may_draw=True,
    must_read=False,
    n_ready=0,
    n_assigned=0,
    n_leased=0,
    n_done=0,
    lapses_at=None,
)


@pytest.mark.parametrize(
    ("changes", "stage", "codes"),
    [
        ({}, "annotate", ["no_items"]),
        ({"n_done": 9}, "annotate", ["all_done"]),
        ({"is_open": False, "n_done": 9}, "review", ["stage_off"]),
        ({"may_draw": False, "n_ready": 9}, "annotate", ["no_role"]),
        ({"n_ready": 3, "n_leased": 1, "lapses_at": NOON}, "annotate", ["all_seen", "all_in_hand"]),
        ({"n_assigned": 1}, "annotate", ["all_in_hand"]),
    ],
)
def test_names_every_cause_when_nothing_comes(
    changes: dict[str, Any], stage: Stage, codes: list[str]
) -> None:
    assert [reason.code for reason in explain(replace(FOUND, **changes), stage)] == codes


def test_speaks_plainly_when_it_gives_a_reason() -> None:
    state = replace(FOUND, n_ready=1_000, n_leased=1, lapses_at=NOON)
    texts = [reason.text for reason in explain(state, "annotate")]
    assert texts == [
        "1,000 or more tasks are left for other people: you had these items already.",
        "1 task is with other people. The first comes free at 12:00 UTC at the latest if nobody works on it.",
    ]
    assert explain(None, "review")[0].code == "not_published"


def test_lets_those_draw_whose_role_holds_the_permission() -> None:
    assert {role for role, stage in role_stages(ROLES) if stage == "review"} == {"lead", "expert", "reviewer"}
    assert {role for role, stage in role_stages(ROLES) if stage == "annotate"} == {
        "lead",
        "expert",
        "annotator",
        "red_teamer",
    }
