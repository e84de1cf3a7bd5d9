"""HTTP of sign-in."""

from typing import Annotated

from fastapi import Header, Request, Response

from copydesk.auth import service
from copydesk.auth.domain import (
    Identity,
    NewIdentity,
    NewToken,
    SignedIn,
    SignInAttempt,
    ended_cookies,
)
from copydesk.auth.schemas import (
    DemoAccountOut,
    DemoSessionCreate,
    IdentityListed,
    IdentityOut,
    IdentityPatch,
    IdentityQueryDep,
    PasswordChange,
    PasswordLinkOut,
    PasswordLinkUse,
    SessionCreate,
    SessionOut,
    SetupCreate,
    SetupOut,
    TokenCreate,
    TokenCreated,
    TokenOut,
)
from copydesk.kernel.errors import Problem
from copydesk.kernel.http import ADMIN, PUBLIC, SIGNED_IN, CtxDep, Page, Routes, page_link, problem_response
from copydesk.kernel.ids import IdentityId, SessionId, TokenId, show_id

routes = Routes("auth")

UserAgent = Annotated[str | None, Header(include_in_schema=False)]
SECRET = {"Cache-Control": "no-store"}


def _signed_in(signed_in: SignedIn, response: Response) -> IdentityOut:
    for cookie in signed_in.cookies:
        response.headers.append("Set-Cookie", cookie)
    return IdentityOut.model_validate(signed_in.identity)


def _page(found: list[Identity], limit: int) -> Page[IdentityListed]:
    next_cursor = show_id("user", found[-1].id) if len(found) == limit else None
    return Page(
        items=[IdentityListed.model_validate(identity) for identity in found], next_cursor=next_cursor
    )


@routes.get("/setup", permission=PUBLIC)
async def setup_get(ctx: CtxDep) -> SetupOut:
    return SetupOut(needed=await service.setup_is_needed(ctx))


@routes.post("/setup", permission=PUBLIC, status_code=201)
async def setup_create(
    ctx: CtxDep, body: SetupCreate, response: Response, user_agent: UserAgent = None
) -> IdentityOut:
    """Make the first account, an admin, and sign in. Works while nobody has an account."""
    new = NewIdentity(body.email, body.name)
    return _signed_in(await service.set_up(ctx, new, body.password, user_agent), response)


@routes.post("/session", permission=PUBLIC, status_code=201, response_model=IdentityOut)
async def session_create(
    ctx: CtxDep, body: SessionCreate, request: Request, response: Response, user_agent: UserAgent = None
) -> IdentityOut | Response:
    """Sign in: sets the session's cookies. After too many failures 429 says when to try again."""
    address = request.client.host if request.client else None
    result = await service.sign_in(ctx, SignInAttempt(body.email, body.password, address, user_agent))
    return problem_response(result) if isinstance(result, Problem) else _signed_in(result, response)


@routes.delete("/session", permission=SIGNED_IN, status_code=204)
async def session_delete(ctx: CtxDep, response: Response) -> None:
    """Sign out."""
    await service.sign_out(ctx)
    for cookie in ended_cookies():
        response.headers.append("Set-Cookie", cookie)


@routes.get("/sessions", permission=SIGNED_IN)
async def sessions_list(ctx: CtxDep) -> list[SessionOut]:
    """Where you are signed in."""
    found = await service.list_sessions(ctx)
    return [
        SessionOut(
            id=session.id,
            user_agent=session.user_agent,
            created_at=session.created_at,
            last_seen_at=session.last_seen_at,
            is_current=session.id == ctx.actor.session_id,
        )
        for session in found
    ]


@routes.delete("/sessions", permission=SIGNED_IN, status_code=204)
async def sessions_revoke_others(ctx: CtxDep) -> None:
    """Sign out everywhere else."""
    await service.revoke_other_sessions(ctx)


@routes.delete("/sessions/{session_id}", permission=SIGNED_IN, status_code=204)
async def session_revoke(ctx: CtxDep, session_id: SessionId) -> None:
    """Sign out one of your other browsers."""
    await service.revoke_session(ctx, session_id)


