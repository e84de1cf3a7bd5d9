"""Each rule of `make check` goes red when it is broken, and its message names the place."""

from dataclasses import dataclass

import pytest

from tests.rules.planted_tree import PlantedTree
from tools import tree

OWNS = '"""Owns what a test planted."""\n'
PEOPLE = "copydesk/people"
MODELS = "copydesk/models"


@dataclass(frozen=True)
class Plant:
    """Files that break one rule, the check that must see it, and how its line begins."""

    check: str
    files: dict[str, str]
    says: str


def lines_of(count: int, text: str = "x = 1") -> str:
    return f"{text}\n" * count


def slice_of(folder: str, **modules: str) -> dict[str, str]:
    """A slice's files: its docstring and the given modules; `store__notes` is the file notes.py of the folder store."""
    files: dict[str, str] = {}
    for name, text in modules.items():
        inner, _, file = name.partition("__")
        files |= {f"{folder}/{inner}/__init__.py": OWNS, f"{folder}/{inner}/{file}.py": text} if file else {}
        files |= {} if file else {f"{folder}/{name}.py": text}
    return {f"{folder}/__init__.py": OWNS, **files}


IMPORTS = {
    "a lower floor imports a higher one": Plant(
        "imports",
        {
            **slice_of(PEOPLE, domain=OWNS),
            "copydesk/kernel/planted.py": "from copydesk.people import domain\n",
        },
        "copydesk/kernel/planted.py:1: floors:",
    ),
    "slices on one floor see each other": Plant(
        "imports",
        {
            **slice_of(MODELS, domain=OWNS),
            **slice_of(PEOPLE, service="import ast\n\nfrom copydesk.models import domain\n"),
        },
        f"{PEOPLE}/service.py:3: floors:",
    ),
    "a lower floor reaches a higher one through a third module": Plant(
        "imports",
        {
            **slice_of("copydesk/talk", service="from copydesk.kernel import planted\n", domain=OWNS),
            "copydesk/kernel/planted.py": "import copydesk.talk.domain\n",
        },
        "copydesk/kernel/planted.py:1: floors:",
    ),
    "a package stands on no floor": Plant(
        "imports",
        {"copydesk/attic/__init__.py": OWNS},
        "copydesk/attic/__init__.py:1: floors: attic stands on no",
    ),
    "the server imports the tests": Plant(
        "imports", slice_of(PEOPLE, service="from tests import rules\n"), f"{PEOPLE}/service.py:1: floors:"
    ),
    "the SDK imports the server": Plant(
        "imports",
        {"sdk/copydesk_sdk/planted.py": "import copydesk.kernel\n"},
        "sdk/copydesk_sdk/planted.py:1: floors:",
    ),
    "a store imports its service": Plant(
        "imports",
        slice_of(PEOPLE, service=OWNS, store="from copydesk.people import service\n"),
        f"{PEOPLE}/store.py:1: order:",
    ),
    "a service imports its schemas": Plant(
        "imports",
        slice_of(PEOPLE, schemas=OWNS, service__leases="from copydesk.people import schemas\n"),
        f"{PEOPLE}/service/leases.py:1: order:",
    ),
    "routes and jobs of one slice see each other": Plant(
        "imports",
        slice_of(PEOPLE, routes=OWNS, jobs="from copydesk.people import routes\n"),
        f"{PEOPLE}/jobs.py:1: order:",
    ),
    "a file of a slice has no place in its order": Plant(
        "imports", slice_of(PEOPLE, claims=OWNS), f"{PEOPLE}/claims.py:1: order: claims has no place"
    ),
    "a folder hides from the checks": Plant(
        "imports",
        {**slice_of(PEOPLE), f"{PEOPLE}/store/notes.py": OWNS},
        f"{PEOPLE}/store/notes.py:1: order:",
    ),
    "a slice's __init__ holds code": Plant(
        "imports", {f"{PEOPLE}/__init__.py": f"{OWNS}\nANSWER = 42\n"}, f"{PEOPLE}/__init__.py:3: order:"
    ),
    "another slice comes in by the store": Plant(
        "imports",
        {
            **slice_of(PEOPLE, store__notes=OWNS),
            **slice_of("copydesk/redteam", service="from copydesk.people.store import notes\n"),
        },
        "copydesk/redteam/service.py:1: doors:",
    ),
    "another slice comes in by the schemas": Plant(
        "imports",
        {
            **slice_of(PEOPLE, schemas=OWNS),
            **slice_of("copydesk/evaluation", jobs="import copydesk.people.schemas\n"),
        },
        "copydesk/evaluation/jobs.py:1: doors:",
    ),
    "the wiring comes in by a store": Plant(
        "imports",
        {**slice_of(PEOPLE, store=OWNS), "copydesk/server/planted.py": "from copydesk.people import store\n"},
        "copydesk/server/planted.py:1: doors:",
    ),
    "a domain imports a web framework": Plant(
        "imports", slice_of(PEOPLE, domain="import fastapi\n"), f"{PEOPLE}/domain.py:1: pure-domain:"
    ),
    "a domain reads files": Plant(
        "imports",
        slice_of(PEOPLE, domain="from pathlib import Path\n"),
        f"{PEOPLE}/domain.py:1: pure-domain:",
    ),
    "a domain takes the transaction": Plant(
        "imports",
        slice_of(PEOPLE, domain="from copydesk.kernel.ctx import Ctx\n"),
        f"{PEOPLE}/domain.py:1: pure-domain:",
    ),
    "a domain calls another slice's service": Plant(
        "imports",
        slice_of(PEOPLE, domain="from copydesk.projects import service\n"),
        f"{PEOPLE}/domain.py:1: pure-domain:",
    ),
    "a service imports the driver": Plant(
        "imports", slice_of(PEOPLE, service="from psycopg import sql\n"), f"{PEOPLE}/service.py:1: driver:"
    ),
    "the wiring imports the driver": Plant(
        "imports", {"copydesk/server/planted.py": "import psycopg\n"}, "copydesk/server/planted.py:1: driver:"
    ),
    "a slice imports more than seven others": Plant(
        "imports",
        {
            f"copydesk/reports/{name}.py": text
            for name, text in {
                "__init__": OWNS,
                "service": "from copydesk import evaluation, quality, review, queue, items, guides, people, talk\n",
            }.items()
        },
        "copydesk/reports/service.py:1: coupling: reports imports 8 other slices",
    ),
}

