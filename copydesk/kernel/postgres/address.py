"""Where a database answers, and whether it does."""

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

import psycopg
from psycopg import errors
from psycopg.conninfo import make_conninfo

from copydesk.kernel.postgres.configuration import ROLE

DATABASE = "copydesk"
MAINTENANCE_DATABASE = "postgres"
PORT = 5432
PROBE_LIMIT_S = 2
# lc_messages is C, so these words are stable: every way of "alive, but not now" begins with them (SQLSTATE 57P03).
NOT_NOW = "FATAL:  the database system is"
NO_DATABASE = f'FATAL:  database "{DATABASE}" does not exist'


@dataclass(frozen=True)
class Address:
    """`str(address)` is a libpq connection string."""

    sockets: Path
    database: str = DATABASE

    def __str__(self) -> str:
        return make_conninfo(host=str(self.sockets), port=PORT, user=ROLE, dbname=self.database)


class Answer(Enum):
    READY = "accepts connections"
    NO_DATABASE = "accepts connections, but the database was not made yet"
    NOT_YET = "starting, recovering or stopping"
    SILENT = "nobody answers"


def probe(address: Address) -> Answer:
    """Connect, and no more. Any refusal by a running server (such as too many connections) counts as ready."""
    try:
        psycopg.connect(str(address), connect_timeout=PROBE_LIMIT_S).close()
    except psycopg.OperationalError as error:
        return _reason(str(error))
    return Answer.READY


def _reason(refusal: str) -> Answer:
    if NOT_NOW in refusal:
        return Answer.NOT_YET
    if NO_DATABASE in refusal:
        return Answer.NO_DATABASE
    return Answer.READY if "FATAL:" in refusal else Answer.SILENT


def create_database(address: Address) -> None:
    """Create the database on a server that is ready."""
    with psycopg.connect(str(replace(address, database=MAINTENANCE_DATABASE)), autocommit=True) as conn:
        try:
            conn.execute("create database copydesk")
        except (errors.DuplicateDatabase, errors.UniqueViolation):
            return  # another process was first
