"""Roles, records and pure rules of projects and their members."""

import random
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final, Literal

from copydesk.auth.domain import Identity, SignedIn, is_email
from copydesk.kernel.clock import is_time_zone
from copydesk.kernel.errors import Conflict, Fault, Invalid, StaleRevision

# Each permission guards one kind of use case; services require them by name, routes declare them.
PERMISSIONS: Final = {
    "project.read": "see the project and its settings",
    "project.write": "change the project's settings, archive and delete it",
    "members.read": "see who is in the project",
    "members.write": "invite, change roles and teams, remove members",
    "guide.read": "read the guide and its versions",
    "guide.write": "edit and publish the guide",
    "interface.read": "see the form of the tasks",
    "interface.write": "edit and publish the form of the tasks",
    "workflow.read": "see the stages",
    "workflow.write": "edit and publish the stages",
    "items.read": "see items and their versions",
    "items.write": "add items and take them out",
    "work.annotate": "draw tasks and submit answers",
    "work.review": "draw reviews and give verdicts",
    "work.read_all": "see everybody's submissions, reviews and findings",
    "work.settle": "decide on late submissions, free leases, change priorities",
    "quality.read": "see agreement and reliability",
    "exchange.import": "import items and judgements, undo imports",
    "exchange.export": "export data",
    "events.read": "read the project's audit log",
}

_MEMBER: Final = frozenset({"project.read", "guide.read", "interface.read", "workflow.read"})

# A role is a named set of permissions.
ROLES: Final[dict[str, frozenset[str]]] = {
    "lead": frozenset(PERMISSIONS),
    "expert": _MEMBER
    | {"members.read", "items.read", "work.annotate", "work.review", "work.read_all", "quality.read"},
    "reviewer": _MEMBER | {"members.read", "items.read", "work.review", "work.read_all", "quality.read"},
    "annotator": _MEMBER | {"work.annotate"},
    "model_owner": _MEMBER | {"items.read", "work.read_all", "quality.read", "exchange.export"},
    "red_teamer": _MEMBER | {"work.annotate"},
    "viewer": _MEMBER | {"items.read", "quality.read"},
}

RoleName = Literal["lead", "expert", "reviewer", "annotator", "model_owner", "red_teamer", "viewer"]

INVITATION_PREFIX: Final = "cdi"
EXTERNAL_REF_MAX_CHARS: Final = 200
_PSEUDONYM = re.compile(r"^[^\W_](?:[\w -]{0,58}[^\W_])?$")

_ADJECTIVES: Final = """
    able agile alert amber amiable ample ardent astute autumn azure balmy blithe bold brave breezy bright brisk bronze
    calm candid careful cheerful chipper civil clear clever coastal cobalt copper coral cosy crisp curious daring deft
    dewy distant eager early easy elated emerald even fabled fair fleet fluent fond frank fresh gallant gentle genial
    gilded glad golden grand green happy hardy hazel hearty honest humble indigo ivory jolly jovial keen kind lilac
    lively lofty loyal lucid lunar marble mellow merry mild misty modest neat nimble noble olive opal patient placid
    polite proud quick quiet ready rosy russet sage serene silver sincere smart snowy solar spry steady sunny swift
    tidy timely tranquil true upbeat velvet vivid warm wise witty young zesty
    """
_ANIMALS: Final = """
    alpaca antelope auk avocet badger bat bear beaver bee beetle bison bittern bluebird bobcat bullfinch bunting
    buzzard camel caribou cat chamois cheetah chough civet condor coot cormorant crab crane cricket curlew deer dipper
    dolphin dormouse dove dragonfly duck dunlin eagle egret eider elk ermine falcon fieldfare finch firefly fox frog
    gannet gazelle gecko gibbon giraffe goat godwit goldfinch goose grebe grouse gull hare hawk hedgehog heron hoopoe
    ibex ibis impala jackdaw jay kestrel kingfisher kite kiwi koala lapwing lark lemur linnet llama lynx magpie manatee
    marmot marten martin merlin mole moth narwhal newt nightjar nuthatch ocelot okapi oriole osprey otter owl panda
    partridge pelican penguin petrel pigeon pika pipit plover pony puffin quail rabbit raven redstart robin rook
    salmon sandpiper seal shrike siskin snipe sparrow squirrel starling stoat stork swallow swan swift tapir teal tern
    thrush tit toad trout turnstone turtle vole wagtail walrus warbler waxwing weasel whale whimbrel wren yak zebra
    """


