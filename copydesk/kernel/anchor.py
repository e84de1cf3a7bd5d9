"""The one way in which anything points at a piece of text: a document, a place in it, a range, and the words that stood there."""

from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from copydesk.kernel.errors import Fault

Target = Literal["answers", "item"]
QUOTE_MAX_CHARS: Final = 20_000
_MISSING: Final = object()


class Anchor(BaseModel):
    """Offsets are Unicode code points (the browser's UTF-16 units are converted there), `end` is exclusive.

    The quote makes a wrong place visible: it must be exactly what stands at `start:end`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    target: Target = Field(
        description="`answers`: the answers of the submission; `item`: the content of its item version."
    )
    pointer: str = Field(max_length=1000, description="RFC 6901 JSON Pointer to a text inside the target.")
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str = Field(max_length=QUOTE_MAX_CHARS)


@dataclass(frozen=True)
class _Step:
    name: str

    def into(self, value: Any) -> Any:
        if isinstance(value, dict):
            return cast("dict[str, Any]", value).get(self.name, _MISSING)
        if isinstance(value, list):
            items = cast("list[Any]", value)
            return (
                items[int(self.name)] if self.name.isdecimal() and int(self.name) < len(items) else _MISSING
            )
        return _MISSING


def resolve_pointer(document: Any, pointer: str) -> tuple[bool, Any]:
    """(found, value) of an RFC 6901 pointer; (False, None) when it leads nowhere or is malformed."""
    if pointer and not pointer.startswith("/"):
        return False, None
    value = document
    for part in pointer.split("/")[1:]:
        value = _Step(part.replace("~1", "/").replace("~0", "~")).into(value)
        if value is _MISSING:
            return False, None
    return True, value


def check_anchor(anchor: Anchor, document: Any, at: str) -> list[Fault]:
    """What is wrong with an anchor into `document`; `at` is where the anchor stands in the request."""
    found, text = resolve_pointer(document, anchor.pointer)
    if not found or not isinstance(text, str):
        return [
            Fault(
                f"{at}/pointer", f"There is no text at {anchor.pointer or 'the top'} of the {anchor.target}."
            )
        ]
    if text[anchor.start : anchor.end] != anchor.quote or anchor.end < anchor.start:
        return [Fault(f"{at}/quote", "The quoted words do not stand at this place. Select the text again.")]
    return []
