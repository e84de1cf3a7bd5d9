"""The bytes of a file as they come in: counted, limited, looked at before they are read."""

from collections.abc import AsyncIterator

from copydesk.exchange.domain.imports import FileRefused

HEAD_BYTES = 65_536
_LARGEST_BLOCK = 262_144


class Source:
    """An import's file. `line_max_bytes` limits what is held in memory for one record; `header` is kept for rejects."""

    def __init__(self, chunks: AsyncIterator[bytes], *, max_bytes: int, line_max_bytes: int) -> None:
        self.line_max_bytes = line_max_bytes
        self.header: str | None = None
        self.n_bytes = 0
        self._max_bytes = max_bytes
        self._blocks = self._counted(chunks)
        self._head: list[bytes] = []

    async def head(self) -> bytes:
        """The first bytes, which `blocks` gives again; fewer than HEAD_BYTES only when the file is shorter."""
        n_bytes = sum(map(len, self._head))
        while n_bytes < HEAD_BYTES:
            block = await anext(self._blocks, None)
            if block is None:
                break
            self._head.append(block)
            n_bytes += len(block)
        return b"".join(self._head)[:HEAD_BYTES]

    async def blocks(self) -> AsyncIterator[bytes]:
        """Everything, in blocks of at most 256 KB."""
        beginning = b"".join(self._head)
        self._head.clear()
        if beginning:
            yield beginning
        async for block in self._blocks:
            yield block

    async def _counted(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        async for chunk in chunks:
            self.n_bytes += len(chunk)
            if self.n_bytes > self._max_bytes:
                raise FileRefused(
                    f"The file has more than {self._max_bytes} bytes (COPYDESK_IMPORT_MAX_BYTES). Split it.",
                    code="file_too_large",
                )
            if len(chunk) <= _LARGEST_BLOCK:
                if chunk:
                    yield chunk
                continue
            for start in range(0, len(chunk), _LARGEST_BLOCK):
                yield chunk[start : start + _LARGEST_BLOCK]
