"""Preferences as TRL's DPO trainer reads them: `prompt`, `chosen`, `rejected`, with `margin` and where each row comes from."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson

from copydesk.exchange.domain.exports import Exported, Plan, Tally, Wanted, pick_question
from copydesk.exchange.domain.votes import Pair, Vote, chat, is_tie, majority, response_text, single, votes_on
from copydesk.kernel.errors import Invalid


def preference_of(plan: Plan) -> str:
    """Raises Invalid when there is no question that asks for a preference."""
    question = pick_question(plan.forms, "preference", plan.wanted.question)
    if question is None:
        raise Invalid("No published form of this project asks for a preference.", code="no_such_question")
    return question


def start(plan: Plan, tally: Tally) -> Callable[[Exported], Iterable[bytes]]:
    question = preference_of(plan)
    wanted = plan.wanted

    def rows(record: Exported) -> Iterator[bytes]:
        votes = votes_on(record, question)
        if not votes:
            tally.n_without_answer += 1
            return
        n_before = tally.n_rows
        for pairs, counted in _decided(plan, question, record, votes):
            if is_tie(pairs) and wanted.ties == "drop":
                tally.n_ties_left_out += 1
                continue
            written = [row for pair in pairs if (row := _row(record, pair, wanted)) is not None]
            if not written:
                tally.n_without_answer += 1
                continue
            tally.n_rows += len(written)
            for submission, _ in counted:
                tally.count(submission)
            yield from written
        tally.n_items += tally.n_rows > n_before

    return rows


def _decided(
    plan: Plan, question: str, record: Exported, votes: list[Vote]
) -> Iterator[tuple[list[Pair], list[Vote]]]:
    """One decision of all votes, or one for each vote."""
    if plan.wanted.per == "item":
        yield majority(record, votes), votes
        return
    for vote in votes:
        form = plan.forms[vote[0]["interface_version"]]
        yield single(record, vote, int(form.questions[question]["strengths"]) // 2), [vote]


def _row(record: Exported, pair: Pair, wanted: Wanted) -> bytes | None:
    """None when a conversation of several messages is wanted as one text."""
    messages = chat(pair.content)
    chosen, rejected = response_text(pair.content, pair.chosen), response_text(pair.content, pair.rejected)
    row: dict[str, Any]
    if wanted.shape == "text":
        if len(messages) != 1:
            return None
        row = {"prompt": messages[0]["content"], "chosen": chosen, "rejected": rejected}
    else:
        row = {"prompt": messages, "chosen": [assistant(chosen)], "rejected": [assistant(rejected)]}
    row |= {
        "margin": round(pair.margin, 6),
        "item_id": record.head["id"],
        "external_id": record.head["external_id"],
    }
    if pair.submission is not None:
        row |= {"submission_id": pair.submission["id"], "member": pair.submission["member"]}
    return orjson.dumps(row) + b"\n"


def assistant(text: str) -> dict[str, str]:
    return {"role": "assistant", "content": text}
