"""One worker process and the private pipe to it, seen from the web process's event loop."""

from __future__ import annotations

import asyncio
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import Final

from live.web import machine
from live.wire.messages import Order, Report, Stop
from live.wire.turn import MARK, MarkFile, Turn

ROOT: Final = Path(__file__).resolve().parent.parent.parent
COMMAND: Final = (sys.executable, "-m", "live.worker")
# OpenMP's threads wait for one another by spinning. On cores that a browser or a second run also uses, a round of
# the banknotes then took 60 to 570 ms instead of 7. Asleep they harm nobody, and the worker tries out how many pay.
THREADS: Final = {"OMP_WAIT_POLICY": "PASSIVE", "OMP_NUM_THREADS": str(min(4, machine.cores()))}


class Link:
    """Starts a worker; reports and its end arrive as calls on the event loop.

    Threads do the blocking, so that neither a busy worker nor a large checkpoint holds up the loop. A subprocess
    rather than multiprocessing's spawn, which would import the web server's main module again.
    """

    def __init__(
        self, on_report: Callable[[Report], None], on_lost: Callable[[], None], command: Sequence[str] = COMMAND
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._on_report, self._on_lost = on_report, on_lost
        self._orders: SimpleQueue[Order | None] = SimpleQueue()
        key = secrets.token_bytes(32)
        self._listener = Listener(authkey=key)
        self._address, self._connected = self._listener.address, False
        self._turn, self._started = MarkFile(), monotonic()
        secret = {"FORGER_WORKER_ADDRESS": str(self._address), "FORGER_WORKER_KEY": key.hex(), MARK: self._turn.path}
        self._process = subprocess.Popen(command, cwd=ROOT, env=THREADS | os.environ | secret)
        self._reader = Thread(target=self._read, name="worker-reader", daemon=True)
        self._reader.start()
        Thread(target=self._wait, name="worker-waiter", daemon=True).start()

    @property
    def pid(self) -> int:
        """The worker's process number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    @property
    def age(self) -> float:
        """Seconds since the process was started."""
        return monotonic() - self._started

    @property
    def turn(self) -> Turn | None:
        """Which runs the worker is working on, or was when it died."""
        return self._turn.mark.read()

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
        with suppress(OSError):
            self._process.kill()

    def _read(self) -> None:
        """Reader thread: the worker's reports, until the pipe breaks."""
        try:
            with self._listener, self._listener.accept() as pipe:
                self._connected = True
                Thread(target=self._write, args=(pipe,), name="worker-writer", daemon=True).start()
                while True:
                    self._call(self._on_report, pipe.recv())
        except (EOFError, OSError, AuthenticationError):
            pass
        self._orders.put(None)
        self.kill()
        self._process.wait()
        self._turn.remove()
        self._call(self._on_lost)

    def _write(self, pipe: Connection) -> None:
        """Writer thread: the orders, in their order."""
        with suppress(OSError):
            while (order := self._orders.get()) is not None:
                pipe.send(order)

    def _wait(self) -> None:
        """Waiter thread: wakes the reader if the process ends before it has connected."""
        self._process.wait()
        if not self._connected:
            with suppress(OSError, EOFError, AuthenticationError), Client(self._address, authkey=b"over"):
                pass

    def _call(self, function: Callable[..., None], *args: Report) -> None:
        with suppress(RuntimeError):  # the loop has closed: nobody listens any more
            self._loop.call_soon_threadsafe(function, *args)
