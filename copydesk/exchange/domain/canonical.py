"""Records without a mapping: the keys that most tools use already.

id | external_id · messages | conversations | prompt | text · responses | chosen + rejected | response · judgements
"""

from typing import Any, Final

from copydesk.exchange.domain.imports import RecordRefused
from copydesk.exchange.domain.parts import as_ids, as_messages, as_person, as_response, as_time
from copydesk.exchange.domain.records import MappedItem, MappedJudgement
from copydesk.exchange.domain.shapes import list_in, object_in
from copydesk.items.domain import kind_of

_PROMPTS: Final = ("messages", "conversations", "prompt", "text")
_USED: Final = frozenset(
    {"id", "external_id", *_PROMPTS, "responses", "chosen", "rejected", "response", "judgements"}
)


def map_canonical(record: dict[str, Any]) -> MappedItem:
    """Every other key becomes part of the content. An object `content` is the whole of it, as in our own export."""
    external_id = record.get("external_id")
    if external_id is None:
        external_id = record.get("id")
    judgements = judgements_of(record)
    whole = object_in(record.get("content"))
    if whole is not None:
        return MappedItem(external_id, whole, judgements)
    content = {key: value for key, value in record.items() if key not in _USED}
    messages, responses = _conversation(record)
    if not messages and not responses and not content:
        raise RecordRefused(
            "there is nothing in it: expected messages, prompt or text, responses, or other keys"
        )
    return MappedItem(external_id, {**content, "messages": messages, "responses": responses}, judgements)


def map_label_studio(record: dict[str, Any]) -> MappedItem:
    """A task: the keys of `data` are canonical, `predictions` are kept as they are."""
    task = object_in(record.get("data"))
    if task is None:
        raise RecordRefused(f"/data must be an object, not {kind_of(record.get('data'))}")
    mapped = map_canonical({**task, "external_id": record.get("id", task.get("id"))})
    content = dict(mapped.content)
    if record.get("predictions"):
        content["predictions"] = record["predictions"]
    return MappedItem(mapped.external_id, content, judgements_of(record))


def _conversation(record: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    messages: list[Any] = []
    for key in _PROMPTS:
        if record.get(key) is not None:
            messages = as_messages(record[key])
            break
    given = record.get("responses")
    if given is not None:
        entries = list_in(given)
        if entries is None:
            raise RecordRefused(f"/responses must be a list, not {kind_of(given)}")
        return messages, [as_response(entry) for entry in entries]
    if record.get("chosen") is not None:
        chosen, rejected = record["chosen"], record.get("rejected")
        if rejected is None:
            raise RecordRefused("/rejected is missing beside /chosen")
        return messages or _shared_beginning(chosen, rejected), [as_response(chosen), as_response(rejected)]
    if record.get("response") is not None:
        return messages, [as_response(record["response"])]
    return messages, []


def _shared_beginning(chosen: Any, rejected: Any) -> list[Any]:
    """Preferences with an implicit prompt: two conversations that differ in their last message."""
    if not isinstance(chosen, list) or not isinstance(rejected, list):
        return []
    left, right = as_messages(chosen)[:-1], as_messages(rejected)[:-1]
    if left != right:
        raise RecordRefused("/chosen and /rejected must have the same conversation before their last message")
    return left


def judgements_of(record: dict[str, Any]) -> list[MappedJudgement]:
    """`judgements: [{by, answers, at?, displayed?}]`"""
    given = record.get("judgements")
    if given is None:
        return []
    entries = list_in(given)
    if entries is None:
        raise RecordRefused(f"/judgements must be a list, not {kind_of(given)}")
    return [_judgement(entry, f"/judgements/{place}") for place, entry in enumerate(entries)]


def _judgement(entry: Any, at: str) -> MappedJudgement:
    given = object_in(entry)
    if given is None:
        raise RecordRefused(f"{at} must be an object with `by` and `answers`, not {kind_of(entry)}")
    answers = object_in(given.get("answers"))
    if answers is None:
        raise RecordRefused(f"{at}/answers must be an object, not {kind_of(given.get('answers'))}")
    return MappedJudgement(
        as_person(given.get("by"), f"{at}/by"),
        as_time(given.get("at"), f"{at}/at"),
        as_ids(given.get("displayed"), f"{at}/displayed"),
        answers,
    )
