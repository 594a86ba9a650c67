"""The worker's side of a page's own part of a run: what it may do, each of which it may leave out."""

from __future__ import annotations

from typing import Any, Protocol

from gan_core.snapshot import Metrics
from live.worker.clock import NEVER


class Part(Protocol):
    """One page's own part of a run."""

    stop_at: int | None = None  # the round before which the run is to stand still
    due: float = NEVER  # the moment at which it wants to do some work of its own

    def before_round(self) -> None:
        """Do what is due before the next round."""

    def arrived(self) -> None:
        """The run stands still in its round."""

    def take_over(self) -> None:
        """Somebody plays on by hand."""

    def measured(self, member: int, metrics: Metrics) -> None:
        """A member was measured."""

    def work(self) -> bytes | None:
        """A few milliseconds of its own work, whether the run trains or not, and what it has to tell the pages."""
        return None

    def header(self) -> dict[str, Any]:
        """What every frame says of it."""
        return {}

    def news(self) -> Any:
        """What the web process is to keep, once."""
        return None
