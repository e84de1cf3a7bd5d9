"""What a request can go wrong with. Each error is a problem document (RFC 9457) with a stable `code`.

Problem
├── Unauthenticated        401  nobody is signed in
├── Forbidden              403  signed in, but this person's role may not
├── NotFound               404  absent, or not yours to know of
├── Conflict               409  the state of the thing does not allow it
│   └── StaleRevision      409  somebody saved before you: both versions are in the answer
├── TooLarge               413
├── Invalid                422  the input is wrong; `errors` names each place
├── TooMany                429  throttled; says when to try again
├── DatabaseAway           503  the database does not answer; nothing was lost, try again
└── StorageFull            507  the database's disk is full; nothing was lost
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the input: `at` is a JSON Pointer or `line 12`, `message` says what to do."""

    at: str
    message: str


class Problem(Exception):
    """Base of all errors that reach a client. `code` is stable and documented; `detail` is for people."""

    status: ClassVar[int] = 500
    default_code: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong"

    def __init__(
        self, detail: str, *, code: str | None = None, faults: Sequence[Fault] = (), **extra: object
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.default_code
        self.faults = tuple(faults)
        self.extra: Mapping[str, Any] = extra

    def document(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "type": f"urn:copydesk:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "errors": [{"at": fault.at, "message": fault.message} for fault in self.faults],
        }
        body.update(self.extra)
        return body


class Unauthenticated(Problem):
    status = 401
    default_code = "unauthenticated"
    title = "Sign in first"


class Forbidden(Problem):
    status = 403
    default_code = "forbidden"
    title = "Your role does not allow this"


class NotFound(Problem):
    status = 404
    default_code = "not_found"
    title = "There is nothing here"

    def __init__(self, what: str = "page") -> None:
        super().__init__(f"There is no such {what}, or you may not see it.")


class Conflict(Problem):
    status = 409
    default_code = "conflict"
    title = "The present state does not allow this"


class StaleRevision(Conflict):
    """Carries `yours` and `theirs` (documents) and `revision` (the present one), so that nothing needs to be typed again."""

    default_code = "stale_revision"
    title = "Somebody saved before you"

    def __init__(self, *, revision: int, yours: object, theirs: object) -> None:
        super().__init__(
            "The document was changed since you opened it. Your text is kept in this answer: compare and save again.",
            revision=revision,
            yours=yours,
            theirs=theirs,
        )


class TooLarge(Problem):
    status = 413
    default_code = "too_large"
    title = "Too large"


class Invalid(Problem):
    status = 422
    default_code = "invalid"
    title = "The input is not valid"


class TooMany(Problem):
    status = 429
    default_code = "too_many"
    title = "Too many attempts"


class DatabaseAway(Problem):
    status = 503
    default_code = "database_away"
    title = "The database does not answer"


class StorageFull(Problem):
    status = 507
    default_code = "storage_full"
    title = "The disk is full"
