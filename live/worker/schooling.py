"""Forgers schooled on two dozen labelled notes: one by a person's verdicts, its twin by the truth about the same notes.

Each pupil is a whole pair. In a round its detective hears only these notes, each called real or fake by the label that
it bears, and its forger learns from that detective alone. Nothing else differs between the twins.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter as now
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from gan_core.data.base import Floats
from live.wire.detective import PART
from live.wire.frames import Section, encode, picture_section

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

ROUNDS: Final = 60  # at 150 little but the effect of going on is added
SLICE: Final = 0.02  # seconds of one turn
TELL: Final = 0.25  # seconds between two words about how far it is
SHOWN: Final = 12  # notes of each wall


class Schooling:
    """Goes on in slices until `over`."""

    def __init__(
        self,
        stage: int,
        notes: Floats,
        labels: Mapping[str, NDArray[np.bool_]],
        pupils: Mapping[str, Trainer],
        rounds: int = ROUNDS,
    ) -> None:
        self._stage, self._notes, self._labels, self._pupils, self._rounds = stage, notes, labels, pupils, rounds
        self._dice = {name: np.random.default_rng(0) for name in pupils}
        self._done, self._told = 0, 0.0
        first = next(iter(pupils.values()))
        self._walls, self._figures = [_wall("before", 0, first)], {"before": _figures(first)}

    @property
    def over(self) -> bool:
        """Whether all rounds are done."""
        return self._done >= self._rounds

    def slice(self) -> bytes | None:
        """A few rounds, and now and then a word about them."""
        started = now()
        while not self.over and now() - started < SLICE:
            for name, pupil in self._pupils.items():
                self._round(name, pupil)
            self._done += 1
        if self.over:
            return self._report()
        if started - self._told < TELL:
            return None
        self._told = started
        return encode(self._about("schooling") | {"done": self._done / self._rounds})

    def _round(self, name: str, pupil: Trainer) -> None:
        """One round of a pupil, on notes drawn from both piles."""
        real, fake = (self._drawn(name, pupil, label) for label in (True, False))
        pupil.tell("detective", real, fake)
        pupil.tell("forger", real, fake)
        pupil.step += 1

    def _drawn(self, name: str, pupil: Trainer, label: bool) -> Floats:
        pile = np.flatnonzero(self._labels[name] == label)
        drawn: Floats = self._notes[self._dice[name].choice(pile, pupil.experiments[0].batch)]
        return drawn

    def _report(self) -> bytes:
        for member, (name, pupil) in enumerate(self._pupils.items(), start=1):
            self._walls.append(_wall(name, member, pupil))
            self._figures[name] = _figures(pupil)
        return encode(self._about("schooled") | {"figures": self._figures, "rounds": self._rounds}, self._walls)

    def _about(self, what: str) -> dict[str, Any]:
        right = int((self._labels["verdicts"] == self._labels["truth"]).sum())
        return {"type": "aside", "part": PART, "what": what, "stage": self._stage, "right": right}


def _wall(name: str, member: int, pupil: Trainer) -> Section:
    return picture_section(name, 0, pupil.snapshot().fakes[:SHOWN], lossless=True)


def _figures(pupil: Trainer) -> dict[str, Any]:
    """How the pupil's notes look to a strict reader, and how good its detective is on notes that it never saw."""
    seen = pupil.measure()
    return {"strict": seen.high_quality, "mixed": seen.mixed, "modes": seen.modes, "accuracy": seen.d_accuracy}
