"""How long a run may be alone, and how many there may be."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Seconds unless said otherwise."""

    rest_after: float = 10.0  # without a viewer
    close_after: float = 600.0
    store_every: float = 15.0
    runs: int = 40

    @classmethod
    def from_environment(cls) -> Limits:
        """The defaults, with FORGER_MAX_RUNS and FORGER_REST_AFTER (seconds) where they are set."""
        rest = float(os.environ.get("FORGER_REST_AFTER", cls.rest_after))
        return cls(rest_after=rest, runs=int(os.environ.get("FORGER_MAX_RUNS", cls.runs)))
