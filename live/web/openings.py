"""How often one address opens a new run: a class at once, then one every two seconds."""

from __future__ import annotations

from live.web.meter import Meter


class Openings:
    """A meter for each address that has opened something lately."""

    def __init__(self, at_once: int) -> None:
        self._rate, self._burst = at_once / 120, 2.0 * at_once
        self._meters: dict[str, Meter] = {}

    def allows(self, house: str, now: float) -> bool:
        """Whether one more may be opened from there."""
        if len(self._meters) > 1000:
            self._meters = {name: meter for name, meter in self._meters.items() if not meter.full(now)}
        return self._meters.setdefault(house, Meter(self._rate, self._burst, now)).allows(now)
