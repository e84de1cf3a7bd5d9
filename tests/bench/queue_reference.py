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
from copydesk.queue.domain import ActiveTime, Held, Sending
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
    """`:member_id` stands where pgbench puts the client's member."""
    found = await recorded(
        lambda conn: claims.claim_next(
            conn, (project_id, "annotate", 0), UUID(int=0), reserve_s=None, now=utc_now()
        )
    )
    values = iter(
        [":member_id", "gen_random_uuid()", "false", "0", "clock_timestamp()", str(project_id), "'annotate'"]
    )
    return re.sub("%s", lambda _: next(values), found.query)


async def submit_statement(review_queue_id: int) -> str:
    """`:claim_id` stands where pgbench puts what the claim gave."""
    known: dict[str, Any] = {
        "claim_id": 1,
        "slot_claim_id": 1,
        "slot_state": "leased",
        "priority": 0,
        "review_queue_id": review_queue_id,
    }
    values: dict[str, Any] = {field.name: known.get(field.name) for field in fields(Held)}
    active, now = ActiveTime([], 0), utc_now()
    found = await recorded(
        lambda conn: submissions.insert_submission(
            conn, Held(**values), Sending({}, active, None), outcome="taken", now=now
        )
    )
    given = {name: _literal(value) for name, value in found.params.items()}
    given |= {
        "claim_id": ":claim_id",
        "now": "clock_timestamp()",
        "answers": f"'{ANSWERS}'",
        "segments": "'[]'",
    }
    return re.sub(r"%\((\w+)\)s", lambda name: given[name[1]], found.query)


def _literal(value: object) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool | int) else f"'{value}'"


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
