"""From what people preferred to pairs of a better and a worse answer."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.exchange.domain.exports import Exported, final_answers

Vote = tuple[Mapping[str, Any], Mapping[str, Any]]


@dataclass(frozen=True)
class Pair:
    """`margin` is 0 for a tie and at most 1."""

    content: Mapping[str, Any]
    chosen: str
    rejected: str
    margin: float
    submission: Mapping[str, Any] | None = None


def votes_on(record: Exported, question: str) -> list[Vote]:
    """(submission, answer) of everybody who could judge, on the newest version of the item that anybody judged."""
    votes: list[Vote] = []
    for submission in record.submissions:
        answer = final_answers(submission).get(question)
        if isinstance(answer, dict) and "preferred" in answer:
            votes.append((submission, answer))  # pyright: ignore[reportUnknownArgumentType] -- JSON
    newest = max((submission["item_version"] for submission, _ in votes), default=None)
    return [vote for vote in votes if vote[0]["item_version"] == newest]


def majority(record: Exported, votes: Sequence[Vote]) -> list[Pair]:
    """The response with the most votes above each other one; margin: its lead as a share of all votes, ties included.

    Where two lead together it is a tie: both orders, with the margin 0.
    """
    content = record.content_of(votes[0][0])
    ids = [response["id"] for response in content["responses"]]
    n_for = Counter(answer["preferred"] for _, answer in votes if answer["preferred"] is not None)
    best = max(n_for[response_id] for response_id in ids)
    leaders = [response_id for response_id in ids if n_for[response_id] == best]
    if len(leaders) > 1:
        return list(_both_orders(content, leaders))
    winner = leaders[0]
    return [
        Pair(content, winner, other, (best - n_for[other]) / len(votes)) for other in ids if other != winner
    ]


def single(record: Exported, vote: Vote, strongest: int) -> list[Pair]:
    """What one person preferred; margin: how strongly, as a share of the strongest."""
    submission, answer = vote
    content = record.content_of(submission)
    ids = [response["id"] for response in content["responses"]]
    preferred = answer["preferred"]
    if preferred is None:
        return list(_both_orders(content, ids, submission))
    margin = int(answer.get("strength", strongest)) / strongest
    return [Pair(content, preferred, other, margin, submission) for other in ids if other != preferred]


def _both_orders(
    content: Mapping[str, Any], ids: Sequence[str], submission: Mapping[str, Any] | None = None
) -> Iterator[Pair]:
    for one in ids:
        for other in ids:
            if one != other:
                yield Pair(content, one, other, 0.0, submission)


def is_tie(pairs: Sequence[Pair]) -> bool:
    return bool(pairs) and pairs[0].margin == 0


def chat(content: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"role": message["role"], "content": message["content"]} for message in content["messages"]]


def response_text(content: Mapping[str, Any], response_id: str) -> str:
    return next(response["content"] for response in content["responses"] if response["id"] == response_id)
