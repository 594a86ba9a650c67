"""How long a run may be alone, how many there may be, and how much of them one address may have."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from live.web import machine

PER_CORE: Final = 16  # a class of thirty learns on two cores
PER_RUN: Final = 96 * 2**20  # bytes that the worker and the hub keep of one
HOUSE: Final = 2**30  # bytes for the server and the libraries, before the first run
WORKER: Final = 384 * 2**20  # bytes of the libraries for each worker but the first


@dataclass(frozen=True)
class Limits:
    """Seconds unless said otherwise."""

    rest_after: float = 10.0  # without a viewer
    close_after: float = 600.0
    store_every: float = 15.0
    stuck_after: float = 30.0  # in one turn of the worker, which should take milliseconds
    runs: int = 32
    per_address: int = 60  # runs at once, so that a school behind one address fits

    @property
    def sockets(self) -> int:
        """WebSockets at once from one address: each page has two, and many may watch."""
        return 10 * self.per_address

    @property
    def share(self) -> int:
        """Runs at once of one address: never all of them."""
        return min(self.per_address, max(1, self.runs - max(1, self.runs // 16)))

    @classmethod
    def from_environment(cls) -> Limits:
        """What fits this machine, but for what FORGER_MAX_RUNS, FORGER_PER_ADDRESS, and in seconds FORGER_REST_AFTER
        and FORGER_CLOSE_AFTER, say."""
        said = os.environ.get
        rest = float(said("FORGER_REST_AFTER") or cls.rest_after)
        most = int(said("FORGER_PER_ADDRESS") or cls.per_address)
        close = float(said("FORGER_CLOSE_AFTER") or cls.close_after)
        return cls(rest_after=rest, close_after=close, runs=int(said("FORGER_MAX_RUNS") or places()), per_address=most)


def places(cores: int | None = None, memory: int | None = None) -> int:
    """How many runs train at once on so many cores and bytes; of this machine, unless told."""
    cores, memory = cores or machine.cores(), memory or machine.memory()
    house = HOUSE + (workers(cores, memory) - 1) * WORKER
    return max(1, min(PER_CORE * cores, (memory - house) // PER_RUN))


def workers(cores: int | None = None, memory: int | None = None) -> int:
    """How many processes may train at once there: one a core, where memory for runs is left beside them."""
    cores, memory = cores or machine.cores(), memory or machine.memory()
    return max(1, min(cores, (memory - HOUSE) // HOUSE))
