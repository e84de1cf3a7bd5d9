"""A backup holds everything at one moment, and comes back whole or not at all, into this or a later version."""

import gzip
import itertools
import os
import tracemalloc
import zlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from copydesk.kernel.backup.back_up import back_up
from copydesk.kernel.backup.catalogue import schemas_of, tables_in
from copydesk.kernel.backup.errors import BackupError, Damaged, DatabaseInUse, FromNewerVersion, NotWritten
from copydesk.kernel.backup.restore import restore
from copydesk.kernel.ctx import Job
from copydesk.kernel.db import Conn, as_json, fetch_value
from copydesk.kernel.jobs import write_jobs
from copydesk.kernel.migrate import known_steps, migrate, own_steps, pending_steps, recreate
from tests.database import connect, with_database
from tools.schema import dump_schema

ODD_NAMES = ["tab\there", "line\nbreak\r\n", r"back\slash \N \t", 'quote\'s "two"', "日本語 🙂", "", " "]
_numbers = itertools.count(1)


@asynccontextmanager
async def new_database(server_url: str, owner: str = "default") -> AsyncGenerator[str]:
    """An empty database without any schema of ours."""
    name = f"copydesk_empty_{os.getpid()}_{next(_numbers)}"
    async with await connect(with_database(server_url, "postgres")) as conn:
        await conn.execute(f"create database {name} owner {owner} template template0".encode())
        try:
            yield with_database(server_url, name)
        finally:
            await conn.execute(f"drop database {name} with (force)".encode())


@pytest.fixture
async def empty_url(server_url: str) -> AsyncGenerator[str]:
    async with new_database(server_url) as url:
        yield url


def files_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def altered(content: bytes, share: float) -> bytes:
    """One bit flipped at or after a place; inside a run of equal bytes a flip may mean the same, so those are passed over."""
    for at in range(int(len(content) * share), len(content)):
        flipped = content[:at] + bytes([content[at] ^ 0x40]) + content[at + 1 :]
        try:
            if gzip.decompress(flipped) == gzip.decompress(content):
                continue
        except (OSError, EOFError, zlib.error):
            pass
        return flipped
    raise AssertionError("no flip matters")


def bad_copies(good: Path) -> list[Path]:
    """The file cut short, and with one bit flipped, at several places."""
    content = good.read_bytes()
    bad = [content[: int(len(content) * share)] for share in (0.0, 0.1, 0.5, 0.95, 0.999)]
    bad += [altered(content, share) for share in (0.0, 0.3, 0.6, 0.9)]
    renamed = gzip.compress(gzip.decompress(content).replace(b"0001_kernel_mess", b"0001_kernel_mexx", 1))
    bad += [renamed[:-8] + content[-8:]]
    bad += [content[:-6] + bytes([content[-6] ^ 1]) + content[-5:]]  # the checksum itself
    paths = [good.with_name(f"bad-{number}") for number in range(len(bad))]
    for path, words in zip(paths, bad, strict=True):
        path.write_bytes(words)
    return paths


async def populate(conn: Conn) -> None:
    """Rows with every kind of trouble: odd texts, nulls, JSON, binary, enums, arrays, a job, a used and an unused sequence."""
    for name in ODD_NAMES:
        await conn.execute(
            "insert into auth.identity (email, name, created_at) values (%s, %s, '2026-03-29 01:30:00.123456+01')",
            [f"{name.encode().hex()}@example.org", name],
        )
    await conn.execute(
        "insert into auth.token (identity_id, name, token_hash, permissions, created_at, expires_at)"
        " values (1, 'ci', %s, %s, now(), 'infinity')",
        [bytes(range(256)), ["items.read", 'odd, "quoted" {braces}', "NULL"]],
    )
    await conn.execute("insert into projects.project (name, created_at) values ('Crowd', now())")
    await conn.execute(
        "insert into audit.event (at, action, details) values (now(), 'project.created', %s)",
        [as_json({"n": 1.5e-7, "text": "a\\n\u2028", "none": None})],
    )
    await write_jobs(conn, [Job("recompute", {"project_id": 1}, lock="project:1")])


