"""Who sends a request: the queries that travel with BEGIN."""

from datetime import datetime, timedelta

from copydesk.auth.domain import RolePermissions, read_actor
from copydesk.auth.store import openings
from copydesk.kernel.boundary import ActorLookup
from copydesk.kernel.crypto import token_hash


def lookup_session(
    session_token: str, roles: RolePermissions, *, now: datetime, session_days: int
) -> ActorLookup:
    """Who holds this session. The query travels with BEGIN."""
    opening = openings.session_opening(token_hash(session_token), now - timedelta(days=session_days))
    return ActorLookup(opening, lambda rows: read_actor(rows, roles))


def lookup_token(token: str, roles: RolePermissions, *, now: datetime) -> ActorLookup:
    """Who holds this personal API token. The query travels with BEGIN, and notes the use at most once an hour."""
    return ActorLookup(openings.token_opening(token_hash(token), now), lambda rows: read_actor(rows, roles))
