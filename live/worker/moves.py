"""What the slider and the cures did to a run, and in which round: done again in the same rounds, it is the same run."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from gan_core import collapse
from live.wire.commands import MOST
from live.wire.messages import Move

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

RULED: Final = 1  # the member that the slider rules; its twin is member 0


class Moves:
    """Moves one member's settings, now or when the round of a move that was kept has come."""

    def __init__(self, trainer: Trainer, coming: Iterable[Move] = ()) -> None:
        self._trainer = trainer
        self.done: list[Move] = []
        self._coming = deque(sorted(coming, key=lambda move: move[0]))

    def catch_up(self) -> None:
        """Do what is due before the next round."""
        while self._coming and self._coming[0][0] <= self._trainer.step:
            _, strength, cure = self._coming.popleft()
            self._do(strength, cure)

    def now(self, strength: float, cure: str | None) -> None:
        """A move by hand: what was still to come no longer comes."""
        self._coming.clear()
        self._do(strength, cure)

    def _do(self, strength: float, cure: str | None) -> None:
        trainer = self._trainer
        trainer.update(RULED, **collapse.settings(trainer.experiments[RULED].data, strength, cure))
        if self.done and self.done[-1][0] == trainer.step:
            self.done.pop()
        self.done = [*self.done, (trainer.step, strength, cure)][-MOST:]
