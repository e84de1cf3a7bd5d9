"""One item's whole history in one answer."""

from tests.factories.callers import Callers
from tests.factories.desk import open_desk


async def test_tells_everything_when_an_item_was_returned_and_sent_again(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    writer, reviewer = desk.annotators[0], desk.reviewers[0]
    first = await desk.answer(writer)
    finding = {"rule_key": "honesty.unknown", "note": "A guess.", "severity": "major"}
    await desk.verdict(
        reviewer, await desk.task(reviewer, "review"), "return", findings=[finding], note="Again"
    )
    second = await desk.answer(writer)
    item_id = (await desk.lead.http.get(f"{desk.path}/items")).json()["items"][0]["id"]
    detail = (await desk.lead.http.get(f"/items/{item_id}/detail")).json()
    assert [(one["id"], one["round"], one["state"]) for one in detail["submissions"]] == [
        (first, 1, "returned"),
        (second, 2, "submitted"),
    ]
    told = detail["submissions"][0]
    assert (told["reviews"][0]["verdict"], told["reviews"][0]["note"]) == ("return", "Again")
    assert (told["findings"][0]["rule_title"], told["findings"][0]["state"]) == (
        "Say what you do not know",
        "open",
    )
    assert detail["submissions"][1]["previous_id"] == first
    assert [claim["stage"] for claim in detail["claims"]] == ["annotate", "review", "annotate"]
    assert [version["number"] for version in detail["versions"]] == [1]
    assert [event["action"] for event in detail["events"]] == [
        "submission.created", "submission.returned", "review.given", "submission.created",
    ]  # fmt: skip
    assert {one["id"] for one in detail["members"]} == {
        f"member_{writer.member_id}",
        f"member_{reviewer.member_id}",
    }
    assert all(one["name"] for one in detail["members"])
    assert detail["item"]["states"] == ["in_review"]


async def test_leaves_out_names_and_the_log_for_those_who_may_not_see_them(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    await desk.answer(desk.annotators[0])
    owner = await callers.member("model_owner")
    item_id = (await desk.lead.http.get(f"{desk.path}/items")).json()["items"][0]["id"]
    detail = (await owner.http.get(f"/items/{item_id}/detail")).json()
    assert (detail["events"], [one["name"] for one in detail["members"]]) == ([], [None])


async def test_says_404_and_403_to_those_without_the_right(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    item_id = (await desk.lead.http.get(f"{desk.path}/items")).json()["items"][0]["id"]
    callers_and_answers = [
        (desk.annotators[0].http, 403),
        ((await callers.member("viewer")).http, 403),
        ((await callers.person()).http, 404),
        (await callers.stranger(), 401),
    ]
    for http, status in callers_and_answers:
        assert (await http.get(f"/items/{item_id}/detail")).status_code == status
    assert (await desk.lead.http.get("/items/item_999999/detail")).status_code == 404
