"""Use cases of sign-in."""

from datetime import datetime, timedelta

from copydesk.auth import store
from copydesk.auth.domain import RolePermissions, read_actor
from copydesk.kernel.boundary import ActorLookup
from copydesk.kernel.crypto import token_hash


def lookup_session(session_token: str, roles: RolePermissions, *, now: datetime, session_days: int) -> ActorLookup:
    """Who holds this session. The query travels with BEGIN."""
    opening = store.session_opening(token_hash(session_token), now - timedelta(days=session_days))
    return ActorLookup(opening, lambda rows: read_actor(rows, roles))


def lookup_token(token: str, roles: RolePermissions, *, now: datetime) -> ActorLookup:
    """Who holds this personal API token. The query travels with BEGIN."""
    return ActorLookup(store.token_opening(token_hash(token), now), lambda rows: read_actor(rows, roles))
