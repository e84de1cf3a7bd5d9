"""A project of a test's own on a running installation, made through the API, with its people signed in."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import httpx

from tests.browser.visitor import PASSWORD, Visitor
from tests.factories.desk import GUIDE, INTERFACE, content
from tests.factories.installation import Installation

LIMIT_S = 30.0
ADMIN = "lena@example.org"
STAGES: dict[str, Any] = {"annotate": {"slots": 1}, "review": {"enabled": True}}


class Person:
    """Somebody with an account; `cookies` open a window as them."""

    def __init__(self, here: Installation) -> None:
        self._url = f"{here.url}/api/v1"
        self.cookies: dict[str, str] = {}

    @classmethod
    def signed_in(cls, here: Installation, email: str) -> Self:
        person = cls(here)
        person.send("POST", "/session", {"email": email, "password": PASSWORD})
        return person

    def send(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """What the server answers; raises when it says no."""
        proof = {"x-copydesk-csrf": self.cookies.get("copydesk_csrf", "")}
        with httpx.Client(cookies=self.cookies, headers=proof, timeout=60) as http:
            answer = http.request(method, self._url + path, json=body, headers=headers)
        self.cookies.update(answer.cookies)
        assert answer.status_code < 300, f"{method} {path}: {answer.status_code} {answer.text}"
        is_json = answer.headers.get("content-type") == "application/json" and answer.content
        return answer.json() if is_json else None

    def get(self, path: str) -> Any:
        return self.send("GET", path)


@dataclass
class Studio:
    here: Installation
    id: str
    name: str
    people: dict[str, Person]

    @property
    def path(self) -> str:
        return f"/projects/{self.id}"

    @property
    def lead(self) -> Person:
        return self.people["Lena"]

    def seat(self, visitor: Visitor, name: str, page: str = "") -> Visitor:
        """The window shows this page of the project to this person."""
        visitor.be(self.people[name].cookies)
        visitor.go(f"{self.path}{page}")
        return visitor

    def add_items(self, contents: Sequence[Mapping[str, Any]]) -> None:
        """They can be worked on when this is over."""
        name = self.name.lower().replace(" ", "-")
        items = [{"external_id": f"{name}-{number}", "content": one} for number, one in enumerate(contents)]
        self.lead.send("POST", f"{self.path}/items", {"items": items})
        self._until(
            lambda: sum(stage["n_ready"] for stage in self.lead.get(f"{self.path}/overview")["stages"])
        )

    def join(self, name: str, role: str) -> Person:
        invitation = self.lead.send("POST", f"{self.path}/invitations", {"role": role, "email": None})
        person = Person(self.here)
        account = {"name": name, "email": f"{name.lower()}.{self.id}@example.org", "password": PASSWORD}
        person.send("POST", f"/invitations/{invitation['token']}/accept", account)
        self.people[name] = person
        return person

    def take(self, name: str, stage: str) -> dict[str, Any]:
        """The next task, once what leads to it has been worked through."""
        wanted = {"stage": stage, "reserve": False}
        return self._until(lambda: self.people[name].send("POST", f"{self.path}/next", wanted)["task"])

    def _until(self, ask: Callable[[], Any]) -> Any:
        """The first answer that says something."""
        deadline = time.monotonic() + LIMIT_S
        while time.monotonic() < deadline:
            if answer := ask():
                return answer
            time.sleep(0.1)
        raise AssertionError(f"nothing came in {LIMIT_S} s")

    def publish(
        self, *, guide: str = GUIDE, interface: str = INTERFACE, stages: Any = STAGES, note: str = ""
    ) -> None:
        first = {"if-match": "0"}
        for document, body in (
            ("guide", {"source": guide}),
            ("interface", {"source": interface}),
            ("workflow", {"document": stages}),
        ):
            self.lead.send("PUT", f"{self.path}/{document}", body, **first)
            self.lead.send("POST", f"{self.path}/{document}/publish", {"note": note})


def create_admin(here: Installation) -> None:
    account = {"name": "Lena Lead", "email": ADMIN, "password": PASSWORD}
    Person(here).send("POST", "/setup", account)


def empty_studio(here: Installation, name: str) -> Studio:
    """Nothing is in it; Lena, the administrator, leads it."""
    lena = Person.signed_in(here, ADMIN)
    made = lena.send("POST", "/projects", {"name": name})
    return Studio(here, made["id"], name, {"Lena": lena})


def open_studio(here: Installation, name: str, people: Mapping[str, str], n_items: int = 0) -> Studio:
    """With everything published, and people by name and role."""
    studio = empty_studio(here, name)
    studio.publish()
    for person, role in people.items():
        studio.join(person, role)
    if n_items:
        studio.add_items([content(number) for number in range(n_items)])
    return studio
