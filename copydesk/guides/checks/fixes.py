"""How a match is mended: Vale's actions."""

import re
from typing import Final

import regex

from copydesk.guides.checks.kind import Action, BadCheck, Budget
from copydesk.guides.checks.patterns import compile_pattern

N_PARAMS: Final = {"regex": 3, "trim": 2, "trim_left": 2, "trim_right": 2, "truncate": 2, "split": 3}
_GROUP: Final = re.compile(r"\$\{?([0-9]{1,4})\}?")
_WHOLE: Final = re.compile(r"-?[0-9]{1,6}")
_WORD_PARTS: Final = re.compile(r"[_\-\s]+|(?<=[a-z0-9])(?=[A-Z])")


class Fixes:
    """`make` gives the replacements of a match, best first; none where the action gives none."""

    def __init__(self, action: Action | None) -> None:
        self._name = action.name if action else None
        self._params: tuple[str, ...] = action.params if action else ()
        self._edit = self._params[0] if self._name == "edit" and self._params else ""
        self._pattern: regex.Pattern[str] | None = None
        if self._name == "edit":
            self._check_edit()
        elif self._name == "convert" and self._params != ("simple",):
            raise BadCheck("`convert` knows `simple` only.", at="action/params")

    def _check_edit(self) -> None:
        if N_PARAMS.get(self._edit) != len(self._params):
            names = ", ".join(f"{name} ({n - 1} more)" for name, n in N_PARAMS.items())
            raise BadCheck(
                f"`edit` needs the name of a change and what it takes: {names}.", at="action/params"
            )
        if self._edit == "regex":
            self._pattern = compile_pattern(self._params[1], at="action/params/1")
            named = max((int(number) for number in _GROUP.findall(self._params[2])), default=0)
            if named > self._pattern.groups:
                raise BadCheck(f"The pattern has no group ${named}.", at="action/params/2")
        if self._edit == "split" and not _WHOLE.fullmatch(self._params[2]):
            raise BadCheck("`split` takes a text and a number.", at="action/params/2")

    def make(self, match: str, budget: Budget) -> tuple[str, ...]:
        if self._name == "remove":
            return ("",)
        if self._name == "replace":
            return self._params
        if self._name == "convert":
            return (" ".join(part.lower() for part in _WORD_PARTS.split(match) if part),)
        if self._name != "edit":
            return ()
        edited = self._edited(match, budget)
        return () if edited is None or edited == match else (edited,)

    def _edited(self, match: str, budget: Budget) -> str | None:
        """Space around the match stays, unless it is what is trimmed."""
        rest = self._params[1]
        keeps = not rest or bool(rest.strip())
        core = match.strip() if keeps else match
        if not core:
            return None
        lead, _, tail = match.partition(core)
        mended = self._change(core, rest, budget)
        return None if mended is None else f"{lead}{mended}{tail}"

    def _change(self, core: str, rest: str, budget: Budget) -> str | None:
        if self._edit == "regex" and self._pattern is not None:
            replacement = _GROUP.sub(r"\\g<\1>", self._params[2].replace("\\", r"\\"))
            return self._pattern.sub(replacement, core, timeout=budget.left_s())
        if self._edit == "trim":
            return core.strip(rest)
        if self._edit == "trim_left":
            return core.lstrip(rest)
        if self._edit == "trim_right":
            return core.rstrip(rest)
        parts = core.split(rest) if rest else [core]
        index = 0 if self._edit == "truncate" else int(self._params[2])
        return parts[index] if -len(parts) <= index < len(parts) else None


def as_written(replacement: str, match: str, *, follows_case: bool) -> str:
    """`it's` for a match `It is` becomes `It's`; a word in capitals stays one."""
    if not follows_case or not replacement or not match[:1].isupper() or replacement[:1].isupper():
        return replacement
    if len(match) > 1 and match.isupper() and replacement.isalpha():
        return replacement.upper()
    return replacement[0].upper() + replacement[1:]
