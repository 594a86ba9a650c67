"""The page "Which 50 %?" in the worker: four runs, each halted at its moment; then all stand still."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from gan_core.engine.parade import Parade
from live.wire.lineup import LineupOpening
from live.worker.part import Part

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


class LineupPlay(Part):
    """Tells what the gauges said of each run when it was halted."""

    def __init__(self, opening: LineupOpening, trainer: Trainer) -> None:
        self._trainer, self._parade = trainer, Parade(trainer, opening.halted)
        self._arrived = False
        self._stop()

    def before_round(self) -> None:
        """It may be somebody's moment."""
        self._parade.before_round()
        self._stop()

    def arrived(self) -> None:
        """All four have been halted."""
        self._arrived = True

    def header(self) -> dict[str, Any]:
        """The readings, in the order of the runs; null of a run that still trains."""
        return {"readings": [asdict(reading) if reading else None for reading in self._parade.readings]}

    def news(self) -> tuple[bool, list[bool]]:
        """Whether the run has just been stopped, and who is halted."""
        arrived, self._arrived = self._arrived, False
        return arrived, [reading is not None for reading in self._parade.readings]

    def _stop(self) -> None:
        # The round that is about to be played is the last: in it nobody has a turn.
        self.stop_at = self._trainer.step + 1 if self._parade.over else None
