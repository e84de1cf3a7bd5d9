"""A workflow has two stages, each on or off."""

from typing import Any

import pytest
from pydantic import ValidationError

from copydesk.workflows.domain import Workflow


def test_asks_for_one_answer_and_a_review_when_nothing_is_said() -> None:
    assert Workflow().model_dump() == {
        "annotate": {
            "enabled": True,
            "slots": 1,
            "lease_minutes": 30,
            "extra_answers": False,
            "checks": {"minor": "allow", "major": "allow", "critical": "reason"},
        },
        "review": {"enabled": True, "lease_minutes": 30},
    }


def test_keeps_what_is_said_when_a_stage_is_off() -> None:
    stages = Workflow.model_validate({"annotate": {"slots": 9}, "review": {"enabled": False}})
    assert (stages.annotate.slots, stages.annotate.lease_minutes, stages.review.enabled) == (9, 30, False)


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({"annotate": {"slots": 0}}, ("annotate", "slots")),
        ({"annotate": {"slots": 10}}, ("annotate", "slots")),
        ({"annotate": {"slots": True}}, ("annotate", "slots")),
        ({"annotate": {"slots": "3"}}, ("annotate", "slots")),
        ({"annotate": {"lease_minutes": 0}}, ("annotate", "lease_minutes")),
        ({"review": {"lease_minutes": 1441}}, ("review", "lease_minutes")),
        ({"review": {"slots": 2}}, ("review", "slots")),
        ({"consensus": {}}, ("consensus",)),
    ],
)
def test_names_the_setting_when_it_is_wrong(document: dict[str, Any], place: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as caught:
        Workflow.model_validate(document)
    assert [error["loc"] for error in caught.value.errors()] == [place]
