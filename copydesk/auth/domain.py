"""Records and pure rules of sign-in."""

import hashlib
import hmac
import ipaddress
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from copydesk.kernel.clock import is_time_zone
from copydesk.kernel.ctx import STRANGER, Actor, Grant
from copydesk.kernel.errors import Conflict, Fault, Forbidden, Invalid

RolePermissions = Mapping[str, frozenset[str]]

SESSION_PREFIX: Final = "cds"
TOKEN_PREFIX: Final = "cdt"  # noqa: S105 -- the public prefix of a token, not a secret
LINK_PREFIX: Final = "cdp"

SESSION_COOKIE: Final = "copydesk_session"
CSRF_COOKIE: Final = "copydesk_csrf"
CSRF_HEADER: Final = "x-copydesk-csrf"
# Browsers cap cookies at 400 days; how long an unused session lives is decided on the server.
_COOKIE_MAX_AGE_S = 400 * 24 * 3600

SESSION_TOUCH: Final = timedelta(minutes=10)
TOKEN_TOUCH: Final = timedelta(hours=1)
PASSWORD_LINK_LIFE: Final = timedelta(hours=48)
PASSWORD_MAX_CHARS: Final = 1024

_EMAIL = re.compile(r"^[^@\s]{1,64}@[^@\s]{1,190}$")
_LOCALE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


@dataclass(frozen=True)
class Identity:
    id: int
    email: str | None
    name: str | None
    is_admin: bool
    is_demo: bool
    locale: str
    time_zone: str | None
    created_at: datetime
    disabled_at: datetime | None
    erased_at: datetime | None


@dataclass(frozen=True)
class Account(Identity):
    """An identity with what its password is compared to; None: it cannot sign in by password."""

    password_hash: str | None = field(repr=False)


@dataclass(frozen=True)
class NewIdentity:
    email: str
    name: str
    is_admin: bool = False
    is_demo: bool = False
    locale: str = "en"
    time_zone: str | None = None


@dataclass(frozen=True)
class Session:
    id: int
    user_agent: str | None
    created_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True)
