"""The page on which a person is the detective, in the worker: forgers of three stages, notes, lessons from verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from gan_core import data as datasets
from gan_core.data.base import Floats
from live.wire.detective import LESSON, PART
from live.wire.frames import encode, picture_section
from live.wire.opening import Opening
from live.worker.climbing import Climbing
from live.worker.clock import NEVER
from live.worker.schooling import Schooling
from live.worker.shelf import Shelf

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

LIVE_SEEDS: Final = 100_000  # a lot's fakes come from a seed above those that are used for measuring


class DetectivePlay(Climbing):
    """Deals notes of each stage's forger, and schools one on verdicts."""

    def __init__(self, opening: Opening, trainer: Trainer, shelf: Shelf | None = None) -> None:
        super().__init__(opening, trainer, shelf)
        self._schooling: Schooling | None = None

    # ---- notes

    def deal(self, stage: int, lot: int, count: int) -> bytes:
        """The notes of a lot, each with the truth, the machine's verdict and the clue; none if it is too soon."""
        about = {"type": "aside", "part": PART, "what": "deal", "stage": stage, "lot": lot, "notes": []}
        if stage not in self._ladder.ready:
            return encode(about)
        notes, real = self._notes(stage, lot, count)
        scores = self._ladder.bench(stage).examine(notes)[0]
        clues = datasets.eye(self._trainer.data.name).look(notes)
        told = [
            {"real": bool(r), "machine": float(score), "clue": clue and {"words": clue.words, "boxes": clue.boxes}}
            for r, score, clue in zip(real, scores, clues, strict=True)
        ]
        section = picture_section("notes", 0, notes, lossless=True)
        return encode(about | {"round": self._ladder.rounds[stage], "notes": told}, [section])

    def _notes(self, stage: int, lot: int, count: int) -> tuple[Floats, np.ndarray]:
        """Notes (count, …) in a shuffled order, and which of them are real."""
        held_out, half = self._trainer.data.held_out, count // 2
        dice = np.random.default_rng([self._trainer.experiments[0].seed, stage, lot])
        reals = held_out[dice.choice(len(held_out), half, replace=False)]
        fakes = self._ladder.bench(stage).sample(half, seed=LIVE_SEEDS + lot)
        order = dice.permutation(count)
        return np.concatenate([reals, fakes])[order], np.arange(count)[order] < half

    # ---- lessons from verdicts

    def teach(self, stage: int, lot: int, stamps: list[bool]) -> None:
        """Begin a schooling; it goes on in small slices."""
        if stage in self._ladder.ready:
            notes, real = self._notes(stage, lot, LESSON)
            pupils = {"verdicts": self._ladder.fresh(stage), "truth": self._ladder.fresh(stage)}
            labels = {"verdicts": np.array(stamps), "truth": real}
            self._schooling, self.due = Schooling(stage, notes, labels, pupils), 0.0

    def work(self) -> bytes | None:
        """A slice of the schooling, if there is one."""
        if self._schooling is None:
            return None
        told = self._schooling.slice()
        if self._schooling.over:
            self._schooling, self.due = None, NEVER
        return told