async def digest(conn: Conn) -> dict[str, object]:
    """Every table's content as one number."""
    found: dict[str, object] = {}
    for table in await tables_in(conn, schemas_of([step.name for step in own_steps()])):
        name = table.full_name
        query = f"select count(*) || ' ' || coalesce(md5(string_agg(to_jsonb(t)::text, '/' order by to_jsonb(t)::text)), '') from {name} t"
        found[name] = await fetch_value(conn, query)  # pyright: ignore[reportArgumentType]  # names from the catalogue
    return found


async def test_everything_is_back_when_restored_into_an_empty_database(
    fresh_url: str, empty_url: str, tmp_path: Path
) -> None:
    async with await connect(fresh_url) as source:
        await populate(source)
        expected = await digest(source)
        written = await back_up(source, tmp_path / "all.backup")
    async with await connect(empty_url) as target:
        restored = await restore(target, tmp_path / "all.backup")
        assert await digest(target) == expected
        assert await pending_steps(target) == []
    assert restored == written
    assert written.n_rows["auth.identity"] == len(ODD_NAMES)
    assert dump_schema(empty_url) == dump_schema(fresh_url)


async def test_numbering_goes_on_and_triggers_watch_when_restored(
    fresh_url: str, empty_url: str, tmp_path: Path
) -> None:
    async with await connect(fresh_url) as source:
        await populate(source)
        await back_up(source, tmp_path / "all.backup")
    async with await connect(empty_url) as target:
        await restore(target, tmp_path / "all.backup")
        insert = "insert into auth.identity (email, name, created_at) values ('n@example.org', 'N', now()) returning id"
        assert await fetch_value(target, insert) == len(ODD_NAMES) + 1
        insert = "insert into projects.team (project_id, name) values (1, 'A') returning id"
        assert await fetch_value(target, insert) == 1
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            await target.execute("delete from audit.event")
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            await target.execute("insert into projects.team (project_id, name) values (999, 'B')")


async def test_older_backup_is_migrated_when_restored(
    fresh_url: str, empty_url: str, server_url: str, tmp_path: Path
) -> None:
    own = [step.name for step in own_steps()]
    jobs = [name for name in known_steps() if name not in own]
    async with new_database(server_url) as old_url, await connect(old_url) as source:
        await recreate(source, [*jobs[:-2], *own[:4]])
        await populate(source)
        await back_up(source, tmp_path / "old.backup")
    async with await connect(empty_url) as target:
        await restore(target, tmp_path / "old.backup")
        assert await pending_steps(target) == []
        assert await fetch_value(target, "select array_agg(name order by id) from auth.identity") == ODD_NAMES
        assert await fetch_value(target, "select count(*) from procrastinate.procrastinate_jobs") == 1
    assert dump_schema(empty_url) == dump_schema(fresh_url)


async def test_holds_one_moment_when_people_work_meanwhile(
    fresh_url: str, empty_url: str, tmp_path: Path
) -> None:
    def work(table: str, n_bytes: int) -> None:
        with psycopg.connect(fresh_url) as other:
            other.execute("insert into projects.project (name, created_at) values ('Later', now())")
            other.execute(
                "insert into projects.member (project_id, role, pseudonym, joined_at)"
                " select max(id), 'lead', 'p', now() from projects.project"
            )

    async with await connect(fresh_url) as source:
        await populate(source)
        expected = await digest(source)
        await back_up(source, tmp_path / "all.backup", heard=work)
        assert await fetch_value(source, "select count(*) from projects.member") > 0
    async with await connect(empty_url) as target:
        await restore(target, tmp_path / "all.backup")
        assert await digest(target) == expected


async def test_needs_no_superuser_when_the_database_is_external(
    fresh_url: str, server_url: str, tmp_path: Path
) -> None:
    async with await connect(server_url) as admin:
        role = f"plain_{os.getpid()}"
        await admin.execute(f"create role {role}".encode())
        try:
            async with new_database(server_url, owner=role) as plain_url:
                async with await connect(fresh_url) as source:
                    await populate(source)
                    await back_up(source, tmp_path / "all.backup")
                async with await connect(plain_url) as target:
                    await target.execute(f"set role {role}".encode())
                    await restore(target, tmp_path / "all.backup")
                    await back_up(target, tmp_path / "again.backup")
        finally:
            await admin.execute(f"drop role {role}".encode())


