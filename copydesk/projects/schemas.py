"""Shapes of projects and members in the HTTP contract."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from copydesk.kernel.http import Shape
from copydesk.kernel.ids import IdentityId, InvitationId, MemberId, ProjectId, TeamId
from copydesk.projects.domain import MemberFilter, NewProject, RoleName


class MeIdentityOut(Shape):
    id: IdentityId
    email: str
    name: str
    is_admin: bool
    locale: str
    time_zone: str | None = Field(description="Null: that of the browser.")


class MembershipOut(Shape):
    project_id: ProjectId
    project_name: str
    member_id: MemberId
    role: str
    permissions: list[str] = Field(description="What this request may do there; a token shows its own.")


class MeOut(Shape):
    identity: MeIdentityOut
    memberships: list[MembershipOut]


class MePatch(Shape):
    """What is absent stays."""

    name: str | None = Field(default=None, description="Null: stays.")
    locale: str | None = Field(default=None, description="Null: stays.")
    time_zone: str | None = Field(default=None, description="Null: that of the browser.")

    def changes(self) -> dict[str, Any]:
        given = self.model_dump(exclude_unset=True)
        return {name: value for name, value in given.items() if value is not None or name == "time_zone"}


class ProjectCreate(Shape):
    name: str
    description: str = ""
    time_zone: str = "UTC"
    licence: str = Field(default="", description="Of the exported data, such as `CC-BY-4.0`.")
    drafts_keep_days: int = 90
    leavers_keep_days: int | None = None

    def new(self) -> NewProject:
        return NewProject(**self.model_dump())


class ProjectPatch(Shape):
    """What is absent stays."""

    name: str | None = Field(default=None, description="Null: stays.")
    description: str | None = Field(default=None, description="Null: stays.")
    time_zone: str | None = Field(default=None, description="Null: stays.")
    licence: str | None = Field(default=None, description="Null: stays.")
    drafts_keep_days: int | None = Field(default=None, description="Null: stays.")
    leavers_keep_days: int | None = Field(default=None, description="Null: for ever.")

    def changes(self) -> dict[str, Any]:
        given = self.model_dump(exclude_unset=True)
        return {
            name: value for name, value in given.items() if value is not None or name == "leavers_keep_days"
        }


class ProjectOut(Shape):
    id: ProjectId
    name: str
    description: str
    time_zone: str
    licence: str
    drafts_keep_days: int = Field(description="Unsent drafts older than this are deleted.")
    leavers_keep_days: int | None = Field(
        description="Days after which a removed member's link to a person is erased; null: never."
    )
    revision: int = Field(description="Send it in `If-Match` when you change the project.")
    created_at: datetime
    archived_at: datetime | None
    delete_after: datetime | None = Field(
        description="It is deleted after this time unless that is taken back."
    )
    my_role: str | None = Field(description="Null: you are not in it.")
    my_member_id: MemberId | None


class ProjectQuery(Shape):
    everybodys: bool = Field(default=False, description="All projects of the installation; for admins.")
    archived: bool = Field(default=False, description="Archived ones too.")
    cursor: ProjectId | None = None
    limit: int = Field(default=50, ge=1, le=200)


class MemberOut(Shape):
    id: MemberId
    role: str
    pseudonym: str
    has_account: bool = Field(description="False: imported, or erased.")
    name: str | None = Field(
        description="Null without an account, and for those who may not see who people are."
    )
    email: str | None = Field(description="As `name`.")
    external_ref: str | None = Field(description="What an import called this person; as `name`.")
    team_id: TeamId | None
    team: str | None
    joined_at: datetime
    removed_at: datetime | None


class MemberPatch(Shape):
    """What is absent stays."""

    role: RoleName | None = Field(default=None, description="Null: stays.")
    pseudonym: str | None = Field(default=None, description="Null: stays.")
    team_id: TeamId | None = Field(default=None, description="Null: no team.")

    def changes(self) -> dict[str, Any]:
        return {
            name: getattr(self, name)
            for name in self.model_fields_set
            if getattr(self, name) is not None or name == "team_id"
        }


class MemberQuery(Shape):
    role: RoleName | None = None
    team_id: TeamId | None = None
    removed: bool = Field(default=False, description="Removed members too.")
    q: str = Field(
        default="",
        max_length=200,
        pattern=r"^[^\x00]*$",
        description="Part of the pseudonym; for those who may see who people are, also of the name, address or imported name.",
    )
    id: list[MemberId] = Field(default=[], max_length=200, description="Only these, removed ones too.")
    cursor: MemberId | None = None
    limit: int = Field(default=50, ge=1, le=200)

    def wanted(self) -> MemberFilter:
        return MemberFilter(self.role, self.team_id, self.removed, self.q, tuple(self.id))


class TeamOut(Shape):
    id: TeamId
    name: str
    n_members: int


class TeamCreate(Shape):
    name: str


class TeamPatch(Shape):
    name: str


class TeamQuery(Shape):
    cursor: TeamId | None = None
    limit: int = Field(default=50, ge=1, le=200)


class InvitationCreate(Shape):
    role: RoleName
    email: str | None = Field(default=None, description="The new account will have this address; null: any.")


class InvitationListed(Shape):
    id: InvitationId
    email: str | None = Field(description="Forgotten when the invitation ends.")
    role: str
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None


class InvitationCreated(InvitationListed):
    link: str = Field(description="Shown once. Whoever opens it can join, once.")
    token: str = Field(description="The last part of the link; shown once.")


class InvitationQuery(Shape):
    cursor: InvitationId | None = None
    limit: int = Field(default=50, ge=1, le=200)


class InvitationOut(Shape):
    project_name: str
    role: str
    email: str | None = Field(description="The address that the new account will have; null: you choose.")
    expires_at: datetime


class InvitationAccept(Shape):
    """All three are needed to make an account (`email` unless the invitation names it); none when signed in already."""

    name: str | None = None
    email: str | None = None
    password: str | None = None


ProjectQueryDep = Annotated[ProjectQuery, Query()]
MemberQueryDep = Annotated[MemberQuery, Query()]
TeamQueryDep = Annotated[TeamQuery, Query()]
InvitationQueryDep = Annotated[InvitationQuery, Query()]