@dataclass(frozen=True)
class NewProject:
    """`leavers_keep_days` None: what links a removed member to a person is kept."""

    name: str
    description: str = ""
    time_zone: str = "UTC"
    licence: str = ""
    drafts_keep_days: int = 90
    leavers_keep_days: int | None = None


@dataclass(frozen=True)
class Project:
    id: int
    name: str
    description: str
    time_zone: str
    licence: str
    drafts_keep_days: int
    leavers_keep_days: int | None
    revision: int
    created_at: datetime
    created_by: int | None
    archived_at: datetime | None
    delete_after: datetime | None

    @property
    def settings(self) -> NewProject:
        """What a lead may edit."""
        return NewProject(
            self.name,
            self.description,
            self.time_zone,
            self.licence,
            self.drafts_keep_days,
            self.leavers_keep_days,
        )


@dataclass(frozen=True)
class Member:
    """A person's place in a project, with an account (`identity_id`) or imported without one (`external_ref`)."""

    id: int
    project_id: int
    identity_id: int | None
    external_ref: str | None
    role: str
    pseudonym: str
    joined_at: datetime
    removed_at: datetime | None


@dataclass(frozen=True)
class ListedMember(Member):
    """With their present team, and with name and address for those who may see who people are."""

    name: str | None
    email: str | None
    team_id: int | None
    team: str | None


@dataclass(frozen=True)
class NamedMember:
    """Who is meant by a member id: the pseudonym for everybody, the name for those who may see who people are."""

    id: int
    identity_id: int | None
    pseudonym: str
    role: str
    name: str | None


@dataclass(frozen=True)
class MemberFilter:
    """Each given part narrows; removed members are left out unless asked for, or named by `ids`."""

    role: str | None = None
    team_id: int | None = None
    with_removed: bool = False
    text: str = ""
    ids: tuple[int, ...] = ()

    @property
    def pattern(self) -> str | None:
        """What `like` looks for: the text anywhere, in small letters, with its wildcards taken literally."""
        text = self.text.strip().lower()
        return "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%" if text else None


@dataclass(frozen=True)
class Team:
    id: int
    project_id: int
    name: str
    n_members: int


@dataclass(frozen=True)
class Invitation:
    id: int
    project_id: int
    email: str | None
    role: str
    invited_by: int | None
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class MadeInvitation:
    """`secret` is shown once: only its hash is kept."""

    invitation: Invitation
    secret: str


@dataclass(frozen=True)
class ShownInvitation:
    """What the person who holds the link may know before they join."""

    project_name: str
    role: str
    email: str | None
    expires_at: datetime


@dataclass(frozen=True)
class Newcomer:
    """What somebody without an account says about themselves when they join."""

    name: str | None
    email: str | None
    password: str | None
    user_agent: str | None = None


@dataclass(frozen=True)
class Membership:
    project_id: int
    project_name: str
    member_id: int
    role: str
    permissions: list[str]


@dataclass(frozen=True)
class Me:
    """Who is signed in and where they belong."""

    identity: Identity
    memberships: list[Membership]


@dataclass(frozen=True)
class Joined:
    """`signed_in` is set for those who made an account by joining."""

    me: Me
    signed_in: SignedIn | None


@dataclass(frozen=True)
class MembersChanged:
    """Members appeared, changed role, went or came back, or their project opened or closed."""

    topic: ClassVar[str] = "projects.members_changed"

    project_id: int
    member_ids: tuple[int, ...]


def check_role(role: str) -> None:
    """Raises Invalid."""
    if role not in ROLES:
        message = f"A role is one of {', '.join(ROLES)}."
        raise Invalid(message, faults=[Fault("/role", message)])


