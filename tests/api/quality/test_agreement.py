"""Agreement over HTTP: from answers to coefficients, and honest where there is nothing to say."""

import pytest

from copydesk.workflows.domain import AnnotateStage, ReviewStage, Workflow
from tests.factories.callers import Callers
from tests.factories.desk import Desk, open_desk

TWICE = Workflow(annotate=AnnotateStage(slots=2), review=ReviewStage(enabled=False))


async def report(desk: Desk) -> dict[str, object]:
    answer = await desk.lead.http.get(f"{desk.path}/quality")
    assert answer.status_code == 200, answer.text
    return answer.json()["questions"][0]


async def test_says_why_there_is_no_figure_when_nobody_answered(callers: Callers) -> None:
    desk = await open_desk(callers, workflow=TWICE)
    alpha = (await report(desk))["estimates"]["alpha_nominal"]  # pyright: ignore[reportIndexIssue] -- JSON
    assert (alpha["value"], alpha["undefined"]) == (None, "no_ratings")
    assert alpha["why"]


async def test_compares_what_people_preferred_when_two_answered_each_item(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=4, workflow=TWICE)
    for preferred, other in (("r1", "r1"), ("r2", "r2"), ("r1", "r2"), ("r2", "r2")):
        for annotator, choice in zip(desk.annotators, (preferred, other), strict=True):
            await desk.answer(annotator, preferred=choice, strength=1)
    question = await report(desk)
    estimates = question["estimates"]
    assert isinstance(estimates, dict)
    assert (question["n_answers"], question["n_items"], question["n_members"]) == (8, 4, 2)
    assert estimates["percent"]["value"] == 0.75
    # Krippendorff by hand: 2 disagreeing ordered pairs of 8; expected 2·3·5/7.
    assert estimates["alpha_nominal"]["value"] == pytest.approx(1 - 2 / (2 * 3 * 5 / 7))
    assert {member["estimate"]["value"] for member in question["members"]} == {0.75}  # pyright: ignore[reportGeneralTypeIssues] -- JSON


async def test_counts_the_last_answer_of_each_person_when_work_was_returned(callers: Callers) -> None:
    stages = Workflow(annotate=AnnotateStage(slots=1), review=ReviewStage(enabled=True))
    desk = await open_desk(callers, n_items=1, workflow=stages)
    author, reviewer = desk.annotators[0], desk.reviewers[0]
    await desk.answer(author, preferred="r1")
    finding = {"rule_key": "tone.first-person", "note": "Look again."}
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", findings=[finding])
    await desk.answer(author, preferred="r2")
    assert (await report(desk))["n_answers"] == 1


async def test_counts_sides_as_displayed_when_votes_are_decisive(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=6, n_annotators=1, workflow=TWICE)
    for _ in range(6):
        task = await desk.task(desk.annotators[0])
        await desk.submit(desk.annotators[0], task, preferred=task["displayed"][0])
    share = (await report(desk))["estimates"]["left_share"]  # pyright: ignore[reportIndexIssue] -- JSON
    assert (share["value"], share["n_ratings"]) == (1.0, 6)


async def test_is_closed_to_annotators_and_unknown_to_outsiders(callers: Callers) -> None:
    desk = await open_desk(callers)
    outsider, stranger = await callers.person(), await callers.stranger()
    answers = [
        await http.get(f"{desk.path}/quality") for http in (stranger, outsider.http, desk.annotators[0].http)
    ]
    assert [answer.status_code for answer in answers] == [401, 404, 403]
