"""A diff to be read: as text, as Markdown for print, as JSON for programs. Removed words stand in [-…-], added in {+…+}."""

import re
from collections.abc import Iterator
from typing import Any, Final

from copydesk.guides.domain.diff import GuideDiff, RuleChange
from copydesk.guides.domain.lines import split_lines
from copydesk.guides.domain.word_spans import Segment, segments

Json = dict[str, Any]

LISTS: Final = (
    "added",
    "removed",
    "moved",
    "retitled",
    "reworded",
    "respaced",
    "attributes_changed",
    "checks_changed",
)
_HEADINGS: Final = {
    "added": "Added",
    "removed": "Removed",
    "moved": "Moved",
    "retitled": "Retitled",
    "reworded": "Reworded",
    "respaced": "White space only",
    "attributes_changed": "Attributes changed",
    "checks_changed": "Checks changed",
}
_KEPT_LINES: Final = 1


def diff_json(diff: GuideDiff) -> Json:
    """Lists of keys, and by key what changed. Spans are (first, behind the last) code point of the old and the new body."""
    lists: Json = {name: list(getattr(diff, name)) for name in LISTS}
    return {
        **lists,
        "renamed": dict(diff.renamed),
        "preface_changed": diff.preface_changed,
        "changes": {key: _change_json(change) for key, change in diff.changes.items()},
    }


def diff_as_text(diff: GuideDiff) -> str:
    """One line per change, and under a reworded rule the lines that changed."""
    if diff.is_empty:
        return "No rule has changed.\n"
    lines = [summary(diff), ""]
    for change in diff.changes.values():
        lines += _text_lines(change)
    return "\n".join([*lines, *_preface_note(diff)]).rstrip("\n") + "\n"


def diff_as_markdown(diff: GuideDiff, *, title: str = "What changed") -> str:
    """A page to print: what was done to each rule, with the words."""
    lines = [f"# {title}", "", summary(diff), ""]
    for change in diff.changes.values():
        lines += [f"## {change.rule.title} (`{change.key}`)", ""]
        lines += [f"- {said}" for said in _said(change)]
        lines += ["", *_fenced(_body_lines(change)), ""]
    return "\n".join([*lines, *_preface_note(diff)]).rstrip("\n") + "\n"


def summary(diff: GuideDiff) -> str:
    """`3 added, 15 reworded, 1 retitled.`"""
    counts = [(len(getattr(diff, name)), _HEADINGS[name].lower()) for name in LISTS]
    said = [f"{n} {what}" for n, what in counts if n]
    said += [f"{len(diff.renamed)} renamed"] if diff.renamed else []
    return f"{', '.join(said)}." if said else "No rule has changed."


def marked(parts: list[Segment]) -> str:
    """Both texts in one: [-removed-] and {+added+}."""
    return "".join(_mark(part) for part in parts)


def _mark(part: Segment) -> str:
    if part.kind == "same":
        return part.text
    left, right = ("[-", "-]") if part.kind == "removed" else ("{+", "+}")
    text = part.text.strip("\r\n")
    return part.text.replace(text, f"{left}{text}{right}", 1) if text else part.text


def _change_json(change: RuleChange) -> Json:
    old, new = change.old, change.new
    words = change.words if change.is_reworded else None
    return {
        "title": {"old": old.title if old else None, "new": new.title if new else None},
        "severity": {"old": old.severity if old else None, "new": new.severity if new else None},
        "old_key": old.key if old else None,
        "moved": change.is_moved,
        "attributes": {
            name: {"old": was, "new": now} for name, (was, now) in (change.attributes or {}).items()
        },
        "checks": {name: list(names) for name, names in vars(change.checks).items()}
        if change.checks
        else None,
        "body": {"old": old.body if old else None, "new": new.body if new else None} if words else None,
        "removed": [list(span) for span in words.removed] if words else [],
        "added": [list(span) for span in words.added] if words else [],
    }


def _said(change: RuleChange) -> Iterator[str]:
    """What was done to a rule, a sentence each."""
    old, new = change.old, change.new
    if old is None or new is None:
        yield "added" if old is None else "removed"
        return
    if change.is_renamed:
        yield f"renamed: `{old.key}` is now `{new.key}`"
    if change.is_retitled:
        yield f'retitled: "{old.title}" is now "{new.title}"'
    if change.is_moved:
        yield "moved" + (f" to `{new.parent_key}`" if new.parent_key != old.parent_key else "")
    for name, (was, now) in (change.attributes or {}).items():
        yield f"{name}: {was or 'none'} → {now or 'none'}"
    if change.checks:
        for what, names in vars(change.checks).items():
            yield from (f"check {name} {what}" for name in names)
    if change.is_reworded:
        yield "reworded"
    if change.is_respaced:
        yield "white space at the end"


def _text_lines(change: RuleChange) -> Iterator[str]:
    yield f"{change.key}  {change.rule.title}"
    yield from (f"  {said}" for said in _said(change))
    yield from (f"    {line}".rstrip() for line in _body_lines(change))
    yield ""


def _body_lines(change: RuleChange) -> list[str]:
    """The whole body of a rule that is new or gone; of one that was reworded the lines that changed, with one around them."""
    if change.old is None or change.new is None:
        return change.rule.body.strip("\r\n").splitlines()
    if not change.is_reworded:
        return []
    lines = _marked_lines(segments(change.old.body, change.new.body, change.words))
    wanted = {
        near
        for at, (_, is_changed) in enumerate(lines)
        if is_changed
        for near in range(at - _KEPT_LINES, at + _KEPT_LINES + 1)
    }
    shown: list[str] = []
    for at, (line, _) in enumerate(lines):
        if at in wanted:
            shown.append(line)
        elif shown and shown[-1] != "…":
            shown.append("…")
    while shown and shown[-1].strip() in {"", "…"}:
        shown.pop()
    return shown[1:] if shown and not shown[0].strip() else shown


def _marked_lines(parts: list[Segment]) -> list[tuple[str, bool]]:
    """The lines of both texts in one, and whether something in them changed."""
    lines: list[tuple[str, bool]] = [("", False)]
    for part in parts:
        pieces = split_lines(_mark(part))
        for piece in pieces:
            text, is_changed = lines[-1]
            whole = piece.rstrip("\r\n")
            lines[-1] = (text + whole, is_changed or part.kind != "same")
            if whole != piece:
                lines.append(("", False))
    return lines


def _fenced(lines: list[str]) -> list[str]:
    if not lines:
        return []
    runs = [len(found) for line in lines for found in re.findall(r"`{3,}", line)]
    mark = "`" * (max(runs, default=2) + 1)
    return [f"{mark}text", *lines, mark]


def _preface_note(diff: GuideDiff) -> list[str]:
    return ["The text before the first heading has changed."] if diff.preface_changed else []