@routes.put("/me/password", permission=SIGNED_IN, status_code=204)
async def password_change(ctx: CtxDep, body: PasswordChange) -> Response:
    """Set your own password; you are signed out everywhere else."""
    refused = await service.change_password(ctx, present=body.present, new=body.new)
    return problem_response(refused) if refused else Response(status_code=204)


@routes.post("/password-links/{token}/use", permission=PUBLIC, status_code=201)
async def password_link_use(
    ctx: CtxDep, token: str, body: PasswordLinkUse, response: Response, user_agent: UserAgent = None
) -> IdentityOut:
    """Set a new password by a link that an admin made, and sign in."""
    return _signed_in(await service.use_password_link(ctx, token, body.password, user_agent), response)


@routes.get("/tokens", permission=SIGNED_IN)
async def tokens_list(ctx: CtxDep) -> list[TokenOut]:
    """Your personal API tokens that are not revoked."""
    return [TokenOut.model_validate(token) for token in await service.list_tokens(ctx)]


@routes.post("/tokens", permission=SIGNED_IN, status_code=201)
async def token_create(ctx: CtxDep, body: TokenCreate, response: Response) -> TokenCreated:
    """Make a personal API token; it is shown in this answer only."""
    new = NewToken(body.name, frozenset(body.permissions), body.project_id, body.expires_in_days)
    made = await service.create_token(ctx, new)
    response.headers.update(SECRET)
    return TokenCreated(**TokenOut.model_validate(made.token).model_dump(), token=made.secret)


@routes.delete("/tokens/{token_id}", permission=SIGNED_IN, status_code=204)
async def token_revoke(ctx: CtxDep, token_id: TokenId) -> None:
    await service.revoke_token(ctx, token_id)


@routes.get("/demo-accounts", permission=PUBLIC)
async def demo_accounts_list(ctx: CtxDep) -> list[DemoAccountOut]:
    """Whom one can be on a demo; 404 on every other installation."""
    return [DemoAccountOut.model_validate(account) for account in await service.list_demo_accounts(ctx)]


@routes.post("/demo-session", permission=PUBLIC, status_code=201)
async def demo_session_create(
    ctx: CtxDep, body: DemoSessionCreate, response: Response, user_agent: UserAgent = None
) -> IdentityOut:
    """Sign in as one of the demo people, without a password."""
    return _signed_in(await service.sign_in_to_demo(ctx, body.email, user_agent), response)


@routes.get("/identities", permission=ADMIN)
async def identities_list(ctx: CtxDep, query: IdentityQueryDep) -> Page[IdentityListed]:
    """Everybody with an account."""
    found = await service.list_identities(
        ctx, search=query.search, after=query.cursor or 0, limit=query.limit
    )
    return _page(found, query.limit)


@routes.patch("/identities/{identity_id}", permission=ADMIN)
async def identity_change(ctx: CtxDep, identity_id: IdentityId, body: IdentityPatch) -> IdentityListed:
    """Make somebody an admin or not, disable or enable their account. The last admin stays one."""
    changed = await service.change_identity(
        ctx, identity_id, is_admin=body.is_admin, is_disabled=body.is_disabled
    )
    return IdentityListed.model_validate(changed)


@routes.post("/identities/{identity_id}/password-link", permission=ADMIN, status_code=201)
async def password_link_create(
    ctx: CtxDep, identity_id: IdentityId, request: Request, response: Response
) -> PasswordLinkOut:
    """A link, shown once, by which this person sets a new password."""
    made = await service.create_password_link(ctx, identity_id)
    response.headers.update(SECRET)
    return PasswordLinkOut(
        link=page_link(request, f"/set-password/{made.secret}"), expires_at=made.expires_at
    )


@routes.delete("/identities/{identity_id}", permission=ADMIN, status_code=204)
async def identity_erase(ctx: CtxDep, identity_id: IdentityId) -> None:
    """Forget who this person is, for ever. What they did stays, under ids and pseudonyms."""
    await service.erase_identity(ctx, identity_id)
