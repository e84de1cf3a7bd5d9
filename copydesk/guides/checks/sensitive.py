"""`sensitive`: what must not be given away: mail, phones, cards, accounts, keys and tokens. A message never repeats it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import Field

from copydesk.guides.checks.credentials import credentials
from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.patterns import Exceptions, compile_pattern
from copydesk.guides.checks.personal import cards, ibans, internet_addresses, mails, phones
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit

Sort = Literal["key", "iban", "card", "mail", "phone", "ip"]
Find = Callable[[str], Iterable[tuple[int, int]]]

_FINDERS: Final[dict[Sort, tuple[str, Find]]] = {
    "key": ("a key or token", credentials),
    "iban": ("a bank account", ibans),
    "card": ("a payment card", cards),
    "mail": ("a mail address", mails),
    "phone": ("a phone number", phones),
    "ip": ("an address of the internet", internet_addresses),
}
_USUAL: Final[tuple[Sort, ...]] = ("key", "iban", "card", "mail", "phone")
_SHOWN_CHARS: Final = 2


class Params(CheckParams):
    find: tuple[Sort, ...] = Field(
        default=_USUAL,
        description="What is looked for: `mail`, `phone` (with a country's code, as in North America, or behind a word such "
        "as “phone”), `card` (the check digit is right), `iban` (length and checksum are right), `key` (tokens of common "
        "services, private keys, passwords in addresses, random strings behind “key”, “secret”, “token”…), `ip` (public "
        "ones). Made-up ones such as `me@example.com` and 555-0100 are let pass.",
    )
    patterns: dict[str, str] = Field(
        default={},
        description="Own patterns, each under the name that the message uses, such as `a patient's number: 'P-\\d{6}'`.",
    )
    exceptions: tuple[str, ...] = Field(
        default=(), description="Words or patterns that may occur all the same."
    )
    replacement: str | None = Field(
        default="[%s]",
        description="What the fix writes instead; `%s` is the name of what was found. Null: no fix.",
    )


@dataclass(frozen=True, slots=True)
class Found:
    name: str
    title: str
    start: int
    end: int


class Sensitive:
    def __init__(self, params: Params) -> None:
        if not params.find and not params.patterns:
            raise BadCheck("Say in `find` or `patterns` what is looked for.", at="find")
        self._params = params
        self._exceptions = Exceptions(params.exceptions)
        self._own = [
            (name, compile_pattern(one, at=f"patterns/{name}")) for name, one in params.patterns.items()
        ]

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        for unit in text.units(scope):
            for found in _apart(self._find(unit.text, budget)):
                said = unit.text[found.start : found.end]
                if not self._exceptions.hold(said, budget):
                    title = found.title
                    message = say(self._params.message or "This looks like %s: “%s”.", title, masked(said))
                    yield text.hit(unit, (found.start, found.end), message, fix=self._fix(found.name))

    def _find(self, said: str, budget: Budget) -> Iterator[Found]:
        for sort in self._params.find:
            budget.left_s()
            title, find = _FINDERS[sort]
            yield from (Found(sort, title, start, end) for start, end in find(said))
        for name, pattern in self._own:
            for match in pattern.finditer(said, timeout=budget.left_s()):
                if match.end() > match.start():
                    yield Found(name, name, *match.span())

    def _fix(self, name: str) -> str | None:
        return None if self._params.replacement is None else say(self._params.replacement, name)


def masked(said: str) -> str:
    """So much of it that the person who wrote it knows which one is meant, and nobody else can use it."""
    shown = said[:_SHOWN_CHARS] if len(said) >= 4 * _SHOWN_CHARS else ""
    return f"{shown}…".replace("\n", " ")


def _apart(found: Iterable[Found]) -> list[Found]:
    """By place; of two that overlap the one that was looked for first."""
    kept: list[Found] = []
    starts: list[int] = []
    for one in found:
        at = bisect_left(starts, one.start)
        is_free = at == 0 or kept[at - 1].end <= one.start
        if is_free and (at == len(kept) or one.end <= starts[at]):
            kept.insert(at, one)
            starts.insert(at, one.start)
    return kept


KIND = Kind(
    name="sensitive",
    summary="What must not be given away: mail, phones, cards, bank accounts, keys and tokens. Messages never repeat it.",
    params=Params,
    prepare=Sensitive,
    scope=("raw",),
    examples=(
        KindExample(
            "Mail and phone",
            "kind: sensitive\nfind: [mail, phone]\n",
            "Ask ada@lovelace.name or call +44 20 7946 0958.",
            ("ada@lovelace.name", "+44 20 7946 0958"),
            "Ask [mail] or call [phone].",
        ),
        KindExample(
            "Cards and accounts with right checksums",
            "kind: sensitive\nfind: [card, iban]\n",
            "Card 4111 1111 1111 1111, account DE89 3704 0044 0532 0130 00 here; not 4111 1111 1111 1112.",
            ("4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00"),
        ),
        KindExample(
            "Made-up ones may stand",
            "kind: sensitive\n",
            "Write to me@example.com, order 20261122, call (202) 555-0143, export API_KEY=your-api-key-here.",
            (),
        ),
        KindExample(
            "Own patterns",
            "kind: sensitive\nfind: []\npatterns: {a patient's number: 'P-\\d{6}'}\n",
            "The patient P-204411 is well.",
            ("P-204411",),
            "The patient [a patient's number] is well.",
        ),
    ),
)
