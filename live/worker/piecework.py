"""Work that may be left between two pieces, so that nobody waits longer for it than a piece takes."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter as now
from typing import Final

from live.worker.clock import SLICE

HELD: Final = 2 * SLICE  # seconds after which work that is not done lets others go first


class Piecework:
    """Of one run: a slice of rounds, or a beat, as an iterator over their turns.

    While one is `under_way` nothing else may be done with the run, so that nobody sees, saves or changes half a round.
    """

    def __init__(self) -> None:
        self._work: Iterator[None] | None = None

    @property
    def under_way(self) -> bool:
        """Whether there is more to do of what was begun."""
        return self._work is not None

    def begin(self, work: Iterator[None]) -> None:
        """Do it, as far as that goes."""
        self._work = work
        self.go_on()

    def go_on(self) -> None:
        """More pieces, until it is done or takes too long."""
        started = now()
        for _ in self._work or ():
            if now() - started >= HELD:
                return
        self._work = None

    def finish(self) -> None:
        """Do all that is left, however long that takes."""
        for _ in self._work or ():
            pass
        self._work = None
