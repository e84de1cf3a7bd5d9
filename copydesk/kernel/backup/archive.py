"""The file: a gzipped tar that is written and read as a stream.

manifest.json               what is inside: version, migrations, tables with their columns, sequences
tables/queue.slot/000000    a piece of the table in PostgreSQL's COPY text format; pieces follow each other
end.json                    rows per table: a file without it was cut short
"""

import gzip
import io
import json
import tarfile
import time
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from copydesk.kernel.backup.errors import Damaged

FORMAT = 1
PIECE_BYTES = 4_000_000
MANIFEST = "manifest.json"
END = "end.json"
READ_ERRORS = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile)


@dataclass(frozen=True)
class Table:
    """`name` is schema.table; `columns` are those that are stored, in the order of the file."""

    schema: str
    name: str
    columns: tuple[str, ...]

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"


@dataclass(frozen=True)
class Sequence:
    """`last_value` is None while the sequence is unused; `name` is quoted where PostgreSQL wants it so."""

    name: str
    last_value: int | None


@dataclass(frozen=True)
class Manifest:
    copydesk: str
    postgres: str
    made_at: str
    migrations: dict[str, str]
    tables: tuple[Table, ...]
    sequences: tuple[Sequence, ...]

    def as_bytes(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()


class ArchiveWriter:
    """Pieces of tables in, one stream out; holds one piece in memory."""

    def __init__(self, file: BinaryIO) -> None:
        self._gzip = gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1, filename="")
        self._tar = tarfile.open(fileobj=self._gzip, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115  # closed in `finish`
        self._n_pieces: dict[str, int] = {}

    def add_manifest(self, manifest: Manifest) -> None:
        self._add(MANIFEST, manifest.as_bytes())

    def add_piece(self, table: Table, piece: bytes) -> None:
        number = self._n_pieces.get(table.full_name, 0)
        self._n_pieces[table.full_name] = number + 1
        self._add(f"tables/{table.full_name}/{number:06}", piece)

    def finish(self, n_rows: dict[str, int]) -> None:
        self._add(END, json.dumps({"rows": n_rows}, indent=1).encode())
        self._tar.close()
        self._gzip.close()

    def abandon(self) -> None:
        """After an error: close what is open. The stream lacks its end, so it is known as cut short."""
        for part in (self._tar, self._gzip):
            with suppress(OSError, ValueError):
                part.close()

    def _add(self, name: str, content: bytes) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = len(content), int(time.time()), 0o600
        self._tar.addfile(entry, io.BytesIO(content))


class ArchiveReader:
    """The stream back, in the order in which it was written. Raises Damaged where the file is."""

    def __init__(self, file: BinaryIO) -> None:
        self._gzip = gzip.GzipFile(fileobj=file, mode="rb")
        with read_errors():
            self._tar = tarfile.open(fileobj=self._gzip, mode="r|")  # noqa: SIM115
        self.n_rows: dict[str, int] = {}

    def manifest(self) -> Manifest:
        with read_errors():
            entry = self._tar.next()
            if entry is None or entry.name != MANIFEST:
                raise Damaged("it does not begin with a manifest; this is no backup of Copydesk")
            return _as_manifest(json.loads(self._content(entry)))

    def pieces(self) -> Iterator[tuple[str, bytes]]:
        """(table, piece of its COPY text), pieces of one table together. Afterwards `n_rows` is known."""
        with read_errors():
            for entry in iter(self._tar.next, None):
                if entry.name == END:
                    self.n_rows = json.loads(self._content(entry))["rows"]
                    self._read_checksum()
                    return
                _, table, _ = entry.name.split("/")
                yield table, self._content(entry)
        raise Damaged("it was cut short")

    def _content(self, entry: tarfile.TarInfo) -> bytes:
        file = self._tar.extractfile(entry)
        if file is None:
            raise Damaged(f"{entry.name} is not a file")
        return file.read()

    def drain(self) -> None:
        """Read what is left, for its checksum alone."""
        with read_errors():
            self._read_checksum()

    def _read_checksum(self) -> None:
        """Gzip compares its checksum when the very end is read."""
        while self._gzip.read(PIECE_BYTES):
            pass


@contextmanager
def read_errors() -> Generator[None]:
    try:
        yield
    except READ_ERRORS as error:
        raise Damaged(f"its content is cut short or altered ({error})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"its description is altered ({error})") from error


def _as_manifest(read: dict[str, Any]) -> Manifest:
    if read["format"] != FORMAT:
        raise Damaged(f"its format {read['format']} is not known to this version of Copydesk")
    return Manifest(
        copydesk=read["copydesk"],
        postgres=read["postgres"],
        made_at=read["made_at"],
        migrations=dict(read["migrations"]),
        tables=tuple(Table(row["schema"], row["name"], tuple(row["columns"])) for row in read["tables"]),
        sequences=tuple(Sequence(row["name"], row["last_value"]) for row in read["sequences"]),
    )
