"""What a reviewer of the demo makes of a submission: pure, and from what a reviewer sees."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from copydesk.kernel.anchor import Anchor
from copydesk.review.domain import NewFinding, NewVerdict
from copydesk.server.demo.content import Breach, Truth
from copydesk.server.demo.judging import LETTERS

THIN_CHARS: Final = 42
HASTY_MS: Final = 15_000
PRAISE: Final = (
    "Good: the quote makes this easy to check.",
    "Agreed, and well explained.",
    "Exactly the rule that decides here.",
)
RETURNED: Final = (
    "Please read both answers once more with the rule beside you.",
    "I see it the other way round; the place is marked. Please look again.",
    "The marked place decides this one. Please judge again.",
)


@dataclass(frozen=True)
class Seen:
    """A submission on the reviewer's screen. `rule_keys`: the rules of the guide that it was made under."""

    truth: Truth
    answers: Mapping[str, Any]
    responses: Sequence[Mapping[str, Any]]
    displayed: Sequence[str]
    active_ms: int
    rule_keys: Collection[str]

    @property
    def breaches(self) -> list[Breach]:
        return [breach for breach in self.truth.findings if breach.rule_key in self.rule_keys]


def verdict_on(rng: random.Random, seen: Seen) -> NewVerdict:
    better, truth = seen.answers["better"], seen.truth
    if "cannot_judge" in better or truth.better is None or not seen.breaches:
        return NewVerdict("accept")
    if seen.active_ms < HASTY_MS:
        seconds = seen.active_ms // 1000
        note = f"Sent after {seconds} seconds, before the answers can have been read. Somebody else will judge this."
        return NewVerdict("reject", note=note)
    if better["preferred"] != truth.better:
        if truth.gap >= 2 or rng.random() < 0.3:
            return NewVerdict("return", note=rng.choice(RETURNED), findings=_overlooked(rng, seen))
        return NewVerdict("accept", note="I would have chosen the other one; close enough to leave it.")
    if len(seen.answers["why"]) < THIN_CHARS and rng.random() < 0.7:
        return NewVerdict("return", note="Right, but nobody can check why.", findings=[_thin(seen)])
    if abs(better["strength"] - truth.gap) >= 2:
        return _stronger(seen)
    missing = [reason for reason in truth.decided if reason not in seen.answers["decided"]]
    if missing and rng.random() < 0.35:
        decided = [*seen.answers["decided"], *missing]
        return NewVerdict(
            "fix",
            note="I added a reason: it counts as much as yours.",
            answers={**seen.answers, "decided": decided},
        )
    return NewVerdict("accept", note=rng.choice(PRAISE) if rng.random() < 0.12 else "")


def _overlooked(rng: random.Random, seen: Seen) -> list[NewFinding]:
    """The rules that the preferred answer breaks, each at its place in the item."""
    n = 2 if rng.random() < 0.4 else 1
    return [_at_place(breach, seen.responses) for breach in seen.breaches[:n]]


def _at_place(breach: Breach, responses: Sequence[Mapping[str, Any]]) -> NewFinding:
    place = next(at for at, response in enumerate(responses) if response["id"] == breach.response)
    start = str(responses[place]["content"]).index(breach.quote)
    anchor = Anchor(
        target="item",
        pointer=f"/responses/{place}/content",
        start=start,
        end=start + len(breach.quote),
        quote=breach.quote,
    )
    better = "" if breach.suggestion is None else f" Better: {breach.suggestion}"
    return NewFinding(breach.rule_key, breach.severity, f"{breach.note}{better}", anchor=anchor)


def _thin(seen: Seen) -> NewFinding:
    """The author's own words are the place; a reason that can be checked is the suggestion."""
    why, breach = str(seen.answers["why"]), seen.breaches[0]
    anchor = Anchor(target="answers", pointer="/why", start=0, end=len(why), quote=why)
    letter = LETTERS[seen.displayed.index(breach.response)]
    suggestion = f"{letter} says “{breach.quote}”. {breach.note}"
    return NewFinding(
        breach.rule_key, "minor", "This says which, not why. Name the place that decides.", suggestion, anchor
    )


def _stronger(seen: Seen) -> NewVerdict:
    """The strength of a clear case set right in place; the author's own stays in the submission."""
    better = {"preferred": seen.truth.better, "strength": seen.truth.gap}
    note = "A clear case: one of the two could do harm or is wrong, so the strength is 3."
    return NewVerdict("fix", note=note, answers={**seen.answers, "better": better})
