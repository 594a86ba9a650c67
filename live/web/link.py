"""One worker process and the private pipe to it, seen from the web process's event loop."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection
from os import dup
from queue import SimpleQueue
from threading import Thread

from live.web.host import Host
from live.wire.messages import Order, Report, Stop
from live.wire.pipe import spelled
from live.wire.turn import Turn


class Link:
    """Starts a worker; reports and its end arrive as calls on the event loop.

    Threads do the blocking, so that neither a busy worker nor a large checkpoint holds up the loop.
    """

    def __init__(self, on_report: Callable[[Report], None], on_lost: Callable[[], None], host: Host) -> None:
        self._loop = asyncio.get_running_loop()
        self._on_report, self._on_lost = on_report, on_lost
        self._orders: SimpleQueue[Order | None] = SimpleQueue()
        key = secrets.token_bytes(32)
        self._listener = host.listen(key)
        self._address = self._listener.address
        self._pipe: Connection | None = None
        self.patience = host.patience  # seconds that it may take to get ready
        self._process = host.start(spelled(self._address), key.hex())
        self._reader = Thread(target=self._read, name="worker-reader", daemon=True)
        self._reader.start()
        Thread(target=self._wait, name="worker-waiter", daemon=True).start()

    @property
    def pid(self) -> int | None:
        """The worker's process number, if it runs on this machine."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.alive

    @property
    def turn(self) -> Turn | None:
        """Which runs the worker is working on, or was when it died."""
        return self._process.turn

    @property
    def used(self) -> float | None:
        """Seconds of processor time that the worker had so far; None if nobody knows."""
        return self._process.used

    def send(self, order: Order) -> None:
        """Pass on an order; it waits its turn if the worker is still starting."""
        self._orders.put(order)

    async def stop(self, patience: float = 3.0) -> None:
        """Let the worker save its runs and leave; past the patience, end it."""
        self.send(Stop())
        try:
            await asyncio.wait_for(asyncio.to_thread(self._process.wait), patience)
        except TimeoutError:
            self.kill()
        await asyncio.to_thread(self._reader.join, patience)  # it passes on the last reports
        await asyncio.sleep(0)

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def _read(self) -> None:
        """Reader thread: the worker's reports, until the pipe breaks."""
        with self._listener, suppress(EOFError, OSError), self._accepted() as pipe:
            self._pipe = pipe
            Thread(target=self._write, args=(pipe,), name="worker-writer", daemon=True).start()
            while True:
                self._call(self._on_report, pipe.recv())
        self._orders.put(None)
        self.kill()
        self._process.wait()
        self._process.clear()
        self._call(self._on_lost)

    def _accepted(self) -> Connection:
        """Whoever knows the key; a stranger who knocks is sent away."""
        while True:
            try:
                return self._listener.accept()
            except (AuthenticationError, EOFError, ConnectionError):
                if not self.alive:
                    raise EOFError from None

    def _write(self, pipe: Connection) -> None:
        """Writer thread: the orders, in their order."""
        with suppress(OSError):
            while (order := self._orders.get()) is not None:
                pipe.send(order)

    def _wait(self) -> None:
        """Waiter thread: wakes the reader if the process has ended before it connected, or without a word."""
        self._process.wait()
        if self._pipe is None:
            with suppress(OSError, EOFError, AuthenticationError), Client(self._address, authkey=b"over"):
                pass
        elif self._process.vanished:
            with suppress(OSError), socket.socket(fileno=dup(self._pipe.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)

    def _call(self, function: Callable[..., None], *args: Report) -> None:
        with suppress(RuntimeError):  # the loop has closed: nobody listens any more
            self._loop.call_soon_threadsafe(function, *args)
