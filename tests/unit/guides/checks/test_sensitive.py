"""What must not be given away is found, and what only looks like it is not."""

import pytest

from copydesk.guides.checks.personal import iban_holds, luhn_holds
from tests.unit.guides.checks.linting import fixed, flagged, messages

# Put together here, so that no search for leaked keys takes this file for one.
AWS, GITHUB = "AKIA" + "IOSFODNN7EXAMPLE", "ghp" + "_" + "a1B2" * 9
BEGIN, END = "-----BEGIN RSA " + "PRIVATE KEY-----", "-----END RSA " + "PRIVATE KEY-----"
SLACK, STRIPE = "xox" + "b-123456789012-abcDEF", "sk" + "_live_" + "4eC39HqLyjWDarjtT1zdp7dc"
RANDOM = "f3Kd92LmQ0xZ7vB1"

FOUND = {
    "mail": ["a.b+c@sub.domain.co.uk", "<x@y.de>", "Write foo_bar@web.de."],
    "phone": [
        "+49 30 901820", "+49 (0)30 901820", "+1 (415) 867-5309", "0049 171 1234567", "(212) 736-5000", "212-736-5000",
        "Tel.: 030 901820-12", "phone 5551234567", "+33 1 42 68 53 00", "+4917112345678", "call 867-5309 now",
    ],
    "card": ["4111111111111111", "5500-0000-0000-0004", "3782 822463 10005", "6011 1111 1111 1117"],
    "iban": ["GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432", "FR14 2004 1010 0505 0001 3M02 606"],
    "ip": ["8.8.8.8", "2001:4860:4860::8888", "at 93.184.216.34, port 80"],
    "key": [
        AWS, GITHUB, SLACK, STRIPE, f"{BEGIN}\nMIIB\n{END}", "postgres://bob:hunter22@db.example.org/x",
        f"api_key = '{RANDOM}'", f"Authorization: Bearer {RANDOM}", f"the token is `{RANDOM}`",
    ],
}  # fmt: skip
LET_PASS = {
    "mail": ["a@b", "@user", "foo@bar", "x@example.org", "me@mail.example.com", "you@host.test"],
    "phone": [
        "2026-11-22 13:45:46", "192.168.10.100", "1,234,567,890", "3.14159265358979", "ISBN 978-3-16-148410-0", "call 12",
        "123456789012", "5+12345678", "1 000 000 000", "in 1984 1985 1986", "(202) 555-0143", "$212.736.5000", "10.1000/123456-789",
        "+12.5 +13.5 +14.5",
    ],
    "card": ["1234 5678 9012 3456", "4111 1111 1111 1112", "0000000000000000", "1234567890123456789"],
    "iban": ["GB82 WEST 1234 5698 7654 33", "AB12 3456 7890", "DE89 3704"],
    "ip": ["1.2.3", "10.0.0.1", "v8.8.8.8", "version 8.8.4.4", "127.0.0.1", "12:30:45", "std::vector", "300.1.1.1", "a::b"],
    "key": [
        "API_KEY=your-api-key-here", "the key is understanding", "token: my_token_2", "password = os.environ['X']", "secret sauce",
        "Key: Ctrl+Shift+Alt+F12", "https://user:<password>@host.x", "https://user:password@host.x",
        "sk-learn and sk-a-long-hyphenated-name-of-it",
    ],
}  # fmt: skip


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(sort, raw) for sort, texts in table.items() for raw in texts]


@pytest.mark.parametrize(("sort", "raw"), cases(FOUND))
def test_text_is_flagged_once_when_it_gives_something_away(sort: str, raw: str) -> None:
    assert len(flagged(f"kind: sensitive\nfind: [{sort}]\n", raw)) == 1


@pytest.mark.parametrize(("sort", "raw"), cases(LET_PASS))
def test_text_is_let_pass_when_it_only_looks_like_it(sort: str, raw: str) -> None:
    assert flagged(f"kind: sensitive\nfind: [{sort}]\n", raw) == []


@pytest.mark.parametrize(("sort", "raw"), cases(FOUND))
def test_message_does_not_repeat_it_when_something_is_found(sort: str, raw: str) -> None:
    (said,) = flagged(f"kind: sensitive\nfind: [{sort}]\n", raw)
    (message,) = messages(f"kind: sensitive\nfind: [{sort}]\n", raw)
    assert said not in message
    assert not any(said[at : at + 4] in message for at in range(len(said) - 3))


def test_place_is_exact_when_emoji_and_markup_stand_before_it() -> None:
    raw = "😀 ß **[me](x)** `ada@lovelace.name`"
    assert flagged("kind: sensitive\n", raw) == ["ada@lovelace.name"]
    assert fixed("kind: sensitive\n", raw) == "😀 ß **[me](x)** `[mail]`"
    assert fixed("kind: sensitive\nreplacement: null\n", raw) == raw


def test_account_is_one_finding_when_its_digits_look_like_others() -> None:
    assert messages("kind: sensitive\n", "DE89 3704 0044 0532 0130 00") == [
        "This looks like a bank account: “DE…”."
    ]


def test_own_words_may_stand_when_they_are_exceptions() -> None:
    check = "kind: sensitive\nexceptions: ['.*@ourhouse\\.org']\n"
    assert flagged(check, "desk@ourhouse.org, ada@lovelace.name") == ["ada@lovelace.name"]


@pytest.mark.parametrize(
    ("digits", "holds"), [("79927398713", True), ("79927398710", False), ("4111111111111111", True)]
)
def test_check_digit_is_that_of_luhn(digits: str, holds: bool) -> None:
    assert luhn_holds(digits) is holds


@pytest.mark.parametrize(
    ("account", "holds"),
    [("GB82 WEST 1234 5698 7654 32", True), ("GB82WEST12345698765431", False), ("NO93 8601 1117 947", True)],
)
def test_checksum_is_that_of_an_account(account: str, holds: bool) -> None:
    assert iban_holds(account) is holds
