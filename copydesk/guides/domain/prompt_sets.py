"""Evaluation prompts beside a guide: files named by a footnote of a rule, each with conversations to be answered."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.guides.domain.blocks import read_tokens
from copydesk.guides.domain.examples import title_above
from copydesk.guides.domain.lines import split_lines
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.records import Guide
from copydesk.guides.domain.turns import Turn, messages
from copydesk.kernel.errors import Fault

_HEAD = re.compile(r"\s*Examples for \[\^([^\]\s]+)\] in (.+?):?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class EvaluationPrompt:
    """A conversation that ends before the answer. `id` is stable: the set's and the place in it (`bgdj-2`)."""

    id: str
    set_id: str
    rule_keys: tuple[str, ...]
    title: str | None
    messages: tuple[Turn, ...]


@dataclass(frozen=True)
class PromptSet:
    """`faults` name a file and its line: what is not a prompt, and sets that no rule names."""

    prompts: tuple[EvaluationPrompt, ...]
    faults: tuple[Fault, ...]


def read_prompt_set(files: Mapping[str, str], guide: Guide) -> PromptSet:
    """The prompts of files such as `bgdj.md`: fences with turns, under a line `**Example**: title`.

    They belong to the rules whose body has the footnote `[^bgdj]`; where none has, to the rule that the file's first line names.
    """
    citing = _citing(guide)
    titles = {rule.title.replace("’", "'"): rule.key for rule in guide.rules}
    prompts: list[EvaluationPrompt] = []
    faults: list[Fault] = []
    for name in sorted(files):
        set_id = name.rpartition("/")[2].rpartition(".")[0] or name
        head = _HEAD.match(files[name])
        named = titles.get(head[2].replace("’", "'")) if head else None
        keys = citing.get(set_id) or ((named,) if named else ())
        if not keys:
            faults.append(Fault(name, f"No rule of the guide has the footnote [^{set_id}]."))
        conversations = list(_conversations(files[name]))
        if not conversations:
            faults.append(Fault(name, "There is no conversation in this file."))
        for number, (line, title, turns) in enumerate(conversations, start=1):
            if turns:
                prompts.append(EvaluationPrompt(f"{set_id}-{number}", set_id, keys, title, tuple(turns)))
            else:
                faults.append(Fault(f"{name}, line {line + 1}", "This block holds no turn such as <user>."))
    return PromptSet(tuple(prompts), tuple(faults))


def item_of(prompt: EvaluationPrompt) -> dict[str, Any]:
    """The prompt as an import takes it. `rule_keys` and `prompt_set` become part of the item's content."""
    return {
        "id": prompt.id,
        "messages": [{"role": turn.role, "content": turn.text} for turn in prompt.messages],
        "prompt_set": prompt.set_id,
        "rule_keys": list(prompt.rule_keys),
        "title": prompt.title,
    }


def _citing(guide: Guide) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for rule in guide.rules:
        for note in read_blocks(rule.body).footnotes:
            if note.n_uses:
                found[note.id] = (*found.get(note.id, ()), rule.key)
    return found


def _conversations(text: str) -> Iterator[tuple[int, str | None, Sequence[Turn]]]:
    """Line, title and turns of each fence on the file's own level."""
    lines = split_lines(text)
    for token in read_tokens(text):
        if token.type == "fence" and token.level == 0 and token.map is not None:
            yield token.map[0], title_above(lines, token.map[0]), messages(split_lines(token.content))
