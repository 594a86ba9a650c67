"""How long a run may be alone, how many there may be, and how much of them one address may have."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from live.web import machine

PER_CORE: Final = 16  # a class of thirty learns on two cores
PER_RUN: Final = 96 * 2**20  # bytes that the worker and the hub keep of one
HOUSE: Final = 2**30  # bytes for the server and the libraries, before the first run


@dataclass(frozen=True)
class Limits:
    """Seconds unless said otherwise."""

    rest_after: float = 10.0  # without a viewer
    close_after: float = 600.0
    store_every: float = 15.0
    runs: int = 32

    @classmethod
    def from_environment(cls) -> Limits:
        """What fits this machine, with FORGER_MAX_RUNS and FORGER_REST_AFTER (seconds) where they are set."""
        rest = float(os.environ.get("FORGER_REST_AFTER", cls.rest_after))
        return cls(rest_after=rest, runs=int(os.environ.get("FORGER_MAX_RUNS") or places()))


def places(cores: int | None = None, memory: int | None = None) -> int:
    """How many runs train at once on so many cores and bytes; of this machine, unless told."""
    cores, memory = cores or machine.cores(), memory or machine.memory()
    return max(1, min(PER_CORE * cores, (memory - HOUSE) // PER_RUN))
