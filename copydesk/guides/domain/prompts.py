"""A guide as a prompt: for a model that answers, for one that judges, or as a rubric with points; within a budget of tokens."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from copydesk.guides.domain.blocks import Example
from copydesk.guides.domain.lines import split_lines
from copydesk.guides.domain.reading import Blocks, read_blocks
from copydesk.guides.domain.records import Guide, Rule, Severity
from copydesk.guides.domain.selection import Selection, select_rules
from copydesk.guides.domain.tokens import ESTIMATE, estimate_tokens

Form = Literal["system", "judge", "rubric"]
PartKind = Literal["example", "rationale", "section", "rule"]

POINTS: Final[Mapping[Severity | None, int]] = {"critical": 10, "major": 5, "minor": 2, None: 3}
_RANK: Final[Mapping[Severity | None, int]] = {"minor": 0, None: 1, "major": 2, "critical": 3}
_KIND_RANK: Final[Mapping[PartKind, int]] = {"example": 0, "rationale": 1, "section": 2, "rule": 3}
_VERDICTS: Final = {"good": "Good", "ok": "Acceptable", "bad": "Bad"}

_INTRODUCTIONS: Final[Mapping[Form, str]] = {
    "system": "Follow these rules in every answer. Where two of them conflict, the more severe one wins.",
    "judge": (
        "You are given a conversation and an answer. Check the answer against each rule below. Report only what you can quote.\n"
        'Reply with JSON: a list of {"rule": key, "quote": the words of the answer that break it, "why": one sentence}. '
        "An answer that breaks no rule gets []."
    ),
    "rubric": (
        "Give the points of each criterion that the answer meets in full, else 0. A criterion that does not apply is left out of "
        "the sum."
    ),
}


@dataclass(frozen=True)
class Wanted:
    """What to export. `budget_tokens` None: everything."""

    form: Form = "system"
    selection: Selection = field(default_factory=Selection)
    budget_tokens: int | None = None
    with_examples: bool = True
    with_rationale: bool = True


@dataclass(frozen=True)
class LeftOut:
    """A part that did not fit: the nth example of a rule or section, its reason, what a section says, or all of a rule."""

    key: str
    what: PartKind
    number: int | None
    n_tokens: int


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric."""

    key: str
    title: str
    text: str
    severity: Severity | None
    points: int


@dataclass(frozen=True)
class GuidePrompt:
    """`n_tokens` is an estimate: `estimate` says of what kind. A prompt whose rules are all left out may exceed the budget."""

    text: str
    n_tokens: int
    keys: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    criteria: tuple[Criterion, ...]
    estimate: str = ESTIMATE


@dataclass(frozen=True)
class _Part:
    """A piece that can be left out."""

    rule: Rule
    what: PartKind
    number: int | None
    text: str
    n_tokens: int


def make_prompt(guide: Guide, wanted: Wanted) -> GuidePrompt:
    """The rules of a selection as one text. What the sections above them say stands before them.

    Over the budget, examples go first, then reasons, then what sections say, then rules; minor ones first.
    """
    rules = select_rules(guide.rules, wanted.selection)
    parts = [part for rule in _with_sections(guide, rules) for part in _parts(rule, wanted, guide.title)]
    head = _head(guide, wanted.form)
    left_out = _over_budget(parts, estimate_tokens(head), wanted.budget_tokens)
    gone = {id(part) for part in left_out}
    kept = [part for part in parts if id(part) not in gone]
    text = head + "\n".join(part.text for part in kept)
    keys = tuple(part.rule.key for part in kept if part.what == "rule")
    return GuidePrompt(
        text=text,
        n_tokens=estimate_tokens(text),
        keys=keys,
        left_out=tuple(LeftOut(part.rule.key, part.what, part.number, part.n_tokens) for part in left_out),
        criteria=tuple(_criterion(rule) for rule in rules if rule.key in keys),
    )


