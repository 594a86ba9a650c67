"""Forgers of the three stages of one training: taken from the shelf, or put there when their rounds come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gan_core.forgers import rounds
from live.worker.shelf import Shelf

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


class Ladder:
    """Watches a run that trains, and has the forger of each stage as soon as it is known."""

    def __init__(self, trainer: Trainer, shelf: Shelf) -> None:
        self._trainer, self._shelf = trainer, shelf
        self._experiment = trainer.experiments[0]
        self.rounds: Final = rounds(self._experiment)
        self._states = {stage: shelf.take(self._experiment, step) for stage, step in self.rounds.items()}
        self._benches: dict[int, Trainer] = {}
        self._climb_at_once()

    @property
    def ready(self) -> list[int]:
        """The stages whose forger is known."""
        return [stage for stage, state in self._states.items() if state is not None]

    @property
    def top(self) -> int | None:
        """The last round that is still to be trained for; None when all forgers are known."""
        missing = [self.rounds[stage] for stage, state in self._states.items() if state is None]
        return max(missing, default=None)

    def look(self) -> None:
        """Called before each round: this may be one whose forger is wanted."""
        for stage, step in self.rounds.items():
            if self._states[stage] is None and self._trainer.step == step:
                self._trainer.measure()  # so that the detective knows its threshold
                self._states[stage] = state = self._trainer.state()
                self._shelf.put(self._experiment, step, state)

    def bench(self, stage: int) -> Trainer:
        """A trainer that stands where the forger of this stage was taken, for looking; KeyError until it is known."""
        if stage not in self._benches:
            self._benches[stage] = self.fresh(stage)
        return self._benches[stage]

    def fresh(self, stage: int) -> Trainer:
        """Another such trainer, for training on."""
        state = self._states[stage]
        if state is None:
            raise KeyError(stage)
        trainer = type(self._trainer)([self._experiment])
        trainer.restore(state)
        return trainer

    def _climb_at_once(self) -> None:
        """The run goes on from the highest forger that is known below the first one missing."""
        known, state, missing = 0, None, None
        for stage, step in self.rounds.items():
            if self._states[stage] is None:
                missing = step
                break
            known, state = step, self._states[stage]
        if known > self._trainer.step or (missing is not None and missing < self._trainer.step):
            self._trainer.restore(state or type(self._trainer)([self._experiment]).state())