async def test_refuses_when_the_database_has_content(fresh_url: str, empty_url: str, tmp_path: Path) -> None:
    async with await connect(fresh_url) as source:
        await populate(source)
        await back_up(source, tmp_path / "all.backup")
        before = await digest(source)
        with pytest.raises(DatabaseInUse, match=r"audit\.event has rows.*Nothing was touched"):
            await restore(source, tmp_path / "all.backup")
        assert await digest(source) == before


async def test_takes_the_place_of_a_database_that_was_started_and_never_used(
    fresh_url: str, empty_url: str, tmp_path: Path
) -> None:
    async with await connect(fresh_url) as source, await connect(empty_url) as target:
        await populate(source)
        await back_up(source, tmp_path / "all.backup")
        await migrate(target)
        await restore(target, tmp_path / "all.backup")
        assert await digest(target) == await digest(source)


async def test_restores_nothing_when_the_file_is_cut_short_or_altered(
    fresh_url: str, empty_url: str, tmp_path: Path
) -> None:
    good = tmp_path / "good.backup"
    async with await connect(fresh_url) as source:
        await populate(source)
        await back_up(source, good)
    async with await connect(empty_url) as target:
        for bad in bad_copies(good):
            with pytest.raises(Damaged, match="Nothing of it was restored"):
                await restore(target, bad)
            if await fetch_value(target, "select to_regclass('auth.identity') is not null"):
                assert await fetch_value(target, "select count(*) from auth.identity") == 0
        await restore(target, good)
        assert await fetch_value(target, "select count(*) from auth.identity") == len(ODD_NAMES)


async def test_refuses_when_the_backup_is_of_a_newer_version(
    fresh_url: str, empty_url: str, tmp_path: Path
) -> None:
    async with await connect(fresh_url) as source:
        await source.execute("insert into kernel.migration (name, sha256) values ('9999_items_future', 'x')")
        await back_up(source, tmp_path / "new.backup")
    async with await connect(empty_url) as target:
        with pytest.raises(FromNewerVersion, match=r"knows 9999_items_future.*Install Copydesk"):
            await restore(target, tmp_path / "new.backup")
        assert await fetch_value(target, "select to_regnamespace('kernel')") is None


async def test_file_is_private_and_never_overwrites(fresh_url: str, tmp_path: Path) -> None:
    target = tmp_path / "all.backup"
    async with await connect(fresh_url) as source:
        await back_up(source, target)
        assert target.stat().st_mode & 0o777 == 0o600
        with pytest.raises(NotWritten, match="exists already"):
            await back_up(source, target)
        with pytest.raises(NotWritten, match="No such file or directory"):
            await back_up(source, tmp_path / "absent" / "all.backup")
    assert files_in(tmp_path) == [target]


async def test_leaves_no_half_written_file_when_it_fails(fresh_url: str, tmp_path: Path) -> None:
    def fail(table: str, n_bytes: int) -> None:
        raise OSError(28, "No space left on device")

    async with await connect(fresh_url) as source:
        await populate(source)
        with pytest.raises(BackupError, match=r"No space left on device.*unharmed"):
            await back_up(source, tmp_path / "all.backup", heard=fail)
        assert files_in(tmp_path) == []
        await back_up(source, tmp_path / "all.backup")


async def test_memory_stays_small_when_the_database_is_large(
    fresh_url: str, empty_url: str, tmp_path: Path
) -> None:
    async with await connect(fresh_url) as source, await connect(empty_url) as target:
        await source.execute(
            "insert into kernel.message (subscriber, topic, body)"
            " select 's', 't', to_jsonb(repeat(md5(n::text), 1000)) from generate_series(1, 2000) n"
        )
        tracemalloc.start()
        try:
            await back_up(source, tmp_path / "large.backup")
            await restore(target, tmp_path / "large.backup")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert await fetch_value(target, "select sum(length(body::text)) from kernel.message") > 64_000_000
    assert peak < 32_000_000