STORE = "async def insert_note(ctx):\n    await ctx.conn.execute({sql})\n"


def store(sql: str, before: str = "") -> dict[str, str]:
    return slice_of(PEOPLE, store=before + STORE.format(sql=sql))


AT = f"{PEOPLE}/store.py:2:"
MIGRATION = "copydesk/migrations/9001_people_planted.sql"
SQL = {
    "an insert into a foreign table": Plant(
        "sql", store('"insert into items.item (id) values (1)"'), f"{AT} sql-ownership:"
    ),
    "an update of a foreign table": Plant(
        "sql", store('"update queue.slot set a = 1"'), f"{AT} sql-ownership:"
    ),
    "a delete inside a with": Plant(
        "sql",
        store(
            '"""\n    with gone as (\n        delete from auth.identity returning id)\n    select * from gone"""'
        ),
        f"{PEOPLE}/store.py:4: sql-ownership:",
    ),
    "a copy into a foreign table": Plant(
        "sql", store('"copy items.item (id) from stdin"'), f"{AT} sql-ownership:"
    ),
    "a merge into a foreign table": Plant(
        "sql",
        store('"merge into projects.member m using people.x on true when matched then delete"'),
        f"{AT} sql-own",
    ),
    "a truncated foreign table": Plant("sql", store('"truncate audit.event"'), f"{AT} sql-ownership:"),
    "a foreign table that READS does not name": Plant(
        "sql", store('"select * from projects.member where id = 1"'), f"{AT} sql-reads: reads projects.member"
    ),
    "a joined foreign table that READS does not name": Plant(
        "sql", store('"select 1 from people.skill s, projects.member m where true"'), f"{AT} sql-reads:"
    ),
    "READS names what nothing reads": Plant(
        "sql",
        store('"select id from people.skill"', before='READS = ("projects.member",)\n'),
        f"{PEOPLE}/store.py:1: sql-reads: READS names projects.member",
    ),
    "a table of a higher floor is read": Plant(
        "sql",
        store('"select id from queue.slot"', before='READS = ("queue.slot",)\n'),
        f"{PEOPLE}/store.py:3: sql-floors:",
    ),
    "a table is written without its schema": Plant(
        "sql", store('"delete from skill where id = 1"'), f"{AT} sql-unqualified:"
    ),
    "a statement of 31 lines": Plant(
        "sql",
        store(f'"""\n    select id from people.skill\n{lines_of(30, "    where true")}"""'),
        f"{AT} sql-lines: 31 lines",
    ),
    "a statement outside a function": Plant(
        "sql",
        slice_of(PEOPLE, store='QUERY = "select id from people.skill"\n'),
        f"{PEOPLE}/store.py:1: sql-place:",
    ),
    "a statement in a service": Plant(
        "sql",
        slice_of(
            PEOPLE, service='def rows(ctx):\n    return ctx.conn.execute("select id from people.skill")\n'
        ),
        f"{PEOPLE}/service.py:2: sql-place:",
    ),
    "a statement of a service that is no select": Plant(
        "sql",
        slice_of(PEOPLE, service='def tidy(ctx):\n    return ctx.conn.execute("analyze")\n'),
        f"{PEOPLE}/service.py:2: sql-place:",
    ),
    "an f-string": Plant("sql", store('f"select id from people.skill where id = {1}"'), f"{AT} sql-literal:"),
    "a table's name by f-string": Plant("sql", store('f"select id from {ctx.table}"'), f"{AT} sql-literal:"),
    "a sum of pieces": Plant(
        "sql", store('"select id from people.skill where " + ctx.condition'), f"{AT} sql-literal:"
    ),
    "a formatted statement": Plant(
        "sql", store('"delete from people.skill where id = {}".format(1)'), f"{AT} sql-literal:"
    ),
    "a migration that alters another slice's table": Plant(
        "sql",
        {MIGRATION: "-- a note\nalter table items.item add column x int;\n"},
        f"{MIGRATION}:2: migration-ownership:",
    ),
    "a migration that makes another slice's schema": Plant(
        "sql", {MIGRATION: "create schema items;\n"}, f"{MIGRATION}:1: migration-ownership:"
    ),
    "a foreign key to a higher floor": Plant(
        "sql",
        {MIGRATION: "create table people.x (\n    slot_id bigint references queue.slot (id));\n"},
        f"{MIGRATION}:2: migration-floors:",
    ),
    "a foreign key to the same floor": Plant(
        "sql",
        {MIGRATION: "create table people.x (\n    a bigint,\n    b bigint references guides.rule);\n"},
        f"{MIGRATION}:3: migration-floors:",
    ),
    "a migration without a slice in its name": Plant(
        "sql",
        {"copydesk/migrations/9001_planted.sql": "select 1;\n"},
        "copydesk/migrations/9001_planted.sql:1: migration-name:",
    ),
}

