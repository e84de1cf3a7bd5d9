"""Vale's styles as rules: each YAML file of a style is a rule with one check."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Final, cast

from copydesk.guides.checks.running import RuleChecks
from copydesk.guides.checks.spelling import FILTERS
from copydesk.guides.domain.blocks import CheckSpec
from copydesk.guides.domain.records import Severity
from copydesk.guides.domain.yaml_writing import write_yaml
from copydesk.kernel.errors import Fault
from copydesk.kernel.source import read_source

LEVELS: Final[dict[str, Severity]] = {"suggestion": "minor", "warning": "major", "error": "critical"}
DEFAULT_LEVEL: Final = "warning"
DIALECTS: Final = {
    "en_US": "american",
    "en_GB": "british",
    "en_AU": "australian",
    "en_CA": "canadian",
    "en_IN": "indian",
}
WITH_VOCABULARY: Final = frozenset(
    {"existence", "substitution", "capitalization", "conditional", "repetition", "spelling"}
)
_OWN: Final = frozenset({"extends", "message", "level", "scope", "name", "description", "vocab", "code"})
_IGNORED: Final[dict[str, frozenset[str]]] = {
    "spelling": frozenset({"custom", "append", "dicpath", "dictionaries", "ignore", "action"}),
    "capitalization": frozenset({"action"}),
    "conditional": frozenset({"action", "nonword"}),
    "consistency": frozenset({"action"}),
    "occurrence": frozenset({"action", "nonword"}),
    "repetition": frozenset({"action", "nonword"}),
    "metric": frozenset({"action"}),
    "readability": frozenset({"action"}),
}
_NOT_IN_KEY: Final = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class StyleRule:
    """A rule of a style. `key` is its name in Vale, such as `Google.Passive`; `at` is the file it comes from."""

    key: str
    title: str
    severity: Severity
    check: CheckSpec
    at: str

    def with_severity(self, severity: Severity) -> "StyleRule":
        return replace(self, severity=severity)

    def checks(self) -> RuleChecks:
        return RuleChecks(self.key, self.severity, (self.check,))


@dataclass(frozen=True)
class Vocabulary:
    """Words that are right, and words that are wrong, as patterns."""

    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()


@dataclass
class Style:
    """A style that was read. `faults` name the file and what is wrong with it; that file is then no rule."""

    name: str
    rules: list[StyleRule] = field(default_factory=list[StyleRule])
    faults: list[Fault] = field(default_factory=list[Fault])


def read_style(name: str, files: Mapping[str, str], vocabulary: Vocabulary | None = None) -> Style:
    """`files`: path inside the style → text. Files that are not YAML belong to rules, as lists of words do."""
    style = Style(name)
    for path in sorted(files):
        if not path.endswith((".yml", ".yaml")):
            continue
        key = _NOT_IN_KEY.sub("-", ".".join((name, *PurePosixPath(path).with_suffix("").parts)))
        try:
            style.rules.append(_read_rule(key, path, files, vocabulary or Vocabulary()))
        except _BadRule as bad:
            style.faults.append(Fault(f"{name}/{path}", str(bad)))
    return style


class _BadRule(Exception):
    pass


def _read_rule(key: str, path: str, files: Mapping[str, str], vocabulary: Vocabulary) -> StyleRule:
    written = _read_yaml(files[path])
    kind, level = str(written.get("extends") or ""), str(written.get("level") or DEFAULT_LEVEL)
    if not kind:
        raise _BadRule("It is no rule: the key `extends` is missing.")
    if level not in LEVELS:
        raise _BadRule(f'"{level}" is no level: write one of {", ".join(LEVELS)}.')
    params = {
        name: value for name, value in written.items() if name not in _OWN | _IGNORED.get(kind, frozenset())
    }
    _adapt(kind, params, written, files)
    if kind in WITH_VOCABULARY and written.get("vocab", True):
        params["exceptions"] = [*_listed(params.get("exceptions")), *vocabulary.accept]
    message = written.get("message")
    spec = CheckSpec(
        kind, kind, params, None if message is None else str(message), scope=_scopes(kind, written)
    )
    return StyleRule(key, PurePosixPath(path).stem, LEVELS[level], spec, path)


def _read_yaml(text: str) -> dict[str, Any]:
    source = read_source(text)
    if source.faults:
        fault = source.faults[0]
        raise _BadRule(f"It cannot be read: {fault.at}: {fault.message}")
    if not isinstance(source.value, dict):
        raise _BadRule("It is no rule: a mapping with `extends` is expected.")
    return cast("dict[str, Any]", source.value)


def _adapt(kind: str, params: dict[str, Any], written: dict[str, Any], files: Mapping[str, str]) -> None:
    """Where Vale's keys mean something else than ours."""
    if kind == "occurrence":
        for key in ("max", "min"):
            params[key] = params.get(key) or None
    if kind == "spelling":
        dictionaries = [str(name).replace("-", "_") for name in _listed(written.get("dictionaries"))]
        params["dialect"] = next((DIALECTS[name] for name in dictionaries if name in DIALECTS), "american")
        if written.get("custom"):
            params.setdefault("filters", [])
        elif "filters" in params:
            params["filters"] = [*FILTERS, *_listed(params["filters"])]
        names = _listed(written.get("ignore"))
        params["words"] = [word for name in names for word in _word_list(files, str(name))]
    for key in ("swap", "either"):
        if isinstance(params.get(key), dict):
            params[key] = {str(one): str(other) for one, other in cast("dict[Any, Any]", params[key]).items()}


