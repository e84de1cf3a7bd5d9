"""What a use case needs and nothing else: the open transaction, who acts, the time, and what is to be told when it commits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol

from copydesk.kernel.clock import Clock, utc_now
from copydesk.kernel.crypto import Vault
from copydesk.kernel.db import Conn
from copydesk.kernel.errors import Forbidden, NotFound, Unauthenticated
from copydesk.kernel.settings import Settings


@dataclass(frozen=True)
class Grant:
    """A person's place in one project, as far as permissions go."""

    member_id: int
    role: str
    permissions: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """Who acts. `identity_id` is None for nobody (a stranger) and for the system itself (jobs, the command line)."""

    identity_id: int | None = None
    is_admin: bool = False
    is_system: bool = False
    grants: Mapping[int, Grant] = field(default_factory=dict[int, Grant])
    token_permissions: frozenset[str] | None = None
    session_id: int | None = None

    def permits(self, permission: str, project_id: int) -> bool:
        if self.is_system:
            return True
        grant = self.grants.get(project_id)
        if grant is None or permission not in grant.permissions:
            return False
        return self.token_permissions is None or permission in self.token_permissions


STRANGER = Actor()
SYSTEM = Actor(is_system=True)


@dataclass(frozen=True)
class Event:
    """One line of the audit log. `action` is `noun.verb_past`; `details` holds ids and counts, never personal data or secrets."""

    action: str
    project_id: int | None = None
    subject_type: str | None = None
    subject_id: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])


class Message(Protocol):
    """What a slice tells those above it: a frozen dataclass of plain values with a `topic` of its own."""

    topic: ClassVar[str]


@dataclass(frozen=True)
class Job:
    """Work for later, by the name under which a slice's `jobs.py` registered it. `lock` keeps two of a kind from running together."""

    name: str
    args: Mapping[str, Any] = field(default_factory=dict[str, Any])
    lock: str | None = None
    run_at: datetime | None = None


@dataclass
class Ctx:
    """One transaction's context. Only the boundary commits; a use case reads, decides, writes and records."""

    conn: Conn
    actor: Actor
    settings: Settings
    vault: Vault
    clock: Clock = utc_now
    request_id: str | None = None
    events: list[Event] = field(default_factory=list[Event])
    messages: list[Message] = field(default_factory=list[Message])
    jobs: list[Job] = field(default_factory=list[Job])

    def now(self) -> datetime:
        return self.clock()

    def record(self, event: Event) -> None:
        self.events.append(event)

    def emit(self, message: Message) -> None:
        self.messages.append(message)

    def enqueue(self, job: Job) -> None:
        self.jobs.append(job)

    def require_identity(self) -> int:
        """The signed-in identity. Raises Unauthenticated for strangers and for the system, which is nobody."""
        if self.actor.identity_id is None:
            raise Unauthenticated("Sign in, or send a personal API token.")
        return self.actor.identity_id

    def require_admin(self) -> None:
        """Only an instance admin, signed in by a session: a leaked token must not reach administration."""
        if self.actor.is_system:
            return
        self.require_identity()
        if not self.actor.is_admin or self.actor.token_permissions is not None:
            raise Forbidden("Only an admin of this installation, signed in with a password, may do this.")

    def require(self, permission: str, project_id: int, what: str = "project") -> None:
        """The actor's permission in the project. To those outside the project it does not exist (NotFound)."""
        if self.actor.permits(permission, project_id):
            return
        self.require_identity()
        grant = self.actor.grants.get(project_id)
        if grant is None:
            raise NotFound(what)
        if permission in grant.permissions:
            raise Forbidden(f"This API token lacks the permission {permission}.", permission=permission)
        raise Forbidden(
            f"The role {grant.role} may not do this (it needs {permission}).", permission=permission
        )

    def member_in(self, project_id: int) -> int:
        """The actor's member id in the project. Raises NotFound for those outside it."""
        grant = self.actor.grants.get(project_id)
        if grant is None:
            self.require_identity()
            raise NotFound("project")
        return grant.member_id
