"""Records and pure rules of sign-in."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from copydesk.kernel.ctx import STRANGER, Actor, Grant

RolePermissions = Mapping[str, frozenset[str]]

SESSION_PREFIX = "cds"
TOKEN_PREFIX = "cdt"  # noqa: S105 -- the public prefix of a token, not a secret


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


def read_actor(rows: Sequence[tuple[Any, ...]], roles: RolePermissions) -> Actor:
    """The actor of a session or token from the rows of `store.session_opening` or `store.token_opening`; a stranger when there are none.

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
    return sent is not None and hmac.compare_digest(csrf_token(session_token), sent)
