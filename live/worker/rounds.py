"""A round taken apart: the detective's turns and the forger's turns, counted as one round once both had theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


class Rounds:
    """Whole rounds, and half ones on behalf of slow motion and single steps. Each yields between two turns, and is to
    be brought to its end before anything else is done with the trainer.
    """

    def __init__(self, trainer: Trainer, *, half: bool = False) -> None:
        self.trainer = trainer
        self.half = half  # the detective had its turns, the forger not yet

    def full(self) -> Iterator[None]:
        """One full round, or the rest of the one that was begun."""
        return self.forger() if self.half else self.trainer.turns()

    def begin(self) -> Iterator[None]:
        """The detective's turns of a round, unless it had them already."""
        return iter(()) if self.half else self.detective()

    def detective(self) -> Iterator[None]:
        """The detective's turns of a round."""
        yield from _turns(self.trainer.detective_step, [e.d_steps for e in self.trainer.experiments])
        self.half = True

    def forger(self) -> Iterator[None]:
        """The forger's turns of a round."""
        yield from _turns(self.trainer.forger_step, [e.g_steps for e in self.trainer.experiments])
        if self.half:
            self.trainer.step += 1
        self.half = False


def _turns(play: Callable[[list[bool]], None], turns: Sequence[int]) -> Iterator[None]:
    """As many as each member has."""
    for k in range(max(turns)):
        if k:
            yield
        play([k < n for n in turns])
