"""A round taken apart: the detective's turns and the forger's turns, counted as one round once both had theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


class Rounds:
    """Takes half rounds on behalf of slow motion and single steps; whole rounds go straight to the trainer."""

    def __init__(self, trainer: Trainer) -> None:
        self.trainer = trainer
        self.half = False  # the detective had its turns, the forger not yet

    def full(self) -> None:
        """One full round, or the rest of the one that was begun."""
        if self.half:
            self.forger()
        else:
            self.trainer.round()

    def begin(self) -> None:
        """The detective's turns of a round, unless it had them already."""
        if not self.half:
            self.detective()

    def detective(self) -> None:
        """The detective's turns of a round."""
        turns = [e.d_steps for e in self.trainer.experiments]
        for k in range(max(turns)):
            self.trainer.detective_step([k < n for n in turns])
        self.half = True

    def forger(self) -> None:
        """The forger's turns of a round."""
        turns = [e.g_steps for e in self.trainer.experiments]
        for k in range(max(turns)):
            self.trainer.forger_step([k < n for n in turns])
        if self.half:
            self.trainer.step += 1
        self.half = False