BRANCHES = lines_of(60, "    x = 1")
SIZES = {
    "a Python file of 401 lines": Plant(
        "sizes", {"tools/planted.py": lines_of(401)}, "tools/planted.py:401: file-lines:"
    ),
    "a function of 61 lines": Plant(
        "sizes",
        {"tools/planted.py": f"\ndef long():\n{BRANCHES}"},
        "tools/planted.py:2: function-lines: long has 61",
    ),
    "eight parameters": Plant(
        "sizes",
        {"tools/planted.py": "def wide(a, b, c, d, *, e, f, g, h): ...\n"},
        "tools/planted.py:1: parameters: wide takes 8",
    ),
    "a test file of 601 lines": Plant(
        "sizes", {"tests/unit/test_planted.py": lines_of(601)}, "tests/unit/test_planted.py:601: file-lines:"
    ),
    "a conftest of 151 lines": Plant(
        "sizes",
        {"tests/soak/planted/conftest.py": lines_of(151)},
        "tests/soak/planted/conftest.py:151: file-lines:",
    ),
    "a TypeScript file of 251 lines": Plant(
        "sizes", {"web/src/planted.ts": lines_of(251, "let a = 1;")}, "web/src/planted.ts:251: file-lines:"
    ),
    "a component of 151 lines": Plant(
        "sizes",
        {"web/src/planted.tsx": f"\nexport function Planted() {{\n{lines_of(149, '  let a = 1;')}}}\n"},
        "web/src/planted.tsx:2: component-lines: Planted has 151",
    ),
}

