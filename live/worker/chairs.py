"""Chairs for judges at work: a judge holds thousands of items while it learns, so only a few sit at a time.

Those who wait come in the order in which they were last seated, so that every run is judged as often as any other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter as clock
from typing import Final
from weakref import WeakKeyDictionary, WeakSet

PATIENT: Final = 3.0  # seconds after which who has not asked again no longer waits


@dataclass
class Chairs:
    """So many places for one kind of judge, for all runs of a worker."""

    count: int
    _seated: WeakSet[object] = field(default_factory=WeakSet)
    _asked: WeakKeyDictionary[object, float] = field(default_factory=WeakKeyDictionary)  # moments
    _sat: WeakKeyDictionary[object, float] = field(default_factory=WeakKeyDictionary)

    def take(self, who: object) -> bool:
        """Sit down, if there is a place and nobody who waits has been waiting for longer."""
        now = clock()
        self._asked[who] = now
        if who in self._seated:
            return True
        waiting = [w for w, asked in self._asked.items() if now - asked < PATIENT and w not in self._seated]
        free = self.count - len(self._seated)
        if who not in sorted(waiting, key=lambda w: self._sat.get(w, 0.0))[:free]:
            return False
        self._seated.add(who)
        self._sat[who] = now
        return True

    def leave(self, who: object) -> None:
        """Get up; who does not sit may leave too."""
        self._seated.discard(who)
        self._asked.pop(who, None)

    def sharing(self, active: int) -> int:
        """Among how many runs these judges' time is shared: no more than can sit."""
        return min(active, self.count)


@dataclass
class Bench:
    """The chairs of a worker."""

    referees: Chairs = field(default_factory=lambda: Chairs(2))
    experts: Chairs = field(default_factory=lambda: Chairs(1))
