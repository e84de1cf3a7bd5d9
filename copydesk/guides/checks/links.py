"""`links`: how many, where they lead, and what they are called."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from pydantic import Field

from copydesk.guides.checks.counting import number_of
from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.outline import Link, links
from copydesk.guides.checks.scopes import Scope, read_scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit

VAGUE: Final = (
    "here",
    "click here",
    "this",
    "this link",
    "this page",
    "link",
    "read more",
    "more",
    "see here",
)
_BARE: Final = re.compile(r"(?<![\w@/.])(?:https?://|www\.)[^\s<>\"'`()\[\]{}\ufffc]+", re.IGNORECASE)
_TAIL: Final = ".,;:!?…*_~"
_PROSE: Final = read_scope(["text & ~alt"])


class Params(CheckParams):
    min: int | None = Field(default=None, ge=1, description="The fewest links that are wanted.")
    max: int | None = Field(
        default=None, ge=0, description="The most links that are wanted; 0: none is allowed."
    )
    hosts: tuple[str, ...] = Field(
        default=(), description="Hosts that links may lead to, with those below them. None: any."
    )
    forbidden_hosts: tuple[str, ...] = Field(
        default=(), description="Hosts that links must not lead to, nor to those below them."
    )
    bare: bool = Field(default=True, description="Whether an address may stand in the text as it is.")
    https: bool = Field(default=False, description="Whether links must not be `http://`.")
    texts: tuple[str, ...] = Field(
        default=(),
        description="What a link must not be called, in any case of letters. `vague` stands for: "
        + ", ".join(VAGUE)
        + ".",
    )


class Place:
    """A link or a bare address: where it stands, what it is called and where it leads."""

    __slots__ = ("end", "is_bare", "start", "target", "text")

    def __init__(self, link: Link, *, is_bare: bool) -> None:
        self.start, self.end, self.text, self.target = link.start, link.end, link.text, link.target
        self.is_bare = is_bare


class Links:
    def __init__(self, params: Params) -> None:
        if params.min is not None and params.max is not None and params.min > params.max:
            raise BadCheck("`min` is more than `max`.", at="min")
        named = [text for text in params.texts if text != "vague"] + list(
            VAGUE if "vague" in params.texts else ()
        )
        self._params = params
        self._texts = {_folded(text) for text in named}
        self._hosts = tuple(host.casefold() for host in params.hosts)
        self._forbidden = tuple(host.casefold() for host in params.forbidden_hosts)

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        budget.left_s()
        found = _places(text)
        n, least, most = len(found), self._params.min, self._params.max
        for at, place in enumerate(found):
            if most is not None and at >= most:
                said = "No links here." if most == 0 else f"{number_of(n, 'links')}; at most {most}."
                yield self._hit(place, said)
            else:
                yield from self._faults(place)
        if least is not None and n < least:
            said = self._params.message or f"{number_of(n, 'links')}; at least {least}."
            yield Hit(len(text.raw), len(text.raw), say(said, str(n), str(least)))

    def _faults(self, place: Place) -> Iterator[Hit]:
        host = _host(place.target)
        if _folded(place.text) in self._texts:
            yield self._hit(place, "“%s” does not say where the link leads.")
        if host is not None and self._forbidden and _is_under(host, self._forbidden):
            yield self._hit(place, f"Links must not lead to {host}.")
        elif host is not None and self._hosts and not _is_under(host, self._hosts):
            yield self._hit(place, f"{host} is not one of the hosts that links may lead to.")
        if place.is_bare and not self._params.bare:
            yield self._hit(place, "Name the link: [what it is](address).", fix=f"<{place.text}>")
        if self._params.https and place.target.lower().startswith("http://"):
            written = place.text.lower().startswith("http://")
            fix = "https://" + place.text[len("http://") :] if written and place.is_bare else None
            yield self._hit(place, "Links are https.", fix=fix)

    def _hit(self, place: Place, said: str, *, fix: str | None = None) -> Hit:
        return Hit(place.start, place.end, say(self._params.message or said, place.text), fix)


def _places(text: Text) -> list[Place]:
    """By place. A bare address within a link is that link's."""
    named = links(text)
    starts = [link.start for link in named]
    bare = [link for link in _bare(text) if not _is_within(link.start, named, starts)]
    places = [Place(link, is_bare=False) for link in named] + [Place(link, is_bare=True) for link in bare]
    return sorted(places, key=lambda place: place.start)


def _is_within(at: int, named: Sequence[Link], starts: Sequence[int]) -> bool:
    before = bisect_right(starts, at) - 1
    return before >= 0 and at < named[before].end


def _bare(text: Text) -> Iterator[Link]:
    for unit in text.units(_PROSE):
        if "://" in unit.text or "www." in unit.folded:
            for found in _BARE.finditer(unit.text):
                said = found[0].rstrip(_TAIL)
                if len(said) > len("https://"):
                    yield Link(*unit.span(found.start(), found.start() + len(said)), said, said)


def _host(target: str) -> str | None:
    """None for a place in the same text, for mail and for what is no address."""
    address = f"//{target}" if target.lower().startswith("www.") else target
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _is_under(host: str, hosts: Sequence[str]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .!:»«→")


KIND = Kind(
    name="links",
    summary="How many links there are, which hosts they lead to and what they are called.",
    params=Params,
    prepare=Links,
    scope=("raw",),
    examples=(
        KindExample(
            "Links that say where they lead",
            "kind: links\ntexts: [vague]\n",
            "The tables are [here](https://example.org/tides).",
            ("here",),
        ),
        KindExample(
            "This one does",
            "kind: links\ntexts: [vague]\n",
            "See the [tide tables](https://example.org/tides).",
            (),
        ),
        KindExample(
            "No bare addresses",
            "kind: links\nbare: false\n",
            "See https://example.org/tides.",
            ("https://example.org/tides",),
            "See <https://example.org/tides>.",
        ),
        KindExample(
            "Only to our own pages",
            "kind: links\nhosts: [example.org]\n",
            "[Tides](https://docs.example.org) and [moon](https://example.com/moon).",
            ("moon",),
        ),
        KindExample("A source is required", "kind: links\nmin: 1\n", "It is so.", ("",)),
    ),
)