def prose(body: str, blocks: Blocks | None = None) -> str:
    """The body without its examples, checks, reasons and footnote marks."""
    blocks = blocks or read_blocks(body)
    spans = [example.block for example in blocks.examples]
    spans += [check.lines for check in blocks.checks] + [rationale.lines for rationale in blocks.rationales]
    spans += [footnote.lines for footnote in blocks.footnotes if footnote.lines]
    hidden = {at for start, end in spans for at in range(start, end)}
    lines = [
        "" if _TITLE.match(line) else line for at, line in enumerate(split_lines(body)) if at not in hidden
    ]
    text = re.sub(r"\[\^[^\]\s]+\]", "", "".join(lines))
    return re.sub(r"\n{3,}", "\n\n", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


_TITLE = re.compile(r"[ \t]*\*\*Example(?::\*\*|\*\*:)", re.IGNORECASE)


def _head(guide: Guide, form: Form) -> str:
    title = guide.title or "Style guide"
    return f"# {title}\n\n{_INTRODUCTIONS[form]}\n\n"


def _with_sections(guide: Guide, rules: Sequence[Rule]) -> list[Rule]:
    """These rules, and the sections above them, in the order of the guide."""
    parents = {rule.key: rule.parent_key for rule in guide.rules}
    kept: set[str] = set()
    for rule in rules:
        key: str | None = rule.key
        while key is not None and key not in kept:
            kept.add(key)
            key = parents.get(key)
    chosen = {rule.key for rule in rules}
    return [
        rule for rule in guide.rules if rule.key in kept and (rule.kind == "section" or rule.key in chosen)
    ]


def _parts(rule: Rule, wanted: Wanted, title: str | None) -> Iterator[_Part]:
    blocks = read_blocks(rule.body)
    said = prose(rule.body, blocks)
    if rule.kind == "rule":
        yield _part(rule, "rule", None, _rule_text(rule, said, wanted.form))
    elif said or blocks.rationale or blocks.examples:
        # The heading of the whole stands above everything.
        heading = "" if rule.title == title else f"# {rule.title}\n\n"
        yield _part(rule, "section", None, f"{heading}{said}\n" if said else heading.rstrip() + "\n")
    if wanted.with_rationale and blocks.rationale:
        yield _part(rule, "rationale", None, f"Why: {blocks.rationale}\n")
    if wanted.with_examples:
        for number, example in enumerate(blocks.examples, start=1):
            yield _part(rule, "example", number, _example_text(example))


def _part(rule: Rule, what: PartKind, number: int | None, text: str) -> _Part:
    return _Part(rule, what, number, text, estimate_tokens(text) + 1)


def _rule_text(rule: Rule, text: str, form: Form) -> str:
    severity = f", {rule.severity}" if rule.severity else ""
    if form == "rubric":
        heading = f"## {rule.title} [{rule.key}{severity}]: {POINTS[rule.severity]} points"
    else:
        heading = f"## {rule.title} [{rule.key}{severity}]"
    return f"{heading}\n\n{text}\n" if text else f"{heading}\n"


def _example_text(example: Example) -> str:
    lines = [f"{turn.role}: {turn.text}" for turn in example.context]
    lines.append(f"{_VERDICTS[example.verdict]}: {example.text}")
    if example.explanation:
        lines.append(f"({example.explanation})")
    return "\n".join(lines) + "\n"


def _over_budget(parts: Sequence[_Part], n_head: int, budget: int | None) -> list[_Part]:
    """The parts to leave out, from the first that may go; of equals the one furthest down the guide goes first."""
    if budget is None:
        return []
    excess = n_head + sum(part.n_tokens for part in parts) - budget
    order = sorted(
        enumerate(parts),
        key=lambda pair: (_KIND_RANK[pair[1].what], _RANK[pair[1].rule.severity], -pair[0]),
    )
    left_out: list[_Part] = []
    for _, part in order:
        if excess <= 0:
            break
        left_out.append(part)
        excess -= part.n_tokens
    return _without_fitting(left_out, -excess)


def _without_fitting(left_out: Sequence[_Part], room: int) -> list[_Part]:
    """The last that went may have been long: shorter ones that fit into the room it left come back, severe ones first."""
    gone: list[_Part] = []
    gone_keys: set[str] = set()
    for part in reversed(left_out):
        if part.n_tokens <= room and part.rule.key not in gone_keys:
            room -= part.n_tokens
            continue
        gone.append(part)
        if part.what in {"rule", "section"}:
            gone_keys.add(part.rule.key)
    return gone[::-1]


def _criterion(rule: Rule) -> Criterion:
    return Criterion(rule.key, rule.title, prose(rule.body), rule.severity, POINTS[rule.severity])
