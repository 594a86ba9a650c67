"""Where a worker process runs: on this machine, as a child of the web process (`Here`), or elsewhere (`cluster.py`)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Listener
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from tempfile import gettempdir
from typing import Final, Protocol

from gan_core.data.shared import FOLDER
from live.web import machine
from live.web.processor import processor_seconds
from live.wire.pipe import ADDRESS, KEY
from live.wire.turn import MARK, MarkFile, Turn

ROOT: Final = Path(__file__).resolve().parent.parent.parent
COMMAND: Final = (sys.executable, "-m", "live.worker")
# OpenMP's threads wait for one another by spinning. On cores that a browser or a second run also uses, a round of
# the banknotes then took 60 to 570 ms instead of 7. Asleep they harm nobody, and the worker tries out how many pay.
FILL: Final = 3  # runs that train: two threads are of less use to them than a worker more
THREADS: Final = {"OMP_WAIT_POLICY": "PASSIVE", "OMP_NUM_THREADS": str(min(4, machine.cores()))}


@dataclass(frozen=True)
class Size:
    """How many workers there are."""

    fill: int  # runs that train in one worker, after which there should be another
    least: int
    most: int
    one_device: bool = False  # all share this machine: where that trains on a GPU, a second would be in the way


class Process(Protocol):
    """A worker process, wherever it runs."""

    @property
    def pid(self) -> int | None: ...
    @property
    def alive(self) -> bool: ...
    @property
    def turn(self) -> Turn | None: ...
    @property
    def used(self) -> float | None:
        """Seconds of processor time so far, where that is known."""

    @property
    def vanished(self) -> bool:
        """Whether it has ended in a way that may leave the pipe open, as when a machine is switched off."""

    def wait(self) -> object:
        """Block until it has ended."""

    def kill(self) -> None: ...
    def clear(self) -> None:
        """It has ended: leave nothing of it behind."""


class Host(Protocol):
    """Starts workers."""

    patience: float  # seconds that one may take to get ready

    @property
    def size(self) -> Size: ...
    def listen(self, key: bytes) -> Listener:
        """Where the worker will find the pipe."""

    def start(self, address: str, key: str) -> Process:
        """A worker that will connect there."""

    def close(self) -> None:
        """All workers have left, and none will come."""


class Child:
    """A child of this process.

    A subprocess rather than multiprocessing's spawn, which would import the web server's main module again.
    """

    vanished = False

    def __init__(self, command: Sequence[str], address: str, key: str, more: Mapping[str, str] | None = None) -> None:
        self._mark = MarkFile()
        secret = {ADDRESS: address, KEY: key, MARK: self._mark.path, **(more or {})}
        self._process = subprocess.Popen(command, cwd=ROOT, env=THREADS | os.environ | secret)
        self.wait = self._process.wait

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    @property
    def turn(self) -> Turn | None:
        """Whose turn it is, or was when it died."""
        return self._mark.mark.read()

    @property
    def used(self) -> float | None:
        """Seconds of processor time so far."""
        return processor_seconds(self._process.pid)

    def kill(self) -> None:
        """At once."""
        with suppress(OSError):
            self._process.kill()

    def clear(self) -> None:
        """The mark's file goes; what was written last can still be read."""
        self._mark.remove()


class Here:
    """On this machine."""

    patience = 180.0

    def __init__(self, command: Sequence[str] = COMMAND, most: int = 1) -> None:
        self._command, self.size = command, Size(FILL, least=1, most=most, one_device=True)
        self._items = str(Path(gettempdir(), f"forger-items-{token_hex(16)}"))  # which all of them hold in common

    def listen(self, key: bytes) -> Listener:
        """A local pipe."""
        return Listener(authkey=key)

    def start(self, address: str, key: str) -> Child:
        """As a child."""
        return Child(self._command, address, key, {FOLDER: self._items})

    def close(self) -> None:
        """What they had in common goes."""
        rmtree(self._items, ignore_errors=True)
