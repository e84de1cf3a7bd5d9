"""Vale's `.vale.ini`: which styles and rules are on for which files, and from which level."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from typing import Final

from copydesk.guides.checks.vale import LEVELS, Style, StyleRule
from copydesk.guides.domain.records import SEVERITIES, Severity
from copydesk.kernel.errors import Fault

_BRACES: Final = re.compile(r"\{([^{}]*)\}")


@dataclass
class Section:
    """What is said for the files that match `glob`. `based_on` is None where the section does not say."""

    glob: str
    based_on: tuple[str, ...] | None = None
    rules: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class ValeConfig:
    styles_path: str
    least: Severity
    vocabularies: tuple[str, ...]
    sections: tuple[Section, ...]
    faults: tuple[Fault, ...]

    @property
    def style_names(self) -> tuple[str, ...]:
        """Every style that a section names, itself or one of its rules."""
        named = [name for section in self.sections for name in section.based_on or ()]
        ruled = [name.partition(".")[0] for section in self.sections for name in section.rules]
        return tuple(dict.fromkeys((*named, *ruled)))

    def switched_on(self, styles: Sequence[Style], path: str | None) -> list[StyleRule]:
        """The rules for one file, or those for any file where `path` is None, with the severity that they have here."""
        based_on: tuple[str, ...] = ()
        said: dict[str, str] = {}
        for section in self.sections:
            if path is None or matches(section.glob, path):
                if section.based_on is not None:
                    based_on = section.based_on if path is not None else (*based_on, *section.based_on)
                said |= section.rules
        found: list[StyleRule] = []
        for style in styles:
            for rule in style.rules:
                word = said.get(rule.key, "YES" if style.name in based_on else "NO")
                if word != "NO":
                    found.append(rule if word == "YES" else rule.with_severity(LEVELS[word]))
        return [rule for rule in found if SEVERITIES.index(rule.severity) >= SEVERITIES.index(self.least)]

    def unknown(self, styles: Sequence[Style]) -> Iterator[str]:
        """Rules and styles that are named and that nobody has."""
        keys = {rule.key for style in styles for rule in style.rules}
        present = {style.name for style in styles}
        for section in self.sections:
            yield from (name for name in section.rules if name not in keys)
            yield from (name for name in section.based_on or () if name not in present)


def read_config(text: str) -> ValeConfig:
    """Keys before the first section count for all. What cannot be read is in `faults`, by line."""
    settings: dict[str, str] = {}
    sections: list[Section] = []
    faults: list[Fault] = []
    for number, key, value in _lines(text, faults):
        if key.startswith("["):
            sections.append(Section(key[1:-1].strip()))
        elif not sections:
            settings[key] = value
        elif key == "BasedOnStyles":
            sections[-1].based_on = tuple(_names(value))
        elif "." in key:
            _switch(sections[-1], key, value, number, faults)
    least = LEVELS.get(settings.get("MinAlertLevel", "suggestion"), "minor")
    vocabularies = tuple(_names(settings.get("Vocab", "")))
    return ValeConfig(
        settings.get("StylesPath", "styles"), least, vocabularies, tuple(sections), tuple(faults)
    )


def _lines(text: str, faults: list[Fault]) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.strip()
        if not said or said[0] in "#;":
            continue
        key, equals, value = said.partition("=")
        if said[0] == "[" and said[-1] == "]":
            yield number, said, ""
        elif equals:
            yield number, key.strip(), value.strip()
        else:
            faults.append(Fault(f"line {number}", f'"{said}" is neither a [section] nor `name = value`.'))


def _switch(section: Section, key: str, value: str, number: int, faults: list[Fault]) -> None:
    word = value.upper() if value.upper() in {"YES", "NO"} else value.lower()
    if word in {"YES", "NO", *LEVELS}:
        section.rules[key] = word
    else:
        faults.append(
            Fault(f"line {number}", f'{key} is YES, NO or one of {", ".join(LEVELS)}, not "{value}".')
        )


def _names(value: str) -> Iterable[str]:
    return (name.strip() for name in value.split(",") if name.strip())


def matches(glob: str, path: str) -> bool:
    """`*.{md,rst}` as Vale has it; a pattern without a folder looks at the name alone."""
    name = path if "/" in glob else path.rpartition("/")[2]
    return any(pattern.fullmatch(name) for pattern in _patterns(glob))


@lru_cache(maxsize=256)
def _patterns(glob: str) -> "tuple[re.Pattern[str], ...]":
    braces = _BRACES.search(glob)
    if braces is None:
        return (re.compile(translate(glob.removeprefix("./"))),)
    choices = (glob[: braces.start()] + choice + glob[braces.end() :] for choice in braces[1].split(","))
    return tuple(pattern for choice in choices for pattern in _patterns(choice))
