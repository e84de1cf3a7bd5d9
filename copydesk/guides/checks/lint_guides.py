"""Guides for `copydesk lint`, from files: a Markdown, YAML or JSON guide, a Vale style folder, or a `.vale.ini`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from copydesk.guides.checks.running import CheckSet, RuleChecks, checks_of, compile_checks, concerning
from copydesk.guides.checks.text import Markup
from copydesk.guides.checks.vale import Style, Vocabulary, own_style, read_style, read_vocabulary
from copydesk.guides.checks.vale_config import ValeConfig, read_config
from copydesk.guides.domain.parsing import parse_guide
from copydesk.guides.domain.records import Scope
from copydesk.guides.domain.text import decode_source
from copydesk.kernel.errors import Fault, Invalid

CONFIG: Final = ".vale.ini"
DOCUMENTS: Final = frozenset({".yaml", ".yml", ".json"})
MARKDOWN: Final = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ""})
MAX_FILE_BYTES: Final = 5_000_000
VOCABULARIES: Final = (("config", "vocabularies"), ("Vocab",))

RulesFor = Callable[[str | None], Sequence[RuleChecks]]


class LintGuide:
    """The rules of a guide for each file, ready to run. `faults` keep it from being used whole, `notes` do not."""

    def __init__(
        self, name: str, rules_for: RulesFor, *, faults: Sequence[Fault] = (), notes: Sequence[str] = ()
    ) -> None:
        self.name = name
        self.notes = tuple(notes)
        self._rules_for = rules_for
        self._faults = tuple(faults)
        self._sets: dict[tuple[str, ...], CheckSet] = {}

    def checks_for(self, path: str | None) -> CheckSet:
        """The checks for a file, or every check of the guide. Files with the same rules share a set."""
        rules = self._rules_for(path)
        names = tuple(f"{rule.key} {rule.severity}" for rule in rules)
        if names not in self._sets:
            self._sets[names] = compile_checks(rules)
        return self._sets[names]

    def concerning(self, path: str | None, raw: str, about: Scope) -> frozenset[str]:
        """Keys of the rules whose checks look at a text, given what it is about."""
        return concerning(self._rules_for(path), raw, about)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(rule.key for rule in self._rules_for(None))

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with the guide, and with any of its checks."""
        bad = self.checks_for(None).faults
        return [
            *self._faults,
            *(Fault(f"{fault.rule_key}, check {fault.check}", fault.message) for fault in bad),
        ]


def open_guide(path: Path) -> LintGuide:
    """Raises Invalid when there is no guide at the path, or when it cannot be read at all."""
    if path.is_dir():
        config = path / CONFIG
        return _from_config(config) if config.is_file() else _from_style(path)
    if not path.is_file():
        raise Invalid(f"There is no guide at {path}.")
    if path.suffix == ".ini":
        return _from_config(path)
    source = read_text(path)
    if path.suffix.lower() in DOCUMENTS:
        from copydesk.guides.domain.interchange import read_document

        source = read_document(source)
    guide = parse_guide(source)
    rules = checks_of(guide.rules)
    return LintGuide(path.name, lambda _: rules, faults=guide.faults)


def markup_of(name: str) -> Markup:
    """By the name of a file; one without an ending is taken for Markdown."""
    return "markdown" if Path(name).suffix.lower() in MARKDOWN else "plain"


def read_text(path: Path) -> str:
    """Raises Invalid with what keeps the file from being text."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_FILE_BYTES else None
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.") from error
    if raw is None:
        raise Invalid(f"{path} is larger than {MAX_FILE_BYTES:,} bytes.")
    text = decode_source(raw)
    if isinstance(text, Fault):
        raise Invalid(f"{path}, {text.at}: {text.message}")
    return text


def _from_style(folder: Path) -> LintGuide:
    style = read_style(folder.resolve().name, _style_files(folder))
    if not style.rules and not style.faults:
        raise Invalid(f"{folder} holds neither {CONFIG} nor rules of a Vale style (*.yml).")
    rules = [rule.checks() for rule in style.rules]
    return LintGuide(style.name, lambda _: rules, faults=style.faults)


def _from_config(path: Path) -> LintGuide:
    config = read_config(read_text(path))
    folder = path.parent / config.styles_path
    if not folder.is_dir():
        raise Invalid(f"{path}: there is no folder of styles at {config.styles_path}.")
    words = _vocabulary(folder, config)
    styles = list(_styles(folder, config, words))
    faults = [*config.faults, *(fault for style in styles for fault in style.faults)]
    notes = [f"{name} is named in {path.name}, but no style has it." for name in config.unknown(styles)]

    def rules_for(name: str | None) -> Sequence[RuleChecks]:
        return [rule.checks() for rule in config.switched_on(styles, name)]

    return LintGuide(path.parent.resolve().name, rules_for, faults=faults, notes=notes)


def _styles(folder: Path, config: ValeConfig, words: Vocabulary) -> Iterator[Style]:
    for name in config.style_names:
        if name == "Vale":
            yield own_style(words)
        elif (folder / name).is_dir():
            yield read_style(name, _style_files(folder / name), words)


def _style_files(folder: Path) -> Mapping[str, str]:
    """Rules, and the lists of words that they name."""
    found = sorted(
        path for path in folder.rglob("*") if path.suffix in {".yml", ".yaml", ".txt"} and path.is_file()
    )
    return {path.relative_to(folder).as_posix(): read_text(path) for path in found}


def _vocabulary(folder: Path, config: ValeConfig) -> Vocabulary:
    lists: dict[str, list[str]] = {"accept.txt": [], "reject.txt": []}
    for name in config.vocabularies:
        for place in VOCABULARIES:
            for file in lists:
                path = folder.joinpath(*place, name, file)
                lists[file] += read_text(path).splitlines() if path.is_file() else []
    return read_vocabulary(lists["accept.txt"], lists["reject.txt"])
