"""Use cases of sign-in, one file per noun."""

from copydesk.auth.service.erasure import erase_identity, forget_old
from copydesk.auth.service.grants import end_project_grants, put_grant, remove_grant
from copydesk.auth.service.identities import (
    change_identity,
    create_identity,
    find_identity,
    list_identities,
    read_me,
    register,
    set_up,
    setup_is_needed,
    update_profile,
)
from copydesk.auth.service.lookups import lookup_session, lookup_token
from copydesk.auth.service.passwords import (
    change_password,
    create_password_link,
    set_password,
    use_password_link,
)
from copydesk.auth.service.sessions import (
    list_demo_accounts,
    list_sessions,
    open_session,
    revoke_other_sessions,
    revoke_session,
    sign_in,
    sign_in_to_demo,
    sign_out,
)
from copydesk.auth.service.tokens import create_token, list_tokens, revoke_token

__all__ = [
    "change_identity",
    "change_password",
    "create_identity",
    "create_password_link",
    "create_token",
    "end_project_grants",
    "erase_identity",
    "find_identity",
    "forget_old",
    "list_demo_accounts",
    "list_identities",
    "list_sessions",
    "list_tokens",
    "lookup_session",
    "lookup_token",
    "open_session",
    "put_grant",
    "read_me",
    "register",
    "remove_grant",
    "revoke_other_sessions",
    "revoke_session",
    "revoke_token",
    "set_password",
    "set_up",
    "setup_is_needed",
    "sign_in",
    "sign_in_to_demo",
    "sign_out",
    "update_profile",
    "use_password_link",
]
