"""Blocks of a body changed in place: those that stay keep their bytes, the others are written, added or removed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from copydesk.guides.domain.blocks import CheckSpec, Example, Rationale, Span
from copydesk.guides.domain.lines import replace_lines, split_lines
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.writing import meaning, write_block, write_check, write_example, write_rationale

Block = TypeVar("Block")


@dataclass(frozen=True)
class _Kind(Generic[Block]):
    """How blocks of one kind are compared, placed and written. `write` takes the block that is replaced, if any."""

    sense: Callable[[Block], str]
    lines: Callable[[Block], Span]
    whole: Callable[[Block], Span]
    write: Callable[[Block, Block | None], str]


def with_examples(body: str, wanted: Sequence[Example]) -> str:
    """The body with these examples, in this order."""
    return _without_empty_blocks(_rewrite(body, read_blocks(body).examples, wanted, _EXAMPLES), body)


def with_checks(body: str, wanted: Sequence[CheckSpec]) -> str:
    return _rewrite(body, read_blocks(body).checks, wanted, _CHECKS)


def with_rationale(body: str, text: str | None) -> str:
    wanted = [] if text is None else [Rationale(text, (0, 0))]
    return _rewrite(body, read_blocks(body).rationales, wanted, _RATIONALES)


def _rewrite(body: str, present: Sequence[Block], wanted: Sequence[Block], kind: _Kind[Block]) -> str:
    """From the last block to the first, so that the lines of those before it hold."""
    senses = [kind.sense(block) for block in present]
    matcher = SequenceMatcher(None, senses, [kind.sense(block) for block in wanted], autojunk=False)
    for tag, start, end, new_start, new_end in reversed(matcher.get_opcodes()):
        if tag == "equal":
            continue
        n_paired = min(end - start, new_end - new_start)
        # Each goes in front of the ones that were put there: the place for the first is the place for all.
        gap = _gap(body, present, end, kind)
        for block in reversed(wanted[new_start + n_paired : new_end]):
            body = _insert(body, gap, kind.write(block, None))
        for block in reversed(present[start + n_paired : end]):
            body = _without(body, kind.lines(block))
        for old, new in reversed(list(zip(present[start:end], wanted[new_start:new_end], strict=False))):
            body = replace_lines(body, kind.lines(old), kind.write(new, old))
    return body


def _gap(body: str, present: Sequence[Block], at: int, kind: _Kind[Block]) -> int:
    """The line for a new block: behind the one before it, else in front of the one behind it, else at the end of the text."""
    if present and not at:
        return kind.whole(present[0])[0]
    lines = split_lines(body)
    line = kind.whole(present[at - 1])[1] if at else len(lines)
    while line and not lines[line - 1].strip():
        line -= 1
    return line


def _without(body: str, span: Span) -> str:
    """Without these lines, and without the empty line behind them where one stands before them already."""
    lines = split_lines(body)
    start, end = span
    has_gap_before = start == 0 or not lines[start - 1].strip()
    if has_gap_before and end < len(lines) and not lines[end].strip():
        end += 1
    return "".join([*lines[:start], *lines[end:]])


def _insert(body: str, at: int, text: str) -> str:
    lines = split_lines(body)
    before = "\n" if at == 0 or lines[at - 1].strip() else ""
    after = "\n" if at < len(lines) and lines[at].strip() else ""
    if at and not lines[at - 1].endswith(("\n", "\r")):
        before = "\n\n"
    return replace_lines(body, (at, at), f"{before}{text}{after}")


def _without_empty_blocks(body: str, before: str) -> str:
    """A comparison all of whose answers were removed goes too; the turns before it stay."""
    if "<comparison>" not in before:
        return body
    lines = split_lines(body)
    for at in range(len(lines) - 2, -1, -1):
        if lines[at].strip() == "<comparison>" and lines[at + 1].strip() == "</comparison>":
            del lines[at : at + 2]
    return "".join(lines)


def _write_example(new: Example, old: Example | None) -> str:
    if old is None:
        return write_block(new)
    # In a comparison the turns before the answer stand elsewhere in the block: only the answer is written.
    context = old.context if old.spelling == "comparison" else new.context
    return write_example(replace(new, spelling=old.spelling, context=context))


_EXAMPLES = _Kind[Example](
    lambda example: repr(meaning(example)),
    lambda example: example.lines,
    lambda example: example.block,
    _write_example,
)
_CHECKS = _Kind[CheckSpec](
    write_check, lambda check: check.lines, lambda check: check.lines, lambda check, _: write_check(check)
)
_RATIONALES = _Kind[Rationale](
    lambda rationale: rationale.text,
    lambda rationale: rationale.lines,
    lambda rationale: rationale.lines,
    lambda rationale, _: write_rationale(rationale.text),
)
