"""A bucket that fills by itself: who empties it asks too much."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Meter:
    """Lets `burst` through at once and `rate` a second in the long run."""

    rate: float
    burst: float
    at: float = 0.0
    level: float = field(init=False)

    def __post_init__(self) -> None:
        self.level = self.burst

    def allows(self, now: float) -> bool:
        """Whether one more fits; if so it is taken."""
        self._fill(now)
        if self.level < 1:
            return False
        self.level -= 1
        return True

    def full(self, now: float) -> bool:
        """Whether nothing was taken for so long that it need not be remembered."""
        self._fill(now)
        return self.level >= self.burst

    def _fill(self, now: float) -> None:
        self.level = min(self.burst, self.level + max(0.0, now - self.at) * self.rate)
        self.at = now
