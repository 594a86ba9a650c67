"""A side job's share of the machine: how soon looking may come again after it has cost so much."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Allowance:
    """Lets a job run every `gap` seconds, later where it would take more than its share, never later than `longest`.

    The share is of the run's own slice: with `active` runs on the machine a job waits so many times longer.
    """

    share: float
    gap: float
    longest: float = float("inf")
    next_at: float = 0.0

    def due(self, now: float) -> bool:
        """Whether the job may run."""
        return now >= self.next_at

    def spent(self, started: float, now: float, active: int) -> None:
        """The job ran from `started` to `now`; plan the next time, keeping step with the gap where the cost allows, and
        with the longest where it does not."""
        wait = max(self.gap, (now - started) * max(1, active) / self.share)
        step = self.gap if wait < self.longest else self.longest
        on_time = self.next_at if started - self.next_at < step else started
        self.next_at = max(on_time + min(wait, self.longest), now)
