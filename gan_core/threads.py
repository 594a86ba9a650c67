"""How many threads train fastest just now: tried out on the work itself, and again now and then.

Two threads on two idle cores are nearly twice as fast as one where products are large, and slower than one where they
are small or where somebody else needs the other core (docs/results.md). Nobody knows beforehand: so a slice of rounds
now and then is played with another number, and the number that was faster stays.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

AGAIN: Final = 5.0  # seconds after which the others are tried again
FASTER: Final = 0.9  # part of the time that a change must save, so that noise alone changes nothing
WEIGHT: Final = 0.3  # of the newest measurement in the average


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Threads:
    """Chooses the number of threads for one kind of work.

    Args:
        use: has the library use so many threads from now on, such as `torch.set_num_threads`.
        most: how many threads there may be.
    """

    def __init__(self, use: Callable[[int], object], most: int) -> None:
        self._use = use
        self._counts = [n for n in (1, 2, 4, 8) if n <= max(1, most)]
        self._costs: dict[int, float] = {}  # seconds a round, as last measured
        self._tried: dict[int, float] = {}  # moments
        self.chosen = self._counts[0]
        self._trial = self.chosen

    def begin(self, now: float) -> None:
        """Before a slice of rounds, at this moment."""
        self._trial = self._next(now)
        self._tried[self._trial] = now
        self._use(self._trial)

    def go_on(self) -> None:
        """The slice was left for other work, and goes on."""
        self._use(self._trial)

    def end(self, seconds: float, rounds: float) -> None:
        """After it: what it took."""
        if rounds <= 0:
            return
        cost = seconds / rounds
        last = self._costs.get(self._trial, cost)
        self._costs[self._trial] = last + WEIGHT * (cost - last)
        best = min(self._costs, key=lambda n: self._costs[n])
        if self._costs[best] < FASTER * self._costs.get(self.chosen, float("inf")):
            self.chosen = best

    def _next(self, now: float) -> int:
        """The one that was never tried, or not for long; else the chosen one."""
        oldest = min(self._counts, key=lambda n: self._tried.get(n, float("-inf")))
        return oldest if now - self._tried.get(oldest, float("-inf")) > AGAIN else self.chosen
