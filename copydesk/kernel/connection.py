"""psycopg's connection with a cheaper way of sending."""

from collections.abc import Generator

from psycopg import AsyncConnection
from psycopg.abc import RV, PQGen
from psycopg.rows import TupleRow
from psycopg.waiting import Ready, Wait

_AT_ONCE_MAX = 8


class Connection(AsyncConnection[TupleRow]):
    """Before each statement of a pipeline psycopg asks the event loop whether the socket takes more. It nearly always does:
    here the statement is sent at once, so that a pipeline costs one turn of the loop and not one for each statement.
    """

    async def wait(
        self,
        gen: PQGen[RV],
        interval: float = 0.1,
        timeout: float | None = None,  # noqa: ASYNC109 -- as psycopg has it
    ) -> RV:
        return await super().wait(_sent_at_once(gen), interval, timeout)


def _sent_at_once(gen: PQGen[RV]) -> Generator[Wait, Ready | int, RV]:
    try:
        wanted = next(gen)
        while True:
            for _ in range(_AT_ONCE_MAX):
                if not wanted & Wait.W:
                    break
                wanted = gen.send(Ready.W)
            wanted = gen.send((yield wanted))
    except StopIteration as end:
        return end.value
