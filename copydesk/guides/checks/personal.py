"""Mail, phone numbers, payment cards, bank accounts and addresses of the internet, with as few false alarms as can be."""

import ipaddress
import re
from collections.abc import Iterator
from typing import Final

Place = tuple[int, int]

_MAIL: Final = re.compile(
    r"(?<![\w.%+-])[A-Za-z0-9][\w.%+'-]{0,63}+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![\w@-])"
)
_MADE_UP_HOSTS: Final = ("example.com", "example.org", "example.net", "example.edu")
_MADE_UP_ENDS: Final = (".example", ".test", ".invalid", ".localhost")

_INTERNATIONAL: Final = re.compile(
    r"(?<![\w+/.=-])(?:\+|00)[1-9]\d{0,2}(?:[ ./-]?\(\d{1,4}\))?(?:[ ./-]?\d{1,5}){1,7}(?![\w@]|[.,]\d)"
)
_AMERICAN: Final = re.compile(
    r"(?<![\w.+/$€£-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}(?![\w-]|[.,]\d)"
)
_NAMED: Final = re.compile(
    r"(?<!\w)(?:tel|telephone|phone|mobile|cell|fax|call|whatsapp|telefon|mobil|handy|tél|téléphone)(?: (?:no|number|nr))?"
    r"[.:]{0,2}[ \t]{0,3}(\(?\d[\d ()./-]{5,18}\d)(?![\w-])",
    re.IGNORECASE,
)
_LEAST_DIGITS, _MOST_DIGITS = 8, 15

_CARD: Final = re.compile(
    r"(?<![\w.-])(?:\d{13,19}|\d{4}(?P<gap>[ -])\d{4}(?P=gap)\d{4}(?P=gap)\d{1,7}|\d{4}[ -]\d{6}[ -]\d{4,5})(?![\w-]|\.\d)"
)
# The numbers that networks of cards begin with, and their lengths: American Express, Diners, Visa, Mastercard, Discover, JCB, UnionPay.
_CARD_NETWORKS: Final = re.compile(
    r"3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|4\d{12}(?:\d{3})?(?:\d{3})?|(?:5[1-5]|2[2-7])\d{14}|6(?:011|4[4-9]\d|5\d\d)\d{12}|"
    r"35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}"
)

_IBAN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?=[ -]?[A-Z0-9])")
# ISO 13616: length by country.
_IBAN_COUNTRIES: Final = {
    15: "NO",
    16: "BE BI",
    18: "DK FI FO GL NL SD FK",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH CR HR LI LV",
    22: "BG BH DE GB GE IE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST",
    26: "IS TR",
    27: "DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HU LB NI PL SV",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
_IBAN_LENGTHS: Final = {code: length for length, codes in _IBAN_COUNTRIES.items() for code in codes.split()}

_IPV4: Final = re.compile(r"(?<![\w.:/-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)")
_IPV6: Final = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])")
_SHORTEST_IPV6: Final = 8  # `a::b` is more often code
_VERSION: Final = re.compile(r"(?:version|release|v)\W{0,2}\Z", re.IGNORECASE)


def mails(raw: str) -> Iterator[Place]:
    """But for addresses that are reserved for examples (RFC 2606)."""
    for found in _MAIL.finditer(raw) if "@" in raw else ():
        host = found[0].rpartition("@")[2].lower()
        is_made_up = host.endswith(_MADE_UP_ENDS) or any(
            host == one or host.endswith(f".{one}") for one in _MADE_UP_HOSTS
        )
        if not is_made_up:
            yield found.span()


def phones(raw: str) -> Iterator[Place]:
    """With a country's code, in the form of North America, or behind a word such as “phone”. 555-01xx is made up."""
    for pattern in (_INTERNATIONAL, _AMERICAN):
        for found in pattern.finditer(raw):
            if _is_phone(found[0]):
                yield found.span()
    for found in _NAMED.finditer(raw):
        if _is_phone(found[1], least=6):
            yield found.span(1)


def cards(raw: str) -> Iterator[Place]:
    """Numbers of a known network whose check digit is right."""
    for found in _CARD.finditer(raw):
        digits = _digits(found[0])
        if _CARD_NETWORKS.fullmatch(digits) and luhn_holds(digits) and len(set(digits)) > 1:
            yield found.span()


def ibans(raw: str) -> Iterator[Place]:
    """Accounts with the length of their country and a right checksum."""
    for found in _IBAN.finditer(raw):
        length = _IBAN_LENGTHS.get(found[0][:2])
        end = None if length is None else _end_of(raw, found.start(), length)
        if end is not None and not raw[end : end + 1].isalnum() and iban_holds(raw[found.start() : end]):
            yield found.start(), end


def internet_addresses(raw: str) -> Iterator[Place]:
    """Those that can be reached from everywhere; a version with four parts is none."""
    for pattern in (_IPV4, _IPV6):
        for found in pattern.finditer(raw):
            if _is_global(found[0]) and not _VERSION.search(raw, max(found.start() - 12, 0), found.start()):
                yield found.span()


def luhn_holds(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(int(digit) for digit in digits[-1::-2]) + sum(n - 9 * (n > 9) for n in doubled)) % 10 == 0


def iban_holds(account: str) -> bool:
    """ISO 7064, MOD 97-10."""
    compact = re.sub(r"[ -]", "", account)
    return int("".join(str(int(char, 36)) for char in compact[4:] + compact[:4])) % 97 == 1


def _digits(said: str) -> str:
    return "".join(char for char in said if char.isdigit())


def _is_phone(said: str, *, least: int = _LEAST_DIGITS) -> bool:
    digits = _digits(said)
    is_made_up = re.search(r"55501\d\d\Z", digits) is not None
    return (
        least <= len(digits) <= _MOST_DIGITS + 2 * said.startswith("00")
        and not is_made_up
        and len(set(digits)) > 2
    )


def _end_of(raw: str, start: int, n_chars: int) -> int | None:
    """Behind so many letters and digits, with at most one space or hyphen between two of them."""
    at, n_found = start, 0
    while n_found < n_chars:
        if at < len(raw) and raw[at] in " -" and raw[at - 1].isalnum() and at > start:
            at += 1
        if at >= len(raw) or not (raw[at].isascii() and (raw[at].isdigit() or raw[at].isupper())):
            return None
        at, n_found = at + 1, n_found + 1
    return at


def _is_global(said: str) -> bool:
    if ":" in said and len(said) < _SHORTEST_IPV6:
        return False
    try:
        return ipaddress.ip_address(said).is_global
    except ValueError:
        return False
