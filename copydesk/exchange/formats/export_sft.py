"""Conversations as TRL's SFT trainer reads them: `messages` that end with the answer to learn.

The answer is what a person wrote (a text question), or the response that most people preferred.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import orjson

from copydesk.exchange.domain.exports import Exported, Plan, Tally, final_answers, pick_question
from copydesk.exchange.domain.votes import chat, is_tie, majority, response_text, votes_on
from copydesk.exchange.formats.export_dpo import assistant, preference_of
from copydesk.kernel.errors import Invalid

Rows = Callable[[Exported], Iterable[bytes]]


def start(plan: Plan, tally: Tally) -> Rows:
    wanted = plan.wanted
    text = None if wanted.source == "preferred" else pick_question(plan.forms, "text", _text_only(plan))
    has_preference = pick_question(plan.forms, "preference", None) is not None
    if wanted.source == "answer" or (wanted.source is None and not has_preference):
        if text is None:
            raise Invalid("No published form of this project asks for a text.", code="no_such_question")
        return _from_answers(text, tally)
    return _from_preferences(preference_of(plan), tally)


def _text_only(plan: Plan) -> str | None:
    return plan.wanted.question if plan.wanted.source == "answer" else None


def _from_answers(question: str, tally: Tally) -> Rows:
    """A row for each submission."""

    def rows(record: Exported) -> Iterator[bytes]:
        n_before = tally.n_rows
        for submission in record.submissions:
            text = final_answers(submission).get(question)
            if not isinstance(text, str) or not text.strip():
                tally.n_without_answer += 1
                continue
            tally.n_rows += 1
            tally.count(submission)
            yield _row(record, record.content_of(submission), text, submission)
        tally.n_items += tally.n_rows > n_before

    return rows


def _from_preferences(question: str, tally: Tally) -> Rows:
    """A row for each item that has a winner."""

    def rows(record: Exported) -> Iterator[bytes]:
        votes = votes_on(record, question)
        if not votes:
            tally.n_without_answer += 1
            return
        pairs = majority(record, votes)
        if not pairs or is_tie(pairs):
            tally.n_ties_left_out += 1
            return
        tally.n_rows += 1
        tally.n_items += 1
        for submission, _ in votes:
            tally.count(submission)
        content = pairs[0].content
        yield _row(record, content, response_text(content, pairs[0].chosen), None)

    return rows


def _row(
    record: Exported, content: Mapping[str, Any], text: str, submission: Mapping[str, Any] | None
) -> bytes:
    row: dict[str, Any] = {
        "messages": [*chat(content), assistant(text)],
        "item_id": record.head["id"],
        "external_id": record.head["external_id"],
    }
    if submission is not None:
        row |= {"submission_id": submission["id"], "member": submission["member"]}
    return orjson.dumps(row) + b"\n"
