"""The four runs of "Which 50 %?" as they are trained, looked at, and halted one by one.

The page and the benchmark both ask this, so that one is measured by the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from gan_core.crash.lineup import APART, SUSPECTS, Reading, Suspect, caught, order
from gan_core.data.base import Floats
from gan_core.engine.losses import GAMES
from gan_core.engine.trainer import Trainer
from gan_core.engine.vitals import JUDGED, judgement, known
from gan_core.metrics.accuracy import balanced_accuracy, middle
from gan_core.metrics.coverage import coverage
from gan_core.philox import Rolls, Stream

SEED: Final = 7
HALTED: Final = {"g_steps": 0, "d_steps": 0}


class Parade:
    """Rules a trainer of one or several line-ups, four members each; a halted run trains no more.

    Args:
        halted: which members have been halted already.
    """

    def __init__(self, trainer: Trainer, halted: Sequence[bool] = ()) -> None:
        self.trainer = trainer
        names = [name for first in trainer.experiments[::4] for name in order(first.seed)]
        self.suspects: list[Suspect] = [SUSPECTS[name] for name in names]
        self.readings: list[Reading | None] = [None] * len(names)
        for member in (k for k, stands in enumerate(halted) if stands):
            self._halt(member, read(trainer, member))

    def before_round(self) -> None:
        """Halts whoever is at its moment."""
        if self.trainer.step % APART:
            return
        for k, suspect in enumerate(self.suspects):
            if self.readings[k] is None and self.trainer.step >= suspect.earliest:
                self._look(k, suspect)

    @property
    def over(self) -> bool:
        """Whether all have been halted."""
        return all(self.readings)

    def read(self) -> list[tuple[Suspect, Reading | None]]:
        """Each suspect, and what its gauges said when it was halted."""
        return list(zip(self.suspects, self.readings, strict=True))

    def _look(self, member: int, suspect: Suspect) -> None:
        reading = read(self.trainer, member)
        if caught(suspect, reading, self.trainer.step):
            self._halt(member, reading)

    def _halt(self, member: int, reading: Reading) -> None:
        self.readings[member] = reading
        self.trainer.update(member, **HALTED)


def read(trainer: Trainer, member: int) -> Reading:
    """The gauges of a member as it stands: the same weights give the same reading."""
    data, fakes = trainer.data, _fakes(trainer, member)
    real = known(trainer, member, np.random.default_rng(SEED))
    on_real, on_fake = trainer.logits(real, member), trainer.logits(fakes, member)
    level = middle(on_real, on_fake) if GAMES[trainer.experiments[member].loss].relative else 0.0
    judged, seen = judgement(trainer, member, fakes, SEED), coverage(data.read(fakes), data.shares)
    return Reading(
        accuracy=balanced_accuracy(on_real, on_fake, level),
        referee=judged["referee"],
        original=judged["original"],
        kinds=seen.modes,
        of=len(data.modes),
        sharp=seen.high_quality,
        spread=float(fakes.std(0).mean() / data.held_out.std(0).mean()),
    )


def _fakes(trainer: Trainer, member: int) -> Floats:
    """The same dice rolls at every step, so that a halted run reads the same for ever."""
    z, grain = trainer.match.forger.draw(JUDGED, Rolls(SEED, Stream.FRESH))
    return trainer.view.print_from(z[None].to(trainer.device), grain, member)