def _word_list(files: Mapping[str, str], name: str) -> list[str]:
    plain = PurePosixPath(name).name
    return [
        line.strip()
        for path in files
        if PurePosixPath(path).name == plain
        for line in files[path].splitlines()
        if line.strip()
    ]


def _listed(value: Any) -> list[Any]:
    return [] if value is None else cast("list[Any]", value) if isinstance(value, list) else [value]


def _scopes(kind: str, written: dict[str, Any]) -> tuple[str, ...]:
    if kind in {"metric", "readability"}:
        return ("summary",)
    return tuple(str(name) for name in _listed(written.get("scope"))) or ("text",)


def read_vocabulary(accept: Iterable[str], reject: Iterable[str]) -> Vocabulary:
    """One pattern a line; `#` begins a remark."""
    return Vocabulary(_terms(accept), _terms(reject))


def _terms(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("# "))


def own_style(vocabulary: Vocabulary) -> Style:
    """The rules that come with Vale itself: of the vocabulary, of spelling and of repeated words."""
    rules: list[StyleRule] = []
    if vocabulary.reject:
        spec = CheckSpec(
            "existence", "existence", {"tokens": vocabulary.reject, "ignorecase": True}, "Avoid using '%s'."
        )
        rules.append(StyleRule("Vale.Avoid", "Avoid", "critical", spec, "Vale/Avoid"))
    swap = {_any_case(term): term for term in vocabulary.accept if re.fullmatch(r"[\w' -]+", term)}
    if swap:
        spec = CheckSpec("substitution", "substitution", {"swap": swap}, "Use '%s' instead of '%s'.")
        rules.append(StyleRule("Vale.Terms", "Terms", "critical", spec, "Vale/Terms"))
    words = CheckSpec("spelling", "spelling", {"exceptions": vocabulary.accept}, "Did you really mean '%s'?")
    rules.append(StyleRule("Vale.Spelling", "Spelling", "critical", words, "Vale/Spelling"))
    twice = CheckSpec("repetition", "repetition", {"tokens": [r"[^\s]+"], "alpha": True}, "'%s' is repeated!")
    rules.append(StyleRule("Vale.Repetition", "Repetition", "critical", twice, "Vale/Repetition"))
    return Style("Vale", rules)


def _any_case(term: str) -> str:
    return f"(?i:{re.escape(term)})"


def to_guide(styles: Sequence[Style]) -> str:
    """The styles as the Markdown of a guide: a section for each, a rule for each rule, its check in a fence."""
    parts = [f"# {' and '.join(style.name for style in styles)}\n"]
    for style in styles:
        parts.append(f"\n## {style.name} {{#{_NOT_IN_KEY.sub('-', style.name)}}}\n")
        parts += [_rule_source(rule) for rule in style.rules]
    return "".join(parts)


# What would make a heading, a fence, a list or a link of a message.
_SIGNS: Final = re.compile(r"[\\`#*_{}\[\]<>|~]|^[-+=]", re.MULTILINE)


def _rule_source(rule: StyleRule) -> str:
    spec = rule.check
    document: dict[str, Any] = {"kind": spec.kind}
    document |= {"message": spec.message} if spec.message is not None else {}
    document |= {"scope": list(spec.scope)} if spec.scope else {}
    document |= {key: _plain(value) for key, value in spec.params.items() if value is not None}
    written = write_yaml(document)
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`{3,}", written)), 3)
    link = spec.params.get("link")
    see = f"\nSee <{link}>.\n" if link else ""
    said = _SIGNS.sub(r"\\\g<0>", str(spec.message or "").replace("%s", "…"))
    return f"\n### {rule.title} {{#{rule.key} severity={rule.severity}}}\n\n{said}\n{see}\n{fence}check\n{written}{fence}\n"


def _plain(value: Any) -> Any:
    return list(cast("tuple[Any, ...]", value)) if isinstance(value, tuple) else value
