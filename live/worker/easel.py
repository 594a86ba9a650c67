"""The page on which a person paints a note, in the worker: judged by the detective of a stage, beside its forger's own.

A painting is printed on the paper that all notes have, real or fake: its grain, always the same, is laid over it.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from gan_core import data as datasets
from gan_core.data.base import Floats
from live.wire.easel import PART, SLIDERS, painting
from live.wire.frames import array_section, encode, picture_section
from live.worker.climbing import Climbing

BESIDE: Final = 200  # notes of each kind, real and the forger's own, among which a painting is ranked
SEED: Final = 7


class EaselPlay(Climbing):
    """Judges paintings, and prints notes from dice that a person sets."""

    _ranks: dict[int, tuple[Floats, Floats]] | None = None

    def judge(self, stage: int, pixels: str) -> bytes:
        """The detective's belief, the painting's rank, the clue measured on it, and what would have to change."""
        if stage not in self._ladder.ready:
            return encode(self._about("judged", stage) | {"score": None})
        note = self._on_paper(painting(pixels, self._trainer.data.name))[None]
        scores, feedback = self._ladder.bench(stage).examine(note)
        [clue] = datasets.eye(self._trainer.data.name).look(note)
        fakes, reals = self._beside(stage)
        strongest = float(np.abs(feedback).max()) or 1.0
        told = {
            "score": float(scores[0]),
            "beats_fakes": float((fakes < scores[0]).mean()),
            "beats_reals": float((reals < scores[0]).mean()),
            "clue": clue and {"words": clue.words, "boxes": clue.boxes},
        }
        section = array_section("feedback", 0, (feedback[0] / strongest).astype(np.float32))
        return encode(self._about("judged", stage) | told, [section])

    def print_note(self, stage: int, roll: int, dials: list[float]) -> bytes:
        """What the stage's forger prints, and the first numbers of the dice roll that it printed from."""
        if stage not in self._ladder.ready:
            return encode(self._about("printed", stage) | {"z": []})
        bench = self._ladder.bench(stage)
        z = bench.fixed_latents()[0][:, roll : roll + 1].clone()
        for k, number in enumerate(dials):
            z[0, 0, k] = number
        note = picture_section("note", 0, bench.view.print_from(z, None), lossless=True)
        return encode(self._about("printed", stage) | {"roll": roll, "z": z[0, 0, :SLIDERS].tolist()}, [note])

    def _about(self, what: str, stage: int) -> dict[str, Any]:
        return {"type": "aside", "part": PART, "what": what, "stage": stage}

    def _on_paper(self, note: Floats) -> Floats:
        data = self._trainer.data
        grain = np.random.default_rng(SEED).standard_normal((1, *data.shape[1:]), dtype=np.float32)
        printed: Floats = note + data.grain * grain
        return printed

    def _beside(self, stage: int) -> tuple[Floats, Floats]:
        """The detective's scores of its forger's own notes and of real ones, (n,) each."""
        self._ranks = self._ranks or {}
        if stage not in self._ranks:
            bench = self._ladder.bench(stage)
            fakes, reals = bench.sample(BESIDE, seed=SEED), bench.data.held_out[:BESIDE]
            self._ranks[stage] = (bench.examine(fakes)[0], bench.examine(reals)[0])
        return self._ranks[stage]
