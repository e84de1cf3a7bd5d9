"""What a person of the demo answers to an item: pure, and the same for the same random numbers."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from copydesk.server.demo.content import Breach, Truth
from copydesk.server.demo.people import Person

LETTERS: Final = "ABCDEFGHI"
HASTY_SHARE: Final = 0.16
REASONS: Final = ("facts", "honest", "request", "safe", "clear", "voice")
LANGUAGE_NAMES: Final = {
    "ar": "Arabic", "he": "Hebrew", "ja": "Japanese", "es": "Spanish", "de": "German", "fr": "French",
}  # fmt: skip
THIN: Final = (
    "{w} is the better answer.",
    "{w} is simply better overall.",
    "{w} is more helpful than {l}.",
    "I like {w} more than {l}.",
)
GENERIC_MISS: Final = (
    "{w} reads more smoothly to me, and {l} goes into details that nobody needs.",
    "{w} sounds more confident. With {l} I would still have to decide for myself.",
    "I would rather get {w}: it comes to a result, {l} keeps weighing things up.",
)
NO_DIFFERENCE: Final = (
    "I went back and forth between the two and found no rule that decides it.",
    "Both follow the guide. What I prefer here is taste, so I call it a tie.",
)


@dataclass(frozen=True)
class Judgement:
    """`answers` None: skipped, for `reason`."""

    answers: dict[str, Any] | None
    took: timedelta
    reason: str = ""


def judge(
    rng: random.Random,
    person: Person,
    truth: Truth,
    displayed: Sequence[str],
    *,
    used: Sequence[str],
    slips: bool,
) -> Judgement:
    """`used`: what others wrote about the item already. `slips`: they get this one wrong if it can be got wrong."""
    took = timedelta(seconds=rng.uniform(70, 190) + 25 * truth.gap)
    if slips and truth.gap >= 2:
        return Judgement(_mistaken(rng, truth, displayed, used), took)
    if truth.language not in person.languages and rng.random() < 0.8:
        return _foreign(rng, truth)
    if rng.random() < HASTY_SHARE * (1 - person.care):
        answers = _preferring(rng, displayed[0], truth, strength=1)
        return Judgement(
            answers | {"why": _fill(rng.choice(THIN), displayed[0], displayed)}, timedelta(seconds=9)
        )
    chance = {0: 0.75, 1: person.skill - 0.14, 2: person.skill, 3: min(0.99, person.skill + 0.1)}[truth.gap]
    sees = rng.random() < chance
    if truth.better is None:
        return Judgement(_tied(rng, truth, displayed, used) if sees else _lean(rng, truth, displayed), took)
    if not sees:
        return Judgement(_mistaken(rng, truth, displayed, used), took)
    return Judgement(_right(rng, person, truth, displayed, used), took)


def judge_again(rng: random.Random, truth: Truth, displayed: Sequence[str], used: Sequence[str]) -> Judgement:
    """After a return, with the finding before one's eyes."""
    took = timedelta(seconds=rng.uniform(60, 150))
    if truth.better is None:
        return Judgement(_tied(rng, truth, displayed, used), took)
    answers = _preferring(rng, truth.better, truth, strength=max(1, truth.gap))
    return Judgement(answers | {"why": _reason(rng, truth, displayed, used)}, took)


def _foreign(rng: random.Random, truth: Truth) -> Judgement:
    name = LANGUAGE_NAMES[truth.language]
    took = timedelta(seconds=rng.uniform(15, 45))
    if rng.random() < 0.8:
        return Judgement(None, took, f"I don't read {name} well enough to judge this.")
    why = f"My {name} is too weak to tell whether the answers are right, so I leave this to others."
    return Judgement({"better": {"cannot_judge": True}, "decided": [], "why": why}, took)


def _right(
    rng: random.Random, person: Person, truth: Truth, displayed: Sequence[str], used: Sequence[str]
) -> dict[str, Any]:
    better = truth.better or displayed[0]
    strength = max(1, min(3, truth.gap + rng.choice((0, 0, 0, 0, -1, 1))))
    if truth.gap == 3 and rng.random() < 0.2:
        strength = 1
    answers = _preferring(rng, better, truth, strength=strength)
    if rng.random() > person.care:
        return answers | {"why": _fill(rng.choice(THIN), better, displayed)}
    return answers | {"why": _reason(rng, truth, displayed, used)}


def _mistaken(
    rng: random.Random, truth: Truth, displayed: Sequence[str], used: Sequence[str]
) -> dict[str, Any]:
    worse = next(one for one in displayed if one != truth.better)
    answers: dict[str, Any] = {
        "better": {"preferred": worse, "strength": rng.choice((1, 1, 2))},
        "decided": sorted(rng.sample(REASONS, rng.choice((1, 2)))),
    }
    said = _unused([_letters(why, displayed) for why in truth.miss], used)
    why = said[0] if said else _fill(rng.choice(GENERIC_MISS), worse, displayed)
    return answers | {"why": why}


def _tied(rng: random.Random, truth: Truth, displayed: Sequence[str], used: Sequence[str]) -> dict[str, Any]:
    whys = [_letters(why, displayed) for why in (*truth.why, *NO_DIFFERENCE)]
    why = rng.choice(_unused(whys, used) or whys)
    return {"better": {"preferred": None, "strength": 0}, "decided": truth.decided, "why": why}


def _lean(rng: random.Random, truth: Truth, displayed: Sequence[str]) -> dict[str, Any]:
    """Where neither is better, some have a slight preference."""
    answers = _preferring(rng, rng.choice(list(displayed)), truth, strength=1)
    return answers | {"why": "Very close. This one stayed with me a little longer, nothing more than that."}


def _preferring(rng: random.Random, preferred: str, truth: Truth, *, strength: int) -> dict[str, Any]:
    wanted = truth.decided if preferred == truth.better else [rng.choice(REASONS)]
    decided = wanted[:1] if len(wanted) > 1 and rng.random() < 0.3 else wanted
    return {"better": {"preferred": preferred, "strength": strength}, "decided": decided}


def _reason(rng: random.Random, truth: Truth, displayed: Sequence[str], used: Sequence[str]) -> str:
    """One that nobody has written about this item yet."""
    own = [_letters(why, displayed) for why in truth.why]
    rng.shuffle(own)
    quoted = [_quoting(breach, displayed) for breach in truth.findings]
    return (_unused([*own, *quoted], used) or own)[0]


def _quoting(breach: Breach, displayed: Sequence[str]) -> str:
    words = " ".join(breach.quote.split())
    return f"{LETTERS[displayed.index(breach.response)]} says “{words}”. {breach.note}"


def _unused(whys: Sequence[str], used: Sequence[str]) -> list[str]:
    return [why for why in whys if _shape(why) not in {_shape(one) for one in used}]


def _shape(why: str) -> str:
    """Equal for the same words about answers that stood in another order."""
    return "".join(char for char in why if char not in "AB")


def _letters(why: str, displayed: Sequence[str]) -> str:
    return why.format(**{one: LETTERS[place] for place, one in enumerate(displayed)})


def _fill(why: str, winner: str, displayed: Sequence[str]) -> str:
    loser = next(one for one in displayed if one != winner)
    return why.format(w=LETTERS[displayed.index(winner)], l=LETTERS[displayed.index(loser)])
