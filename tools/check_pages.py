"""docs/guide/checks.md: every kind of check, made from the table of kinds; each example in it is tested."""

import importlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from tools.pages import NOTE

COMMON = ("message", "link", "limit")
OWN = {
    "kind": "Which kind of check it is.",
    "name": "A name of its own; without one the check is called by its kind.",
    "severity": "`minor`, `major` or `critical`; without it, that of the rule, and `major` where it has none.",
    "scope": "Where it looks: one of the places below, or a list of them.",
}
INTRO = """\
A check belongs to a rule and stands in its body, as YAML in a fence that is called `check`:

    ### Plain words {#words.plain severity=minor}

    Say it plainly.

    ```check
    kind: substitution
    ignorecase: true
    swap: {utilize: use}
    ```

It looks at a text and finds places: each with a message and, where it can, a fix. The same checks run while an answer is typed, when it is
sent, and on files by [`copydesk lint`](lint.md). Checks of draft and retired rules do not run, nor do those of rules for other work:
another kind of task, language, domain or question than the text's ([what concerns a task](style-guide.md#what-concerns-a-task)). That scope
of a rule is not the `scope` of a check, which says where in the text it looks.

Patterns are those of Python's `regex` module, which knows what Vale's know, lookbehind of any width included. They are tried on hard
strings when the guide is compiled; one that runs away is refused. A check that needs too much time on a text
(`COPYDESK_CHECK_LIMIT_MS`) has failed, and that is said: it is never a pass."""


def checks() -> str:
    """The reference: where checks look, the keys that all take, then kind by kind."""
    module = importlib.import_module("copydesk.guides.checks")
    scopes = cast("Mapping[str, str]", importlib.import_module("copydesk.guides.checks.scopes").SCOPES)
    measures = cast("Mapping[str, str]", importlib.import_module("copydesk.guides.checks.measures").MEASURES)
    kinds = cast("Mapping[str, Any]", module.KINDS)
    lines = ["# Checks", "", NOTE, "", INTRO, "", "## Keys of every check", "", *_head("key", "meaning")]
    lines += [f"| `{key}` | {said} |" for key, said in OWN.items()]
    first = next(iter(kinds.values())).params.model_fields
    lines += [f"| `{key}` | {first[key].description} |" for key in COMMON]
    lines += ["", "## Where a check looks", "", *_head("scope", "place")]
    lines += [f"| `{name}` | {said} |" for name, said in scopes.items()]
    lines += [
        "",
        "`&` joins what must hold and `~` says what must not: `sentence & list`, `text & ~heading`.",
        "",
    ]
    lines += ["## Kinds", "", *_head("kind", "what it says")]
    lines += [f"| [`{name}`](#{name}) | {kind.summary} |" for name, kind in kinds.items()]
    for kind in kinds.values():
        lines += _kind(kind)
    lines += ["", "## What `metric` counts", "", *_head("name", "meaning")]
    lines += [f"| `{name}` | {said} |" for name, said in measures.items()]
    lines += ["", "## Not supported", "", *_head("kind of Vale", "why, and what to do")]
    lines += [
        f"| `{name}` | {said} |" for name, said in cast("Mapping[str, str]", module.UNSUPPORTED).items()
    ]
    return "\n".join(lines).rstrip() + "\n"


def _head(*names: str) -> list[str]:
    return [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]


def _kind(kind: Any) -> Iterator[str]:
    scope = ", ".join(f"`{one}`" for one in kind.scope)
    yield from ("", f"## `{kind.name}`", "", kind.summary, f"Without a `scope` it looks at {scope}.", "")
    yield from _head("key", "without it", "meaning")
    for key, field in kind.params.model_fields.items():
        if key not in COMMON:
            yield f"| `{key}` | {_default(field)} | {field.description} |"
    for example in kind.examples:
        yield from _example(example)


def _default(field: Any) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if value is None or value in ("", (), {}):
        return ""
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return f"`{shown}`".replace("|", "\\|") if len(shown) < 60 else "see the code"


def _example(example: Any) -> Iterator[str]:
    yield from ("", f"**{example.title}**", "")
    yield from _fenced("yaml", example.check)
    yield from _fenced("markdown", example.text)
    found = ", ".join(
        f"`{_one_line(one)}`" if one.strip() else "the text as a whole" for one in example.finds
    )
    yield f"Finds {found}." if found else "Finds nothing."
    if example.fixed is not None:
        yield from ("", "Mended:", "", *_fenced("markdown", example.fixed))


def _one_line(text: str) -> str:
    shown = " ".join(text.split()).replace("`", "'")
    return shown if len(shown) < 80 else f"{shown[:77]}…"


def _fenced(language: str, text: str) -> list[str]:
    fence = "````" if "```" in text else "```"
    return [f"{fence}{language}", *text.rstrip("\n").splitlines(), fence, ""]
