"""A page's part of a run that stops once the forgers of three stages are known: where it stands, and who is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from live.wire.opening import Opening
from live.worker.clock import NEVER
from live.worker.ladder import Ladder
from live.worker.part import Part
from live.worker.shelf import Shelf

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


class Climbing(Part):
    """Climbs the ladder of forgers while the run trains."""

    def __init__(self, opening: Opening, trainer: Trainer, shelf: Shelf | None = None) -> None:
        self._trainer = trainer
        self._ladder = Ladder(trainer, shelf or Shelf.default())
        self._arrived = False
        self.due = NEVER
        self.stop_at = self._ladder.top if self._ladder.top is not None else trainer.step

    def before_round(self) -> None:
        """The forger of this round may be wanted."""
        self._ladder.look()

    def arrived(self) -> None:
        """All three forgers are known."""
        self._ladder.look()
        self.stop_at, self._arrived = None, True

    def header(self) -> dict[str, Any]:
        """Which forgers there are, and after how many rounds each was, or will be, taken."""
        return {"ready": self._ladder.ready, "rounds": list(self._ladder.rounds.values())}

    def news(self) -> bool:
        """Whether the run has just been stopped."""
        arrived, self._arrived = self._arrived, False
        return arrived
