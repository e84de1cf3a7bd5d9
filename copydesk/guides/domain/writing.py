"""Examples, checks and reasons written back, each in the spelling that it had."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from copydesk.guides.domain.blocks import CheckSpec, Example, Span
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.turns import Turn, write_turn
from copydesk.guides.domain.yaml_writing import write_yaml

LABELS: Final = {"good": "Good", "ok": "OK", "bad": "Bad"}
_BLOCK_START = re.compile(r"[ \t]*(?:[-*+>#|`~<=]|\d+[.)]|$)")
_NOWHERE: Final[Span] = (0, 0)


def write_example(example: Example) -> str:
    """The lines of an example, in its own spelling; in a fence where that spelling cannot say it.

    One of a comparison is written as its turn alone: the turns before it stand in the same block.
    """
    if example.spelling == "comparison":
        return _write_answer(example)
    if example.spelling == "quote" and not example.context:
        text = _write_quote(example)
        if same_examples(read_blocks(text).examples, [example]):
            return text
    return _write_fence(example)


def write_block(example: Example) -> str:
    """An example that stands alone: one of a comparison with its turns and a fence around them."""
    if example.spelling != "comparison":
        return write_example(example)
    turns = "".join(write_turn(turn) for turn in example.context)
    content = f"{turns}<comparison>\n{_write_answer(example)}</comparison>\n"
    mark = _fence_mark(content, "~")
    return f"{mark}xml\n{content}{mark}\n"


def write_check(check: CheckSpec) -> str:
    """A fence with the check's YAML; the keys of every kind come first."""
    keys: dict[str, Any] = {"kind": check.kind}
    if check.is_named:
        keys["name"] = check.name
    keys |= {"message": check.message} if check.message is not None else {}
    keys |= {"severity": check.severity} if check.severity is not None else {}
    keys |= {"scope": check.scope[0] if len(check.scope) == 1 else list(check.scope)} if check.scope else {}
    content = write_yaml({**keys, **check.params})
    mark = _fence_mark(content, "`")
    return f"{mark}check\n{content}{mark}\n"


def write_rationale(text: str) -> str:
    return _quoted(f"**Why:** {text}")


def same_examples(some: Iterable[Example], others: Iterable[Example]) -> bool:
    """Whether two lists of examples say the same, wherever and however they are written."""
    return [meaning(example) for example in some] == [meaning(example) for example in others]


def meaning(example: Example) -> Example:
    """The example without its place and spelling."""
    return replace(example, spelling="quote", title=None, lines=_NOWHERE, block=_NOWHERE)


def _write_quote(example: Example) -> str:
    label = f"**{LABELS[example.verdict]}:**"
    own_paragraph = bool(_BLOCK_START.match(example.text))
    said = f"{label}\n\n{example.text}" if own_paragraph and example.text else f"{label} {example.text}"
    if example.explanation is not None:
        sign = "_" if "*" in example.explanation else "*"
        said += f"\n\n{sign}{example.explanation}{sign}"
    return _quoted(said)


def _quoted(said: str) -> str:
    return "".join(f"> {line}".rstrip() + "\n" for line in said.rstrip("\n").split("\n"))


def _write_answer(example: Example) -> str:
    breaks = "".join(f"[#{key}]" for key in example.breaks)
    why = "" if example.explanation is None else f": {_one_line(example.explanation).replace('-->', '→')}"
    turn = Turn("assistant", example.text, example.attributes)
    return write_turn(turn, f"{example.verdict.upper()}{breaks}{why}")


def _write_fence(example: Example) -> str:
    info = example.verdict + _said("title", example.title if example.spelling == "fence" else None)
    info += _said("because", example.explanation)
    content = f"{example.text}\n"
    if example.context:
        turns = [*example.context, Turn("assistant", example.text, example.attributes)]
        content = "".join(write_turn(turn) for turn in turns)
    mark = _fence_mark(content, "~" if "`" in info else "`")
    return f"{mark}{info}\n{content}{mark}\n"


def _said(name: str, value: str | None) -> str:
    if value is None:
        return ""
    escaped = _one_line(value).replace("\\", "\\\\").replace('"', '\\"')
    return f' {name}="{escaped}"'


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _fence_mark(content: str, sign: str) -> str:
    """Longer than any run of the sign at the start of a line."""
    runs = re.findall(rf"^[ \t]*({re.escape(sign)}{{3,}})", content, re.MULTILINE)
    return sign * max([3, *(len(run) + 1 for run in runs)])


def params_equal(some: Mapping[str, Any], others: Mapping[str, Any]) -> bool:
    """Whether two checks ask for the same; `1` and `true` are not the same."""
    return repr(dict(some)) == repr(dict(others))
