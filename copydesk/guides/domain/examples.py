"""Examples as they are read, in their three spellings: a quote, a comparison of turns, a fence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from copydesk.guides.domain.blocks import (
    BlockFault,
    Example,
    Piece,
    Rationale,
    Span,
    Spelling,
    Verdict,
    first_word,
)
from copydesk.guides.domain.lines import dedent_quote, without_end
from copydesk.guides.domain.turns import Part, Turn, read_parts

VERDICTS: Final[dict[str, Verdict]] = {"good": "good", "ok": "ok", "bad": "bad"}

LABEL = re.compile(r"[ \t]*\*\*(good|bad|ok|why)(?: example)?(?::\*\*|\*\*:)[ \t]*", re.IGNORECASE)
_EMPHASIS = re.compile(
    r"(?:\*(?![\s*])((?:[^*\\]|\\.|\*\*)+)(?<![\s])\*|_(?![\s_])((?:[^_\\]|\\.)+)_)", re.DOTALL
)
_COMMENT = re.compile(r"(good|bad|ok)\b((?:\s*\[#[^\]\s]+\])*)\s*[:,]?\s*(.*)", re.IGNORECASE | re.DOTALL)
_BROKEN_KEY = re.compile(r"\[#([^\]\s]+)\]")
_INFO = re.compile(r'\b(because|title)="((?:[^"\\]|\\.)*)"')
_TITLE = re.compile(r"[ \t]*\*\*Example(?::\*\*|\*\*:)[ \t]*(.*)", re.IGNORECASE)
_GAPS: Final = {"", "[...]", "[…]"}


@dataclass
class Readings:
    """What the blocks of one body gave."""

    examples: list[Example] = field(default_factory=list[Example])
    rationales: list[Rationale] = field(default_factory=list[Rationale])
    faults: list[BlockFault] = field(default_factory=list[BlockFault])


def read_quote(lines: Sequence[str], piece: Piece, into: Readings) -> None:
    """`> **Good:** text`, whose last paragraph in emphasis is the explanation; `> **Why:** reason`."""
    said = dedent_quote(lines[piece.start : piece.end])
    labels = [(at, found) for at, line in enumerate(said) if (found := LABEL.match(line))]
    if not labels or any(line.strip() for line in said[: labels[0][0]]):
        return
    ends = [*(at for at, _ in labels[1:]), len(said)]
    for (at, label), end in zip(labels, ends, strict=True):
        span = (piece.start + at, piece.start + end)
        text = "".join([said[at][label.end() :], *said[at + 1 : end]]).strip("\r\n")
        word = label[1].lower()
        if word == "why":
            into.rationales.append(Rationale(text.strip(), span))
            continue
        text, explanation = _split_explanation(text)
        example = Example(VERDICTS[word], text, explanation, spelling="quote", lines=span, block=piece.span)
        into.examples.append(replace(example, title=title_above(lines, piece.start)))


def read_fence(lines: Sequence[str], piece: Piece, into: Readings) -> None:
    """A fence that says `good` or `bad`, or one that holds a conversation with a comparison."""
    verdict = VERDICTS.get(first_word(piece.info))
    start = piece.start + 1
    content = lines[start : start + piece.content.count("\n")]
    if verdict is None:
        read_conversation(lines, read_parts(content, start), piece.span, into)
        return
    said = {name: re.sub(r"\\(.)", r"\1", value) for name, value in _INFO.findall(piece.info)}
    text, context = _last_answer(piece.content, content)
    into.examples.append(
        Example(
            verdict,
            text,
            said.get("because") or None,
            context,
            said.get("title") or title_above(lines, piece.start),
            spelling="fence",
            lines=piece.span,
            block=piece.span,
        )
    )


def read_bare(lines: Sequence[str], parts: Iterable[Part], into: Readings) -> None:
    """Conversations that stand in the body without a fence: turns with nothing between them but `[...]`."""
    group: list[Part] = []
    for part in parts:
        if group and any(line.strip() not in _GAPS for line in lines[group[-1].end : part.start]):
            read_conversation(lines, group, (group[0].start, group[-1].end), into)
            group = []
        group.append(part)
    if group:
        read_conversation(lines, group, (group[0].start, group[-1].end), into)


def read_conversation(lines: Sequence[str], parts: Sequence[Part], block: Span, into: Readings) -> None:
    """The answers of each comparison, with the turns before it. After one, its good answer belongs to the conversation."""
    context: list[Turn] = []
    answers: list[tuple[Part, Example]] | None = None
    opened = 0
    for part in parts:
        if part.what == "begin":
            answers, opened = [], part.start
        elif part.what == "end":
            into.examples += [example for _, example in answers or ()]
            context += _said_next(answers or ())
            answers = None
        elif part.turn is not None and answers is None:
            context.append(part.turn)
        elif part.turn is not None and answers is not None:
            example = _answer(part, tuple(context), title_above(lines, block[0]), block)
            answers += [(part, example)] if example else []
        if not part.is_closed:
            into.faults.append(BlockFault(part.start, "This turn has no end: close it with its tag."))
    if answers is not None:
        into.faults.append(BlockFault(opened, "This comparison has no end: write </comparison> behind it."))
        into.examples += [example for _, example in answers]


def title_above(lines: Sequence[str], start: int) -> str | None:
    """The title in a line `**Example**: title` above a block."""
    at = start - 1
    while at >= 0 and not lines[at].strip():
        at -= 1
    found = _TITLE.match(lines[at]) if at >= 0 else None
    return (found[1].strip() or None) if found else None


def _said_next(answers: Sequence[tuple[Part, Example]]) -> Iterator[Turn]:
    best = next((part for part, example in answers if example.verdict == "good"), None)
    if best is not None and best.turn is not None:
        yield best.turn


def _answer(part: Part, context: tuple[Turn, ...], title: str | None, block: Span) -> Example | None:
    found = _COMMENT.fullmatch(part.comment or "")
    if found is None or part.turn is None:
        return None
    verdict, broken, explanation = VERDICTS[found[1].lower()], found[2], found[3].strip()
    spelling: Spelling = "comparison"
    return Example(
        verdict,
        part.turn.text,
        explanation or None,
        context,
        title,
        tuple(_BROKEN_KEY.findall(broken)),
        part.turn.attributes,
        spelling,
        (part.start, part.end),
        block,
    )


def _last_answer(content: str, lines: Sequence[str]) -> tuple[str, tuple[Turn, ...]]:
    """A fence that holds nothing but turns and ends with the assistant's is a conversation, any other is a text."""
    parts = read_parts([*lines])
    turns = [part.turn for part in parts if part.turn is not None]
    covered = {at for part in parts for at in range(part.start, part.end)}
    is_chat = all(at in covered or not line.strip() for at, line in enumerate(lines))
    if not turns or not is_chat or len(turns) < len(parts) or turns[-1].role != "assistant":
        return without_end(content), ()
    return turns[-1].text, tuple(turns[:-1])


def _split_explanation(text: str) -> tuple[str, str | None]:
    """The last of several paragraphs is the explanation when all of it is emphasised."""
    paragraphs = re.split(r"((?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*)", text)
    found = _EMPHASIS.fullmatch(paragraphs[-1].strip()) if len(paragraphs) > 1 else None
    if found is None:
        return text.strip(), None
    return "".join(paragraphs[:-2]).strip(), (found[1] or found[2]).strip()
