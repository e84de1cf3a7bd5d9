"""Who works in the demo project, and how well."""

from dataclasses import dataclass, field
from typing import Final

from copydesk.kernel.ctx import Actor

DOMAIN: Final = "demo.invalid"
ADMIN_EMAIL: Final = f"admin@{DOMAIN}"
ADMIN_NAME: Final = "Anneke de Wit"
TEAMS: Final = ("Facts desk", "Language desk")


@dataclass(frozen=True)
class Person:
    """`is_offered`: the sign-in page offers them in one click, one of each role.

    `skill`: how often they see which answer is better when it is fairly clear; `care`: how often they say why in words that
    somebody could check. `hour` is when they start, in UTC.
    """

    key: str
    name: str
    role: str
    pseudonym: str
    time_zone: str
    team: str | None = None
    is_offered: bool = False
    skill: float = 0.9
    care: float = 0.9
    hour: int = 8
    languages: frozenset[str] = field(default=frozenset({"en"}))

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


def _languages(*codes: str) -> frozenset[str]:
    return frozenset({"en", *codes})


FACTS, LANGUAGE = TEAMS

LEAD: Final = Person("ingrid", "Ingrid Solheim", "lead", "steady-fox", "Europe/Oslo", is_offered=True)
EXPERT: Final = Person(
    "rahul", "Rahul Menon", "expert", "lucid-ibis", "Asia/Kolkata", FACTS, is_offered=True,
    skill=0.98, care=1.0, hour=6, languages=_languages("de", "es"),
)  # fmt: skip
REVIEWER: Final = Person(
    "chiara", "Chiara Bellini", "reviewer", "keen-heron", "Europe/Rome", LANGUAGE, is_offered=True, hour=14
)
ANNOTATOR: Final = Person(
    "mateo", "Mateo Quiroga", "annotator", "brisk-otter", "America/Bogota", FACTS, is_offered=True,
    skill=0.88, care=0.92, hour=13, languages=_languages("es"),
)  # fmt: skip
RED_TEAMER: Final = Person(
    "noor", "Noor van Dijk", "red_teamer", "wry-magpie", "Europe/Amsterdam", is_offered=True,
    skill=0.86, care=0.95, hour=9, languages=_languages("de"),
)  # fmt: skip

ANNOTATORS: Final = (
    ANNOTATOR,
    Person("yuki", "Yuki Tanabe", "annotator", "tidy-crane", "Asia/Tokyo", LANGUAGE,
           skill=0.96, care=0.98, hour=1, languages=_languages("ja", "fr")),
    Person("zsofia", "Zsófia Barta", "annotator", "amber-stork", "Europe/Budapest", FACTS,
           skill=0.92, care=0.9, hour=7, languages=_languages("de")),
    Person("kwame", "Kwame Asante", "annotator", "frank-civet", "Africa/Accra", FACTS,
           skill=0.84, care=0.85, hour=10, languages=_languages("fr")),
    Person("leila", "Leila Haddad", "annotator", "merry-lark", "Asia/Beirut", LANGUAGE,
           skill=0.8, care=0.8, hour=6, languages=_languages("ar", "fr", "he")),
    Person("dylan", "Dylan Price", "annotator", "quick-hare", "America/Chicago", LANGUAGE,
           skill=0.62, care=0.5, hour=15),
)  # fmt: skip

PEOPLE: Final = (
    ANNOTATOR,
    REVIEWER,
    EXPERT,
    LEAD,
    Person("tomasz", "Tomasz Wrona", "model_owner", "calm-bison", "Europe/Warsaw", is_offered=True),
    RED_TEAMER,
    Person("grace", "Grace Wanjiru", "viewer", "clear-plover", "Africa/Nairobi", is_offered=True),
    *ANNOTATORS[1:],
)
LATECOMER: Final = ANNOTATORS[4]
MOVER: Final = ANNOTATORS[3]


@dataclass(frozen=True)
class Cast:
    """The people as they act, once they have a place in the project."""

    project_id: int
    actors: dict[str, Actor]

    def actor(self, person: Person) -> Actor:
        return self.actors[person.key]
