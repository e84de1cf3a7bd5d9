"""Kinds of checks, each in a file of its own, and this table. Nothing here does network or database work.

A kind is a `Kind`: its name, the keys that it takes (a pydantic model), where it looks by default, and `prepare`, which
makes something that runs: `Prepared.run(text, scope, budget)` gives hits with exact places in the raw text.
"""

from typing import Final

from copydesk.guides.checks import (
    capitalization,
    closing,
    conditional,
    consistency,
    emoji,
    emphasis,
    existence,
    fences,
    grammar,
    headings,
    language,
    languagetool,
    length,
    likeness,
    links,
    lists,
    metric,
    occurrence,
    opening,
    readability,
    repetition,
    sections,
    sensitive,
    spelling,
    substitution,
    tables,
)
from copydesk.guides.checks.kind import AnyKind

_WORDS: Final[tuple[AnyKind, ...]] = (
    existence.KIND,
    substitution.KIND,
    occurrence.KIND,
    repetition.KIND,
    consistency.KIND,
    conditional.KIND,
    capitalization.KIND,
    metric.KIND,
    readability.KIND,
    spelling.KIND,
)
_STRUCTURE: Final[tuple[AnyKind, ...]] = (
    length.KIND,
    headings.KIND,
    sections.KIND,
    lists.KIND,
    fences.KIND,
    tables.KIND,
    links.KIND,
    emphasis.KIND,
    emoji.KIND,
    opening.KIND,
    closing.KIND,
    language.KIND,
)
_CONTENT: Final[tuple[AnyKind, ...]] = (sensitive.KIND, grammar.KIND, languagetool.KIND, likeness.KIND)

KINDS: Final[dict[str, AnyKind]] = {kind.name: kind for kind in (*_WORDS, *_STRUCTURE, *_CONTENT)}

# Kinds of Vale that are not here, and what to do instead.
UNSUPPORTED: Final[dict[str, str]] = {
    "sequence": "It needs a tagger of parts of speech, which Copydesk does not ship. "
    "Write the words as patterns of an `existence` check.",
    "script": "Copydesk runs no programs of others. Write an `existence`, `occurrence` or `metric` check.",
}
