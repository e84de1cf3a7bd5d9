"""Ids: integers inside, prefixed outside, and nothing else gets in."""

import pytest
from pydantic import TypeAdapter, ValidationError

from copydesk.kernel.ids import ItemId

adapter = TypeAdapter(ItemId)


def test_shows_prefix_and_number_when_dumped() -> None:
    assert adapter.dump_json(42) == b'"item_42"'


def test_reads_number_when_prefix_is_right() -> None:
    assert adapter.validate_python("item_42") == 42


@pytest.mark.parametrize(
    "text",
    ["member_42", "42", "item_", "item_-1", "item_4 2", "item_\uff11", "item_9999999999999999999", "", None],
)
def test_refuses_and_shows_an_example_when_it_is_no_item_id(text: str | None) -> None:
    with pytest.raises(ValidationError, match="item_42"):
        adapter.validate_python(text)
