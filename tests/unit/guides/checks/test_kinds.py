"""Every kind keeps the promise of its examples; a new kind is tested as soon as it stands in the table."""

import pytest
import yaml
from pydantic import BaseModel

from copydesk.guides.checks import KINDS
from copydesk.guides.checks.kind import KindExample
from copydesk.guides.checks.scopes import read_scope
from tests.unit.guides.checks.linting import fixed, flagged

EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{example.title}")
    for name, kind in KINDS.items()
    for example in kind.examples
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example_is_flagged_as_it_says_when_run(name: str, example: KindExample) -> None:
    assert yaml.safe_load(example.check)["kind"] == name
    assert tuple(flagged(example.check, example.text)) == example.finds
    if example.fixed is not None:
        assert fixed(example.check, example.text) == example.fixed


@pytest.mark.parametrize("name", KINDS)
def test_kind_is_described_when_it_stands_in_the_table(name: str) -> None:
    kind = KINDS[name]
    assert kind.examples, "the reference shows an example of every kind"
    assert read_scope(kind.scope)
    assert kind.summary.endswith(".")
    assert issubclass(kind.params, BaseModel)
    undescribed = [key for key, field in kind.params.model_fields.items() if not field.description]
    assert not undescribed
    assert kind.params.model_json_schema()["additionalProperties"] is False