def checked(new: NewProject) -> NewProject:
    """The settings with their texts trimmed. Raises Invalid, naming each place."""
    trimmed = NewProject(
        new.name.strip(),
        new.description.strip(),
        new.time_zone,
        new.licence.strip(),
        new.drafts_keep_days,
        new.leavers_keep_days,
    )
    faults: list[Fault] = []
    if not 1 <= len(trimmed.name) <= 200:
        faults.append(Fault("/name", "A name has 1 to 200 characters."))
    if len(trimmed.description) > 10_000:
        faults.append(Fault("/description", "A description has at most 10,000 characters."))
    if len(trimmed.licence) > 200:
        faults.append(
            Fault("/licence", "A licence is a short name such as `CC-BY-4.0`, of at most 200 characters.")
        )
    if not is_time_zone(trimmed.time_zone):
        faults.append(Fault("/time_zone", "A time zone is a name such as `Europe/Berlin`."))
    if not 1 <= trimmed.drafts_keep_days <= 3650:
        faults.append(Fault("/drafts_keep_days", "Drafts are kept for 1 to 3650 days."))
    if trimmed.leavers_keep_days is not None and not 0 <= trimmed.leavers_keep_days <= 3650:
        faults.append(Fault("/leavers_keep_days", "0 to 3650 days, or null to keep the link for ever."))
    if faults:
        raise Invalid("Some values are missing or wrong; see `errors` for each place.", faults=faults)
    return trimmed


def check_revision(project: Project, revision: int, changes: Mapping[str, Any]) -> None:
    """Raises StaleRevision with both versions."""
    if project.revision != revision:
        theirs = {name: getattr(project, name) for name in changes}
        raise StaleRevision(revision=project.revision, yours=dict(changes), theirs=theirs)


def check_open(project: Project) -> None:
    """Raises Conflict `project_closed`: nobody joins an archived project or one that is going to be deleted."""
    if project.archived_at is not None or project.delete_after is not None:
        raise Conflict("This project is archived or is being deleted.", code="project_closed")


def check_lead_remains(lead_ids: Collection[int], leaving_id: int) -> None:
    """Raises Conflict `last_lead` when nobody would be left to run the project."""
    if set(lead_ids) == {leaving_id}:
        raise Conflict("This is the last lead: make somebody else a lead first.", code="last_lead")


def check_present(member: Member) -> None:
    """Raises Conflict `member_removed`."""
    if member.removed_at is not None:
        raise Conflict(
            "This member was removed from the project: take them back first.", code="member_removed"
        )


def check_pseudonym(pseudonym: str) -> str:
    """The pseudonym, trimmed. Raises Invalid."""
    trimmed = pseudonym.strip()
    if not _PSEUDONYM.match(trimmed):
        message = "A pseudonym has 1 to 60 letters, digits, spaces, - or _, and begins and ends with a letter or digit."
        raise Invalid(message, faults=[Fault("/pseudonym", message)])
    return trimmed


def check_team_name(name: str) -> str:
    """The name, trimmed. Raises Invalid."""
    trimmed = name.strip()
    if not 1 <= len(trimmed) <= 100:
        message = "A name has 1 to 100 characters."
        raise Invalid(message, faults=[Fault("/name", message)])
    return trimmed


def check_invitation(invitation: Invitation, now: datetime) -> None:
    """Raises Conflict `invitation_revoked`, `invitation_used` or `invitation_expired`."""
    again = "Ask the person who invited you for a new link."
    if invitation.revoked_at is not None:
        raise Conflict(f"This invitation was taken back. {again}", code="invitation_revoked")
    if invitation.accepted_at is not None:
        raise Conflict("This invitation was used already. If it was you, sign in.", code="invitation_used")
    if invitation.expires_at <= now:
        raise Conflict(f"This invitation is too old. {again}", code="invitation_expired")


def check_invited_email(email: str | None) -> str | None:
    """The address, trimmed; None for an empty one. Raises Invalid."""
    trimmed = (email or "").strip()
    if trimmed and not is_email(trimmed):
        message = "This is not an e-mail address."
        raise Invalid(message, faults=[Fault("/email", message)])
    return trimmed or None


def check_refs(refs: Sequence[str]) -> None:
    """References of imported people. Raises Invalid."""
    for ref in refs:
        if not 1 <= len(ref) <= EXTERNAL_REF_MAX_CHARS or "\0" in ref:
            message = f"A reference to a person has 1 to {EXTERNAL_REF_MAX_CHARS} characters: {ref[:50]!r}."
            raise Invalid(message, code="person_reference")


def draw_pseudonyms(n: int, rng: random.Random, *, attempt: int = 0) -> list[str]:
    """`calm-heron`; from the second attempt on with a number, so that it finds a free one however many are taken."""
    adjectives, animals = _ADJECTIVES.split(), _ANIMALS.split()
    names = [f"{rng.choice(adjectives)}-{rng.choice(animals)}" for _ in range(n)]
    if attempt == 0:
        return names
    return [f"{name}-{rng.randrange(2, 10 ** (attempt + 2))}" for name in names]
