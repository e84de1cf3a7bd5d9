"""Annotators that cost next to nothing: hand-made HTTP/1.1 on connections that stay open, in a process of their own.

python -m tests.bench.queue_load: reads a `Load` as JSON from standard input, prints what it measured as JSON.
"""

import asyncio
import random
import re
import sys
from array import array
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

import orjson
import uvloop
from typing_extensions import override

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
WHY = "The first one answers the question that was asked; the second one does not. " * 2


@dataclass(frozen=True)
class Load:
    """`pairs_per_s` None: as fast as it goes. What happens before `warm_s` is over does not count."""

    port: int
    project: str
    tokens: list[str]
    seconds: float
    warm_s: float = 3.0
    pairs_per_s: float | None = None


@dataclass(frozen=True)
class Measured:
    """Times in milliseconds; `n_pairs` counts those of the warm-up too."""

    n_pairs: int
    pairs_per_s: float
    next_p50: float
    next_p99: float
    submit_p50: float
    submit_p99: float


class Tally:
    def __init__(self, load: Load) -> None:
        self.load = load
        self.begins = perf_counter() + load.warm_s
        self.ends = self.begins + load.seconds
        self.next_ms = array("d")
        self.submit_ms = array("d")
        self.n_pairs = 0

    def note(self, times: "array[float]", sent_at: float) -> None:
        now = perf_counter()
        if self.begins <= sent_at and now <= self.ends:
            times.append((now - sent_at) * 1000)

    def measured(self) -> Measured:
        return Measured(
            self.n_pairs,
            len(self.submit_ms) / self.load.seconds,
            quantile(self.next_ms, 0.5),
            quantile(self.next_ms, 0.99),
            quantile(self.submit_ms, 0.5),
            quantile(self.submit_ms, 0.99),
        )


class Annotator(asyncio.Protocol):
    """Draws and submits in turn."""

    def __init__(self, token: str, tally: Tally, done: "asyncio.Future[None]") -> None:
        self.tally = tally
        self.done = done
        self.buffer = b""
        self.in_hand = False
        self.sent_at = 0.0
        self.due = perf_counter()
        load = tally.load
        self.pause_s = 0.0 if load.pairs_per_s is None else len(load.tokens) / load.pairs_per_s
        self.head = (
            f"Host: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n".encode()
        )
        body = b'{"stage":"annotate","reserve":false}'
        self.draw = self.request(f"/projects/{load.project}/next", body)

    def request(self, path: str, body: bytes) -> bytes:
        line = f"POST /api/v1{path} HTTP/1.1\r\nContent-Length: {len(body)}\r\n".encode()
        return line + self.head + b"\r\n" + body

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport
        self.due += random.random() * self.pause_s
        self.later()

    def later(self) -> None:
        asyncio.get_running_loop().call_later(max(0.0, self.due - perf_counter()), self.send, self.draw)

    def send(self, request: bytes) -> None:
        self.sent_at = perf_counter()
        if self.sent_at > self.tally.ends:
            self.transport.close()
        else:
            self.transport.write(request)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    @override
    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, end, body = self.buffer.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not end or length is None or len(body) < int(length[1]):
            return
        self.buffer = b""
        if not head.startswith(b"HTTP/1.1 200"):
            self.done.set_exception(RuntimeError(body.decode()))
            self.transport.close()
        elif self.in_hand:
            self.tally.note(self.tally.submit_ms, self.sent_at)
            self.in_hand = False
            self.tally.n_pairs += 1
            self.due += self.pause_s
            self.later() if self.pause_s else self.send(self.draw)
        else:
            self.tally.note(self.tally.next_ms, self.sent_at)
            self.in_hand = True
            self.answer(orjson.loads(body)["task"])

    def answer(self, task: dict[str, Any]) -> None:
        answers = {"better": {"preferred": task["displayed"][0], "strength": 1}, "why": WHY}
        body = {"token": task["token"], "answers": answers, "active_segments": []}
        self.send(self.request(f"/slots/{task['slot_id']}/submit", orjson.dumps(body)))


def quantile(times: "array[float]", part: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("nan")


async def run(load: Load) -> Measured:
    loop = asyncio.get_running_loop()
    tally = Tally(load)
    ends: list[asyncio.Future[None]] = []
    for token in load.tokens:
        done = loop.create_future()
        ends.append(done)
        await loop.create_connection(
            lambda token=token, done=done: Annotator(token, tally, done), "127.0.0.1", load.port
        )
    await asyncio.gather(*ends)
    return tally.measured()


if __name__ == "__main__":
    wanted = Load(**orjson.loads(sys.stdin.buffer.read()))
    print(orjson.dumps(asdict(uvloop.run(run(wanted)))).decode())
