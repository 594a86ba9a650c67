"""The worker's side of pages' own parts: what one page alone does to a run, and has to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from live.worker.clock import NEVER
from live.worker.collapse import CollapsePlay
from live.worker.crash import CrashPlay
from live.worker.detective import DetectivePlay
from live.worker.easel import EaselPlay
from live.worker.forger import ForgerPlay
from live.worker.hood import HoodPlay
from live.worker.lineup import LineupPlay
from live.worker.part import Part

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


PARTS: Final[dict[str, Any]] = {
    "collapse": CollapsePlay,
    "crash": CrashPlay,
    "detective": DetectivePlay,
    "forger": ForgerPlay,
    "easel": EaselPlay,
    "hood": HoodPlay,
    "lineup": LineupPlay,
}


class Parts(dict[str, Part]):
    """The parts of a run, by their names."""

    @property
    def due(self) -> float:
        """The moment at which the first of them wants to do some work of its own."""
        return min((part.due for part in self.values()), default=NEVER)

    def work(self, now: float) -> Iterator[bytes]:
        """The work of those for whom it is time, and what they have to tell."""
        for part in self.values():
            if part.due <= now and (told := part.work()) is not None:
                yield told

    def stop(self, step: int) -> bool:
        """Whether one has the run stand still before this round."""
        return any(part.stop_at == step for part in self.values())

    def arrived(self, step: int) -> bool:
        """Whether the run has come there: who waited for it hears so."""
        there = [part for part in self.values() if part.stop_at is not None and step >= part.stop_at]
        for part in there:
            part.arrived()
        return bool(there)

    def before_round(self) -> None:
        """What they do before a round."""
        for part in self.values():
            part.before_round()

    def take_over(self) -> None:
        """Somebody plays on by hand."""
        for part in self.values():
            part.take_over()


def begun(openings: Mapping[str, Any], trainer: Trainer) -> Parts:
    """The parts that a run was opened with."""
    return Parts({name: PARTS[name](opening, trainer) for name, opening in openings.items()})
