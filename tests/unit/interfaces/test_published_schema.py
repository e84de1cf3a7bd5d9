"""What is published about documents agrees with what the program does: JSON Schemas and examples."""

import json
import textwrap
import types
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema_rs import Draft202012Validator

from copydesk.guides.domain import parse_guide, publish_faults
from copydesk.interfaces.domain import DEFAULT_SOURCE
from copydesk.interfaces.questions import KINDS
from copydesk.interfaces.service import document_schema as interface_schema
from copydesk.interfaces.service import parse_document, read_document, validate_answers
from copydesk.workflows.domain import Workflow
from copydesk.workflows.domain import document_schema as workflow_schema
from tests.unit.interfaces.forms import FIELDS, version_with

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples"


def files(kind: str) -> list[Path]:
    return sorted(path for path in (EXAMPLES / kind).iterdir() if path.is_file())


def committed(name: str) -> dict[str, Any]:
    return json.loads((ROOT / "contract" / f"{name}.schema.json").read_text())


def test_is_what_the_program_says_when_a_schema_is_committed() -> None:
    assert committed("interface") == interface_schema()
    assert committed("workflow") == workflow_schema()


@pytest.mark.parametrize("path", files("interfaces"), ids=lambda path: path.name)
def test_is_read_by_the_program_and_fits_the_schema_when_an_interface_is_an_example(path: Path) -> None:
    text = path.read_text()
    assert read_document(text).faults == []
    assert Draft202012Validator(interface_schema()).is_valid(yaml.safe_load(text))


@pytest.mark.parametrize("path", files("workflows"), ids=lambda path: path.name)
def test_is_read_by_the_program_and_fits_the_schema_when_a_workflow_is_an_example(path: Path) -> None:
    document = yaml.safe_load(path.read_text())
    Workflow.model_validate(document)
    assert Draft202012Validator(workflow_schema()).is_valid(document)


@pytest.mark.parametrize("path", files("guides"), ids=lambda path: path.name)
def test_can_be_published_when_a_guide_is_an_example(path: Path) -> None:
    assert publish_faults(parse_guide(path.read_text())) == []


def test_fits_the_schema_when_a_document_is_stored() -> None:
    document = read_document(DEFAULT_SOURCE).document
    assert document is not None
    assert Draft202012Validator(interface_schema()).is_valid(document.as_json())


@pytest.mark.parametrize(
    "question",
    [
        {"key": "q", "type": "quiz", "label": "?"},
        {"key": "q", "type": "rating", "label": "?", "min": 1},
        {"key": "q", "type": "text", "label": "?", "options": []},
        {"key": "Q", "type": "text", "label": "?"},
    ],
)
def test_is_refused_by_schema_and_program_alike_when_a_question_is_wrong(question: dict[str, Any]) -> None:
    document = {"title": "T", "fields": FIELDS, "questions": [question]}
    assert parse_document(document).document is None
    assert not Draft202012Validator(interface_schema()).is_valid(document)


def test_has_a_part_for_each_kind_when_the_registry_grows() -> None:
    types = [part.get("properties", {}).get("type", {}) for part in interface_schema()["$defs"].values()]
    assert {kind["const"] for kind in types if "const" in kind} == set(KINDS)


def test_is_described_when_a_setting_can_be_written() -> None:
    page = (ROOT / "docs" / "guide" / "interfaces.md").read_text()
    models = [kind.model for kind in KINDS.values()]
    settings = {name for model in models for name in model.model_fields} | {
        "title",
        "task",
        "languages",
        "domains",
        "fields",
        "questions",
        "at",
        "shuffle",
    }
    assert [name for name in sorted(settings) if f"`{name}`" not in page] == []


def test_adds_a_kind_when_the_recipe_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "recipes" / "add-a-question-type.md").read_text()
    code = textwrap.dedent(page.partition("```python\n")[2].partition("   ```\n")[0])
    module = types.ModuleType("copydesk.interfaces.questions.yes_no")
    exec(code, module.__dict__)
    monkeypatch.setitem(KINDS, "yes_no", module.KIND)
    version = version_with({"key": "q", "type": "yes_no"})
    assert validate_answers(version, {"q": True}, []) == []
    assert [fault.message for fault in validate_answers(version, {"q": "yes"}, [])] == ["Answer yes or no."]
    assert "YesNo" in interface_schema()["$defs"]
