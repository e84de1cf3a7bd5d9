"""Keys and tokens: those that tell by their form whose they are, private keys, and random strings where a secret is named."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import log2
from typing import Final

Place = tuple[int, int]

LEAST_BITS: Final = 3.5
LEAST_CHARS: Final = 8
_PART: Final = re.compile(r"[A-Za-z0-9]+")
_ISSUED: Final = (
    r"(?:AKIA|ASIA)[0-9A-Z]{16}",  # AWS
    r"gh[pousr]_[A-Za-z0-9]{36,255}",  # GitHub
    r"github_pat_[A-Za-z0-9_]{22,255}",
    r"glpat-[\w-]{20,64}",  # GitLab
    r"xox[abeoprs]-[A-Za-z0-9-]{10,250}",  # Slack
    r"https://hooks\.slack\.com/services/[A-Za-z0-9/]{20,100}",
    r"[rs]k_(?:live|test)_[0-9A-Za-z]{16,247}",  # Stripe
    r"whsec_[A-Za-z0-9+/=]{24,64}",
    r"AIza[\w-]{35}",  # Google
    r"ya29\.[\w-]{20,500}",
    r"GOCSPX-[\w-]{28}",
    r"sk-ant-[\w-]{20,200}",  # Anthropic
    r"sk-(?:proj-|svcacct-|admin-|or-v1-)?(?=[\w-]{0,40}\d)[A-Za-z0-9][\w-]{19,200}",  # OpenAI, OpenRouter
    r"hf_[A-Za-z0-9]{30,60}",  # Hugging Face
    r"npm_[A-Za-z0-9]{36}",
    r"pypi-AgE[\w-]{50,500}",
    r"SG\.[\w-]{16,32}\.[\w-]{32,64}",  # SendGrid
    r"SK[0-9a-f]{32}",  # Twilio
    r"\d{8,10}:AA[\w-]{33}",  # Telegram
    r"do[opr]_v1_[a-f0-9]{64}",  # DigitalOcean
    r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}",  # Shopify
    r"(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,100}={0,2}",  # Azure
    r"dapi[0-9a-f]{32}",  # Databricks
    r"lin_api_[A-Za-z0-9]{40}",  # Linear
    r"eyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}\.[\w-]{8,2000}",  # JSON web token
)
_TOKEN: Final = re.compile(rf"(?<![\w-])(?:{'|'.join(_ISSUED)})(?![\w-])")
_BEGIN_KEY: Final = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_END_KEY: Final = re.compile(r"-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_IN_ADDRESS: Final = re.compile(r"(?<=://)[^\s:/@\"'`]{1,64}:([^\s:/@\"'`]{3,64})(?=@[\w.-])")
_MADE_UP: Final = frozenset(
    {"password", "pass", "passwd", "pwd", "secret", "token", "key", "xxx", "port", "changeme"}
)
_NAMED: Final = re.compile(
    r"(?:key|secret|token|passw(?:or)?d|passphrase|pwd|credentials?|bearer|authorization)"
    r"[\"'`*_]{0,3}(?:[ \t]{0,2}(?:[:=]|=>|:=|is)[ \t]{0,2}|[ \t])(?:bearer[ \t])?[\"'`*]{0,3}"
    r"([A-Za-z0-9+/_.~$!&%-]{12,200}={0,2})(?![\w/-])",
    re.IGNORECASE,
)


def credentials(raw: str) -> Iterator[Place]:
    yield from (found.span() for found in _TOKEN.finditer(raw))
    yield from _private_keys(raw)
    for found in _IN_ADDRESS.finditer(raw) if "://" in raw else ():
        if not found[1].startswith(("<", "$", "{", "[", "*")) and found[1].lower() not in _MADE_UP:
            yield found.span(1)
    for found in _NAMED.finditer(raw):
        if looks_random(found[1]):
            yield found.span(1)


def looks_random(said: str) -> bool:
    """Letters and digits without a plan: each character says much. `your-api-key-here` and `my_token_2` are words."""
    has_both = any(char.isdigit() for char in said) and any(char.isalpha() for char in said)
    is_long = any(len(part) >= LEAST_CHARS for part in _PART.findall(said))
    return has_both and is_long and _bits_per_char(said) >= LEAST_BITS and _n_changes(said) >= len(said) // 6


def _private_keys(raw: str) -> Iterator[Place]:
    at = 0
    while (begin := _BEGIN_KEY.search(raw, at)) is not None:
        end = _END_KEY.search(raw, begin.end(), begin.end() + 20_000)
        at = begin.end() if end is None else end.end()
        yield begin.start(), at


def _bits_per_char(said: str) -> float:
    counts = Counter(said).values()
    return -sum(n / len(said) * log2(n / len(said)) for n in counts)


def _n_changes(said: str) -> int:
    """How often small letters, capitals and digits take turns."""
    kinds = ["d" if char.isdigit() else "u" if char.isupper() else "l" for char in said if char.isalnum()]
    return sum(one != other for one, other in pairwise(kinds))
