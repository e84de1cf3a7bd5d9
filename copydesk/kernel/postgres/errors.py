"""What can go wrong with the embedded PostgreSQL. Each message says what happened, what is safe and what to do.

PostgresError
├── BinariesMissing   no folder with initdb, postgres and pg_ctl
├── WrongVersion      the data was written by another major version
├── FolderClosed      the server's account cannot enter or write a folder
├── FolderNotOurs     the data belongs to another account
├── DiskFull          no space left
├── InitFailed        initdb refused
├── StartFailed       the server ended while starting
├── StartTooSlow      the server did not answer within the limit
├── StopFailed        the server did not end within the limit
└── Busy              another process is starting or stopping the server, for too long
"""

from pathlib import Path


class PostgresError(RuntimeError):
    """Base of everything that this package raises on purpose."""


class BinariesMissing(PostgresError):
    def __init__(self, place: Path | None, missing: str) -> None:
        where = f"The folder {place} has" if place else "This installation carries"
        super().__init__(
            f"{where} no PostgreSQL program {missing!r}. No data was touched. Set COPYDESK_POSTGRES_BIN_DIR to a folder "
            "with initdb, postgres and pg_ctl (Debian: /usr/lib/postgresql/*/bin), or COPYDESK_DATABASE_URL to a server."
        )


class WrongVersion(PostgresError):
    def __init__(self, cluster: Path, written_by: str, ours: int) -> None:
        super().__init__(
            f"The database in {cluster} was written by PostgreSQL {written_by}, the programs here are PostgreSQL {ours}. "
            "Nothing was touched. Set COPYDESK_POSTGRES_BIN_DIR to the programs of the old version, run `copydesk db backup`, "
            "move the folder away, unset the variable and run `copydesk db restore`."
        )


class FolderClosed(PostgresError):
    def __init__(self, folder: Path, account: str, needs: str = "enter") -> None:
        super().__init__(
            f"The account {account!r}, under which PostgreSQL runs, cannot {needs} the folder {folder}. No data was touched. "
            f"Choose a data folder that this account can reach (COPYDESK_DATA_DIR, such as /var/lib/copydesk), "
            f"or open the folder yourself: chmod o+x {folder}"
        )


class FolderNotOurs(PostgresError):
    def __init__(self, folder: Path, owner: str, we: str) -> None:
        super().__init__(
            f"The database in {folder} belongs to {owner}, and this is {we}. Nothing was touched. "
            f"Run Copydesk as {owner}, or give the folder to {we}: chown -R {we} {folder}"
        )


class DiskFull(PostgresError):
    def __init__(self, place: Path, words: str) -> None:
        super().__init__(
            f"No space is left for the database in {place}: {words}. Everything that was confirmed is still there. "
            "Free some space (do not delete anything inside this folder) and start again."
        )


class InitFailed(PostgresError):
    def __init__(self, place: Path, words: str) -> None:
        super().__init__(
            f"A new database could not be made in {place}: {words} Nothing was left behind. "
            "Remove the cause, or choose another folder by COPYDESK_DATA_DIR, and start again."
        )


class StartFailed(PostgresError):
    def __init__(self, place: Path, words: str, log: Path) -> None:
        super().__init__(
            f"PostgreSQL ended while starting on {place}. The data was left as it was. Its last words, more in {log}:\n{words}"
        )


class StartTooSlow(PostgresError):
    def __init__(self, place: Path, limit_s: float, words: str) -> None:
        super().__init__(
            f"PostgreSQL on {place} did not answer within {limit_s:.0f} s. The data is safe; after a crash it may need longer to "
            f"recover: let it go on and start again, or raise COPYDESK_POSTGRES_START_LIMIT_S. Its last words:\n{words}"
        )


class StopFailed(PostgresError):
    def __init__(self, place: Path, words: str) -> None:
        super().__init__(
            f"PostgreSQL on {place} did not stop: {words} The data is safe; try again, or leave it running."
        )


class Busy(PostgresError):
    def __init__(self, lock: Path, wait_s: float) -> None:
        super().__init__(
            f"Another Copydesk process has been starting or stopping PostgreSQL for {wait_s:.0f} s (it holds {lock}). "
            "The data is safe. Look at what that process says, or end it and try again."
        )
