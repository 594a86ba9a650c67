"""The worker's side of pages' own parts: what one page alone does to a run, and has to say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

from gan_core.snapshot import Metrics
from live.worker.collapse import CollapsePlay

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


class Part(Protocol):
    """One page's own part of a run."""

    stop_at: int | None  # the round before which the run is to stand still

    def before_round(self) -> None:
        """Do what is due before the next round."""

    def arrived(self) -> None:
        """The run stands still in its round."""

    def take_over(self) -> None:
        """Somebody plays on by hand."""

    def measured(self, member: int, metrics: Metrics) -> None:
        """A member was measured."""

    def header(self) -> dict[str, Any]:
        """What every frame says of it."""

    def news(self) -> Any:
        """What the web process is to keep, once."""


PARTS: Final[dict[str, Any]] = {"collapse": CollapsePlay}


def begun(openings: Mapping[str, Any], trainer: Trainer) -> dict[str, Part]:
    """The parts of a run, by their names."""
    return {name: PARTS[name](opening, trainer) for name, opening in openings.items()}
