"""The kinds of questions: one file each, and this table. docs/recipes/add-a-question-type.md shows how to add one."""

from typing import Any, Final

from copydesk.interfaces.domain import QuestionKind
from copydesk.interfaces.questions import choice, preference, rating, text

KINDS: Final[dict[str, QuestionKind[Any]]] = {
    "preference": preference.KIND,
    "choice": choice.KIND,
    "rating": rating.KIND,
    "text": text.KIND,
}