WORD = "hel" + "pers"
NAMES = {
    "a file": Plant("names", {f"tools/{WORD}.py": ""}, f"tools/{WORD}.py:1: names:"),
    "a folder": Plant("names", {f"web/src/{WORD}/a.ts": ""}, f"web/src/{WORD}/a.ts:1: names:"),
    "a function": Plant(
        "names", {"tools/planted.py": "\ndef process_item(): ...\n"}, "tools/planted.py:2: names:"
    ),
    "a class": Plant(
        "names", {"tools/planted.py": "class LeaseManager: ...\n"}, "tools/planted.py:1: names:"
    ),
    "a function of the web app": Plant(
        "names",
        {"web/src/planted.ts": "\nexport const formatData = (a: string) => a;\n"},
        "web/src/planted.ts:2: names:",
    ),
}

HOST = "https://" + "pyp" + "i" + ".org/simple"
LEAKS = {
    "the Python registry": Plant(
        "leaks", {"docs/planted.md": f"\nfrom {HOST}\n"}, "docs/planted.md:2: leaks:"
    ),
    "the npm registry": Plant(
        "leaks",
        {"web/planted.json": '{"resolved": "https://registry.' + "npm" + 'js.org/a"}\n'},
        "web/planted.json:1: leaks:",
    ),
    "the Debian registry": Plant("leaks", {"planted.txt": "deb." + "debian.org\n"}, "planted.txt:1: leaks:"),
    "a path of this machine": Plant(
        "leaks", {"planted.toml": 'at = "/wo' + 'rk/main/web"\n'}, "planted.toml:1: leaks:"
    ),
    "a tool of a session": Plant(
        "leaks", {"docs/planted.md": "run before" + "-stop\n"}, "docs/planted.md:1: leaks:"
    ),
}

ROUTE = "async def people_list(ctx):\n    await service.list_people(ctx)\n"
READING = 'async def list_people(ctx):\n    ctx.require("members.read", 1)\n'
WRITING_STORE = (
    'async def insert_note(ctx):\n    await ctx.conn.execute("insert into people.note (id) values (1)")\n'
)
SILENT_SERVICE = (
    "from copydesk.people import store\n\n\n"
    "async def add_note(ctx):\n    await _add(ctx)\n\n\n"
    "async def _add(ctx):\n    await store.insert_note(ctx)\n"
)
EVENTS = {
    "a use case that writes": Plant(
        "events",
        slice_of(PEOPLE, store=WRITING_STORE, service=SILENT_SERVICE),
        f"{PEOPLE}/service.py:4: events: people.add_note writes people.note and leaves no audit event",
    ),
    "a use case in a folder": Plant(
        "events",
        slice_of(
            PEOPLE,
            store__notes=WRITING_STORE,
            service__notes="from copydesk.people.store.notes import insert_note\n\n\n"
            "async def add_note(ctx):\n    await insert_note(ctx)\n",
        ),
        f"{PEOPLE}/service/notes.py:4: events:",
    ),
    "a use case that leaves it to a step of another": Plant(
        "events",
        slice_of(
            PEOPLE,
            store=WRITING_STORE,
            service="from copydesk.people import store\n\n\n"
            "async def add_notes(ctx):\n    await add_note(ctx)\n\n\n"
            "async def add_note(ctx):\n    await store.insert_note(ctx)\n",
        ),
        f"{PEOPLE}/service.py:4: events: people.add_notes writes",
    ),
    "a route that changes something": Plant(
        "events",
        slice_of(
            PEOPLE,
            service="async def forget(ctx):\n    ctx.emit(1)\n",
            routes="from copydesk.people import service\n\n\n"
            '@routes.post("/people", permission="x")\nasync def people_forget(ctx):\n    await service.forget(ctx)\n',
        ),
        f"{PEOPLE}/routes.py:5: events:",
    ),
    "an exemption that nothing needs": Plant(
        "events",
        {"tools/exempt_from_events.py": 'EXEMPT: dict[str, str] = {\n    "people.gone": "no reason",\n}\n'},
        "tools/exempt_from_events.py:2: events: people.gone is exempt",
    ),
}

PERMISSIONS = {
    "a permission that does not exist": Plant(
        "permissions",
        slice_of(PEOPLE, routes=f'@routes.get("/people", permission="people.fly")\n{ROUTE}', service=READING),
        f"{PEOPLE}/routes.py:2: permissions: people_list declares people.fly, which is no permission",
    ),
    "a permission that the service does not require": Plant(
        "permissions",
        slice_of(
            PEOPLE,
            routes=f'from copydesk.people import service\n\n\n@routes.get("/people", permission="members.write")\n{ROUTE}',
            service=READING,
        ),
        f"{PEOPLE}/routes.py:5: permissions: people_list declares members.write, but its service does not",
    ),
    "a route for admins that lets everybody in": Plant(
        "permissions",
        slice_of(
            PEOPLE,
            routes=f'from copydesk.people import service\n\n\n@routes.get("/people", permission=ADMIN)\n{ROUTE}',
            service=READING,
        ),
        f"{PEOPLE}/routes.py:5: permissions:",
    ),
    "no permission at all": Plant(
        "permissions",
        slice_of(PEOPLE, routes=f'@router.get("/people")\n{ROUTE}'),
        f"{PEOPLE}/routes.py:2: permissions: people_list declares no permission",
    ),
}

