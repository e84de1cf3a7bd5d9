"""The reference: pgbench runs the statements of a claim and a submit, exactly as the stores send them, on the same database."""

import re
import subprocess
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import Any, Self
from uuid import UUID

import psycopg.conninfo

from copydesk.kernel.clock import utc_now
from copydesk.queue.domain import ActiveTime, Held
from copydesk.queue.store import claims, submissions
from tests.bench.queue_load import WHY
from tools.schema import pg_dump

ANSWERS = '{"better": {"preferred": "r1", "strength": 1}, "why": "' + WHY + '"}'


class Recorder:
    """Stands where a connection would: keeps the statement instead of sending it."""

    query = ""

    def cursor(self, **_: Any) -> "Recorder":
        return self

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def execute(self, query: str, params: Any) -> None:
        self.query = query
        self.params = params

    async def fetchone(self) -> None:
        return None


async def recorded(call: Callable[[Any], Awaitable[object]]) -> Recorder:
    recorder = Recorder()
    await call(recorder)
    return recorder


async def claim_statement(project_id: int) -> str:
    place = (project_id, "annotate", 0)
    found = await recorded(
        lambda conn: claims.claim_next(conn, place, UUID(int=0), reserve_s=None, now=utc_now())  # pyright: ignore[reportArgumentType]
    )
    values = iter(
        [":member_id", "gen_random_uuid()", "false", "0", "clock_timestamp()", str(project_id), "'annotate'"]
    )
    return re.sub("%s", lambda _: next(values), found.query)


async def submit_statement(review_queue_id: int) -> str:
    known = {
        "review_queue_id": review_queue_id,
        "slot_state": "leased",
        "slot_claim_id": 1,
        "claim_id": 1,
        "priority": 0,
    }
    held = Held(**{field.name: known.get(field.name) for field in fields(Held)})
    found = await recorded(
        lambda conn: submissions.insert_submission(
            conn,
            held,
            {},
            ActiveTime([], 0),
            outcome="taken",
            now=utc_now(),  # pyright: ignore[reportArgumentType]
        )
    )
    given = {
        name: str(value).lower()
        if isinstance(value, bool | int)
        else "null"
        if value is None
        else f"'{value}'"
        for name, value in found.params.items()
    }
    special = {
        "claim_id": ":claim_id",
        "now": "clock_timestamp()",
        "answers": f"'{ANSWERS}'",
        "segments": "'[]'",
    }
    return re.sub(r"%\((\w+)\)s", lambda name: {**given, **special}[name[1]], found.query)


def run_pgbench(url: str, claim: str, submit: str, *, member_ids: list[int], seconds: float) -> float:
    """Pairs per second, one member per client."""
    assert member_ids == list(range(member_ids[0], member_ids[0] + len(member_ids)))
    script = f"\\set member_id :client_id + {member_ids[0]}\n{_line(claim)} \\gset\n{_line(submit)};\n"
    server = psycopg.conninfo.conninfo_to_dict(url)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        n = str(len(member_ids))
        argv = [
            str(pg_dump().parent / "pgbench"),
            "-n",
            "-M",
            "prepared",
            "-c",
            n,
            "-j",
            "2",
            "-T",
            str(int(seconds)),
        ]
        argv += ["-f", file.name, "-h", str(server["host"]), "-U", str(server["user"]), str(server["dbname"])]
        done = subprocess.run(argv, capture_output=True, text=True, check=False)
    tps = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or tps is None:
        raise RuntimeError(done.stdout + done.stderr)
    return float(tps[1])


def _line(statement: str) -> str:
    return " ".join(statement.split())
