"""Shapes of sign-in in the HTTP contract."""

from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import Field

from copydesk.kernel.http import Shape
from copydesk.kernel.ids import IdentityId, ProjectId, SessionId, TokenId


class SetupOut(Shape):
    needed: bool = Field(description="Nobody has an account yet: whoever sets up becomes the admin.")


class SetupCreate(Shape):
    email: str
    name: str
    password: str


class SessionCreate(Shape):
    email: str
    password: str


class IdentityOut(Shape):
    id: IdentityId
    email: str
    name: str
    is_admin: bool
    locale: str
    time_zone: str | None = Field(description="Null: that of the browser.")


class SessionOut(Shape):
    id: SessionId
    user_agent: str | None
    created_at: datetime
    last_seen_at: datetime
    is_current: bool = Field(description="It is the one of this request.")


class PasswordChange(Shape):
    present: str
    new: str


class PasswordLinkOut(Shape):
    link: str = Field(description="Shown once. Whoever opens it sets the account's password.")
    expires_at: datetime


class PasswordLinkUse(Shape):
    password: str


class TokenCreate(Shape):
    name: str
    permissions: list[str] = Field(description="Which of your permissions programs get with it.")
    project_id: ProjectId | None = Field(default=None, description="Null: every project that you are in.")
    expires_in_days: int | None = Field(default=None, description="Null: as long as the installation allows.")


class TokenOut(Shape):
    id: TokenId
    name: str
    permissions: list[str]
    project_id: ProjectId | None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = Field(description="To the hour.")


class TokenCreated(TokenOut):
    token: str = Field(description="Shown once: keep it now. Send it as `Authorization: Bearer ...`.")


class DemoAccountOut(Shape):
    email: str
    name: str
    role: str | None


class DemoSessionCreate(Shape):
    email: str


class IdentityListed(Shape):
    """A person as admins see them; an erased one has neither name nor address."""

    id: IdentityId
    email: str | None
    name: str | None
    is_admin: bool
    is_demo: bool
    created_at: datetime
    disabled_at: datetime | None
    erased_at: datetime | None


class IdentityPatch(Shape):
    """What is absent or null stays."""

    is_admin: bool | None = None
    is_disabled: bool | None = None


class IdentityQuery(Shape):
    search: str | None = Field(default=None, max_length=200, description="Part of a name or an address.")
    cursor: IdentityId | None = None
    limit: int = Field(default=50, ge=1, le=200)


IdentityQueryDep = Annotated[IdentityQuery, Query()]
