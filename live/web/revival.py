"""How long to wait before the next worker, so that one that keeps dying does not eat the machine."""

from __future__ import annotations

from collections import deque
from typing import Final

WINDOW: Final = 60.0  # seconds over which deaths count
LONGEST: Final = 15.0


class Revival:
    """At once after a first death; after the third within a minute 1 s, then twice as long each time."""

    def __init__(self) -> None:
        self.count = 0
        self._deaths: deque[float] = deque(maxlen=8)

    def delay(self, now: float) -> float:
        """Seconds to wait after a death now."""
        self.count += 1
        self._deaths.append(now)
        recent = sum(now - at < WINDOW for at in self._deaths)
        return 0.0 if recent < 3 else min(LONGEST, 2.0 ** (recent - 3))
