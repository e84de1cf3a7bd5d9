"""Ending open streams when the server is told to stop.

uvicorn waits for every open answer before it runs the end of the lifespan, and a stream never ends by itself: so the
streams hear of the signal first, and uvicorn's own handler runs after.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

from copydesk.reports.service import LiveFeed

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def ended_by_signals(feed: LiveFeed) -> Generator[None]:
    """While this is open, SIGINT and SIGTERM end the feed's streams and then do what they did before."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    earlier = {number: signal.getsignal(number) for number in _SIGNALS}

    def on_signal(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(feed.close)
        before = earlier[signal.Signals(number)]
        if callable(before):
            before(number, frame)
        elif before is signal.SIG_DFL:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)

    for number in _SIGNALS:
        signal.signal(number, on_signal)
    try:
        yield
    finally:
        for number, before in earlier.items():
            signal.signal(number, before)
