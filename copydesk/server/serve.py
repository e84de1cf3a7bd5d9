"""Serving over HTTP: one process, or several on one port under uvicorn's supervisor."""

import asyncio
import gc
import os
import signal
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from copydesk.kernel.boundary import Boundary, in_background
from copydesk.kernel.logging import set_up_logging
from copydesk.kernel.settings import Settings
from copydesk.server.app import create_app
from copydesk.server.running import running, warm_up

FACTORY = "copydesk.server.serve:app_here"
ORPHAN_CHECK_S = 1.0


def app_here() -> FastAPI:
    """The factory that uvicorn calls in each server process: settings come from the environment."""
    settings = Settings()
    set_up_logging(level=settings.log_level, as_json=settings.log_format == "json")

    @asynccontextmanager
    async def lifespan() -> AsyncGenerator[Boundary]:
        async with running(settings, with_worker=settings.worker_in_server) as here:
            loops: list[Awaitable[None]] = [warm_up(here)]
            if settings.processes > 1:
                loops.append(stop_when_orphaned(os.getppid()))
            async with in_background(*loops):
                # What lives as long as the process is never garbage: looking through it makes all requests wait.
                gc.collect()
                gc.freeze()
                yield here.boundary

    return create_app(lifespan_of=lifespan)


async def stop_when_orphaned(parent: int) -> None:
    """A killed supervisor must not leave server processes behind that hold the port."""
    while os.getppid() == parent:  # noqa: ASYNC110 -- nobody tells a process that its parent died
        await asyncio.sleep(ORPHAN_CHECK_S)
    os.kill(os.getpid(), signal.SIGTERM)


def serve(settings: Settings, *, reload: bool = False) -> None:
    """Serve until interrupted. The settings travel to the server processes by the environment."""
    set_up_logging(level=settings.log_level, as_json=settings.log_format == "json")
    uvicorn.run(
        FACTORY,
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.processes,
        reload=reload,
        reload_dirs=[str(Path(__file__).parents[1])] if reload else None,
        loop="uvloop",
        http="httptools",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=20,
    )
