"""`existence`: something must not occur."""

from collections.abc import Iterator
from functools import partial

from pydantic import Field

from copydesk.guides.checks.fixes import Fixes
from copydesk.guides.checks.kind import Action, BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.patterns import Exceptions, Needles, either, word
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit

DEFAULT_MESSAGE = "Avoid '%s'."


class Params(CheckParams):
    tokens: tuple[str, ...] = Field(default=(), description="Words or patterns that must not occur.")
    raw: tuple[str, ...] = Field(
        default=(), description="Parts of one pattern, joined as they are and set before the tokens."
    )
    exceptions: tuple[str, ...] = Field(
        default=(), description="Words or patterns that may occur all the same."
    )
    ignorecase: bool = Field(default=False, description="Whether capitals and small letters are the same.")
    nonword: bool = Field(default=False, description="Whether a token may stand inside a word too.")
    append: bool = Field(default=False, description="Whether `raw` stands behind the tokens.")
    action: Action | None = Field(default=None, description="How a match is mended.")


class Existence:
    def __init__(self, params: Params) -> None:
        tokens = [token for token in params.tokens if token.strip()]
        if not tokens and not params.raw:
            raise BadCheck("Say in `tokens` what must not occur.", at="tokens")
        self._message = params.message or DEFAULT_MESSAGE
        self._exceptions = Exceptions(params.exceptions)
        self._fixes = Fixes(params.action)
        self._needles = _needles(params, tokens)

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        possible = self._needles.possible(text.folded(scope))
        if not possible:
            return
        for unit in text.units(scope):
            here = [needle for needle in possible if needle.needs in unit.folded]
            for match, _ in Needles.find(here, unit.text, budget) if here else ():
                said = match[0]
                if not self._exceptions.hold(said.strip(), budget):
                    fixes = self._fixes.make(said, budget)
                    message = say(self._message, said)
                    fix = fixes[0] if fixes else None
                    yield text.hit(unit, match.span(), message, fix=fix, others=fixes[1:])


def _needles(params: Params, tokens: list[str]) -> Needles:
    make = partial(Needles, at="tokens", ignorecase=params.ignorecase)
    if not params.raw:
        return make(tokens, str if params.nonword else word)
    joined = "".join(params.raw)
    behind = "" if not tokens else f"(?:{either(tokens)})" if params.nonword else word(either(tokens))
    return make([behind + joined if params.append else joined + behind], str)


KIND = Kind(
    name="existence",
    summary="Something must not occur: words, phrases or patterns.",
    params=Params,
    prepare=Existence,
    examples=(
        KindExample(
            "Words to avoid",
            "kind: existence\nmessage: \"Say it without '%s'.\"\nignorecase: true\ntokens: [very, utilize]\n",
            "Utilize it. That is very good, every time.",
            ("Utilize", "very"),
        ),
        KindExample(
            "A pattern, and what is done about it",
            "kind: existence\nmessage: No exclamation marks.\nnonword: true\ntokens: ['!+']\n"
            "action: {name: remove}\n",
            "Great! It works!! See `a != b`.",
            ("!", "!!"),
            "Great It works See `a != b`.",
        ),
    ),
)