SETTINGS = tree.text("copydesk/kernel/settings.py")
DOCS = {
    "a route that no page mentions": Plant(
        "docs",
        {"contract/openapi.json": '{"paths": {"/planted": {"get": {\n  "operationId": "planted_list"}}}}\n'},
        "contract/openapi.json:2: docs: no page of docs/ mentions the route planted_list",
    ),
    "a setting that no page mentions": Plant(
        "docs",
        {"copydesk/kernel/settings.py": f"{SETTINGS}    planted_s: int = 1\n"},
        f"copydesk/kernel/settings.py:{len(SETTINGS.splitlines()) + 1}: docs: no page of docs/ mentions the setting",
    ),
    "a command that no page mentions": Plant(
        "docs",
        {"docs/commands.md": "# Command line\n"},
        "copydesk/server/cli/app.py:1: docs: no page of docs/ mentions the command copydesk version",
    ),
}

LINT = {
    "an unused import": Plant("lint", {"tools/planted.py": "import os\n"}, "tools/planted.py:1: lint: F401"),
    "a file that is not formatted": Plant(
        "lint", {"tools/planted.py": "x = [1,2]\n"}, "tools/planted.py:1: format:"
    ),
}

EVERY = {
    f"{kind}-{case}": plant
    for kind, plants in {
        "imports": IMPORTS,
        "sql": SQL,
        "sizes": SIZES,
        "names": NAMES,
        "leaks": LEAKS,
        "events": EVENTS,
        "permissions": PERMISSIONS,
        "docs": DOCS,
        "lint": LINT,
    }.items()
    for case, plant in plants.items()
}


@pytest.mark.parametrize("case", EVERY)
def test_check_goes_red_and_names_the_place_when_broken_by(case: str, checkout: PlantedTree) -> None:
    plant = EVERY[case]
    checkout.write(plant.files)

    code, output = checkout.check(plant.check)

    assert code == 1, output
    assert any(line.startswith(plant.says) for line in output.splitlines()), output


def test_permissions_check_accepts_a_permission_that_a_table_of_the_domain_holds(
    checkout: PlantedTree,
) -> None:
    service = (
        "from copydesk.people.domain import PERMISSION_OF\n\n\n"
        'async def list_people(ctx):\n    ctx.require(PERMISSION_OF["write"], 1)\n'
    )
    route = f'from copydesk.people import service\n\n\n@routes.get("/people", permission="members.write")\n{ROUTE}'
    domain = 'PERMISSION_OF = {"write": "members.write"}\n'
    checkout.write(slice_of(PEOPLE, domain=domain, service=service, routes=route))
    assert PEOPLE not in checkout.check("permissions")[1]


def test_events_check_accepts_a_use_case_whose_step_records(checkout: PlantedTree) -> None:
    service = SILENT_SERVICE.replace("async def _add(ctx):\n", "async def _add(ctx):\n    ctx.record(1)\n")
    checkout.write(slice_of(PEOPLE, store=WRITING_STORE, service=service))
    assert PEOPLE not in checkout.check("events")[1]


def test_sql_check_accepts_own_writes_and_declared_reads(checkout: PlantedTree) -> None:
    statement = '"""\n    insert into people.skill (id)\n    select id from projects.member"""'
    checkout.write(store(statement, before='READS = ("projects.member",)\n\n\n'))
    assert PEOPLE not in checkout.check("sql")[1]


def test_imports_check_accepts_doors_and_lower_floors(checkout: PlantedTree) -> None:
    checkout.write(
        slice_of(
            PEOPLE,
            domain="from copydesk.projects import domain\n",
            store="import psycopg\n\nfrom copydesk.people import domain\n",
            service="from copydesk.people import domain, store\n",
            routes="from copydesk.people import service\n",
        )
    )
    assert PEOPLE not in checkout.check("imports")[1]