class SignInAttempt:
    email: str
    password: str
    address: str | None = None
    user_agent: str | None = None


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in now, and the `Set-Cookie` headers that make it so in a browser."""

    identity: Identity
    session_token: str
    cookies: tuple[str, ...]


@dataclass(frozen=True)
class Token:
    """A personal API token; `project_id` None: every project of its owner."""

    id: int
    identity_id: int
    name: str
    permissions: list[str]
    project_id: int | None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class NewToken:
    """`expires_in_days` None: as long as the installation allows."""

    name: str
    permissions: frozenset[str]
    project_id: int | None = None
    expires_in_days: int | None = None


@dataclass(frozen=True)
class MadeToken:
    """`secret` is shown once: only its hash is kept."""

    token: Token
    secret: str


@dataclass(frozen=True)
class PasswordLink:
    id: int
    identity_id: int
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class MadePasswordLink:
    """`secret` is shown once: only its hash is kept."""

    secret: str
    expires_at: datetime


@dataclass(frozen=True)
class DemoAccount:
    email: str
    name: str
    role: str | None


@dataclass(frozen=True)
class Failures:
    """Failed sign-ins of one account or address in its present window."""

    n_failures: int
    window_started_at: datetime


@dataclass(frozen=True)
class IdentityErased:
    """The person behind the identity is forgotten; the id stays."""

    topic: ClassVar[str] = "auth.identity_erased"

    identity_id: int


def read_actor(rows: Sequence[tuple[Any, ...]], roles: RolePermissions) -> Actor:
    """The actor of a session or token from the rows of `session_opening` or `token_opening`; a stranger when there are none.

    Rows: (identity_id, is_admin, session_id, token_permissions, token_project_id, project_id, member_id, role), one per grant.
    """
    if not rows:
        return STRANGER
    identity_id, is_admin, session_id, token_permissions, token_project_id = rows[0][:5]
    grants = {
        project_id: Grant(member_id, role, roles.get(role, frozenset()))
        for *_, project_id, member_id, role in rows
        if project_id is not None and token_project_id in (None, project_id)
    }
    return Actor(
        identity_id=identity_id,
        is_admin=is_admin,
        grants=grants,
        token_permissions=None if token_permissions is None else frozenset(token_permissions),
        session_id=session_id,
    )


def csrf_token(session_token: str) -> str:
    """Bound to the session, so that it needs no storage and another site cannot know it."""
    return hashlib.sha256(b"csrf:" + session_token.encode()).hexdigest()


def csrf_matches(session_token: str, sent: str | None) -> bool:
    return sent is not None and hmac.compare_digest(csrf_token(session_token).encode(), sent.encode())


def session_cookies(session_token: str, *, is_secure: bool) -> tuple[str, str]:
    """`Set-Cookie` headers: the session, which scripts cannot read, and its CSRF token, which our own pages send back."""
    ending = f"Path=/; Max-Age={_COOKIE_MAX_AGE_S}; SameSite=Lax{'; Secure' if is_secure else ''}"
    return (
        f"{SESSION_COOKIE}={session_token}; HttpOnly; {ending}",
        f"{CSRF_COOKIE}={csrf_token(session_token)}; {ending}",
    )


def ended_cookies() -> tuple[str, str]:
    """`Set-Cookie` headers that make a browser forget both cookies."""
    ending = "Path=/; Max-Age=0; SameSite=Lax"
    return f"{SESSION_COOKIE}=; HttpOnly; {ending}", f"{CSRF_COOKIE}=; {ending}"


def account_subject(email: str) -> str:
    """What failed sign-ins of an account are counted under, whether the account exists or not."""
    return "account:" + hashlib.sha256(email.strip().lower().encode()).hexdigest()


def throttle_subjects(email: str, address: str | None) -> list[str]:
    """The account's subject, then the address's: an IPv6 address counts with its network, of which one person has all."""
    if address is None:
        return [account_subject(email)]
    try:
        parsed = ipaddress.ip_address(address)
        if parsed.version == 6:
            address = str(ipaddress.ip_network((parsed, 64), strict=False))
    except ValueError:
        pass  # not an IP address, such as a socket's path: it counts as it is
    return [account_subject(email), "address:" + hashlib.sha256(address.encode()).hexdigest()]


def wait_s(failures: Sequence[Failures], *, limit: int, window_s: int, now: datetime) -> int:
    """Seconds until another sign-in may be tried; 0 when it may be tried now."""
    ends = [f.window_started_at + timedelta(seconds=window_s) for f in failures if f.n_failures >= limit]
    return max(0, *(math.ceil((end - now).total_seconds()) for end in ends)) if ends else 0


def is_email(text: str) -> bool:
    return _EMAIL.match(text) is not None


def checked(new: NewIdentity) -> NewIdentity:
    """The identity with its texts trimmed. Raises Invalid, naming each place."""
    trimmed = NewIdentity(
        new.email.strip(), new.name.strip(), new.is_admin, new.is_demo, new.locale, new.time_zone
    )
    faults = [*_profile_faults(trimmed.name, trimmed.locale, trimmed.time_zone)]
    if not is_email(trimmed.email):
        faults.append(Fault("/email", "This is not an e-mail address."))
    if faults:
        raise Invalid("Some values are missing or wrong; see `errors` for each place.", faults=faults)
    return trimmed


def check_profile(name: str, locale: str, time_zone: str | None) -> None:
    """Raises Invalid, naming each place."""
    faults = _profile_faults(name, locale, time_zone)
    if faults:
        raise Invalid("Some values are missing or wrong; see `errors` for each place.", faults=faults)


def _profile_faults(name: str, locale: str, time_zone: str | None) -> list[Fault]:
    faults: list[Fault] = []
    if not 1 <= len(name.strip()) <= 200:
        faults.append(Fault("/name", "A name has 1 to 200 characters."))
    if not _LOCALE.match(locale):
        faults.append(Fault("/locale", "A locale is a language tag such as `en` or `pt-BR`."))
    if time_zone is not None and not is_time_zone(time_zone):
        faults.append(Fault("/time_zone", "A time zone is a name such as `Europe/Berlin`."))
    return faults


def check_password(password: str, *, min_chars: int) -> None:
    """Raises Invalid `weak_password`."""
    if len(password) < min_chars:
        message = f"A password has at least {min_chars} characters; three or four random words are easy to remember."
        raise Invalid(message, code="weak_password", faults=[Fault("/password", message)])
    if len(password) > PASSWORD_MAX_CHARS:
        message = f"A password has at most {PASSWORD_MAX_CHARS} characters."
        raise Invalid(message, code="weak_password", faults=[Fault("/password", message)])


def check_admin_remains(admin_ids: Collection[int], leaving_id: int) -> None:
    """Raises Conflict `last_admin` when nobody would be left to administer the installation."""
    if set(admin_ids) == {leaving_id}:
        raise Conflict("This is the last admin: make somebody else an admin first.", code="last_admin")


def check_token(new: NewToken, held: Mapping[int, frozenset[str]] | None, *, max_days: int) -> None:
    """A token reaches no further than its owner; `held` is what they may do by project, None: not to be checked here.

    Raises Invalid, naming each place.
    """
    faults: list[Fault] = []
    if not 1 <= len(new.name.strip()) <= 100:
        faults.append(Fault("/name", "A name has 1 to 100 characters."))
    if not new.permissions:
        faults.append(Fault("/permissions", "Choose at least one permission."))
    if new.expires_in_days is not None and not 1 <= new.expires_in_days <= max_days:
        faults.append(Fault("/expires_in_days", f"A token lives 1 to {max_days} days."))
    if held is not None:
        faults += _reach_faults(new, held)
    if faults:
        raise Invalid("Some values are missing or wrong; see `errors` for each place.", faults=faults)


def _reach_faults(new: NewToken, held: Mapping[int, frozenset[str]]) -> list[Fault]:
    if new.project_id is not None and new.project_id not in held:
        return [Fault("/project_id", "You are not in this project.")]
    within = [held[new.project_id]] if new.project_id is not None else list(held.values())
    beyond = sorted(new.permissions - frozenset[str]().union(*within))
    return [Fault("/permissions", f"You do not have {', '.join(beyond)} yourself.")] if beyond else []


def check_link(link: PasswordLink, now: datetime) -> None:
    """Raises Conflict `link_used` or `link_expired`."""
    if link.used_at is not None:
        raise Conflict("This link was used already. Ask an admin for a new one.", code="link_used")
    if link.expires_at <= now:
        raise Conflict("This link is too old. Ask an admin for a new one.", code="link_expired")


def check_enabled(identity: Identity) -> None:
    """Raises Forbidden `account_disabled`."""
    if identity.disabled_at is not None:
        raise Forbidden(
            "This account is disabled. Ask an admin of this installation.", code="account_disabled"
        )
