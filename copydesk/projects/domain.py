"""Roles, records and pure rules of projects and their members."""

from typing import Final

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
