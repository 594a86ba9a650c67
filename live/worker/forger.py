"""The page on which a person is the forger, in the worker: a detective that learns from points laid by hand.

The run itself stands still: its own forger never plays. What the page is told of the real points is what a forger is
told, a score and an arrow for each of its own, and beside it what only the onlooker sees: the detective's map, and how
many kinds were found.
"""

from __future__ import annotations

from time import perf_counter as now
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from gan_core import by_hand
from gan_core.data.base import Floats
from live.wire.forger import PART
from live.wire.frames import encode, heat_section
from live.wire.opening import Opening
from live.worker.clock import NEVER
from live.worker.part import Part

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

REALS: Final = 512  # held-out real points whose share that passes is told beside
TELL: Final = 0.05  # seconds between two pictures of what the machine does
MOVES: Final = 10  # of the machine in that time at most: 200 a second
SLICE: Final = 0.03  # seconds of work in that time at most
TIRED: Final = 3000  # moves after which the machine stops by itself


class ForgerPlay(Part):
    """One detective, and the points that are laid before it."""

    def __init__(self, opening: Opening, trainer: Trainer) -> None:
        self._trainer, self._data = trainer, trainer.data
        self._first = trainer.state()
        self._points: Floats = np.zeros((1, 2), np.float32)
        self._start_over()
        self.due, self.stop_at = NEVER, trainer.step

    def arrived(self) -> None:
        """The run stands still from the first."""
        self.stop_at = None

    # ---- what commands do

    def lay(self, points: list[tuple[float, float]], *, hand_in: bool) -> bytes:
        """What the detective thinks of these points, after it has learnt from them if they are handed in."""
        self._points = np.array(points, np.float32)
        if hand_in:
            self._teach(by_hand.TURNS)
            self._round += 1
        return self._scored()

    def begin_again(self, points: list[tuple[float, float]]) -> bytes:
        """A detective as the first one was, which had its first turns with these points."""
        self._trainer.restore(self._first)
        self._start_over()
        self._points = np.array(points, np.float32)
        self._teach(by_hand.FIRST_TURNS)
        return self._scored()

    def drive(self, *, on: bool) -> bytes:
        """The machine moves the points from now on, or no longer."""
        self._left, self.due = (TIRED, 0.0) if on else (0, NEVER)
        return self._scored()

    def work(self) -> bytes:
        """Some moves of the machine, each with a turn of the detective."""
        started, done = now(), 0
        while done < min(MOVES, self._left) and now() - started < SLICE:
            self._points = by_hand.moved(self._points, self._arrows()[1], 1 / by_hand.FINER)
            self._teach(by_hand.TURNS // by_hand.FINER)
            done += 1
        self._left -= done
        self._moves += done
        self.due = started + TELL if self._left else NEVER
        return self._scored()

    # ---- the game

    def _start_over(self) -> None:
        self._dice = np.random.default_rng(self._trainer.experiments[0].seed)
        self._round = self._moves = self._turns = self._left = self._arrows_told = 0
        self.due = NEVER

    def _teach(self, turns: int) -> None:
        """The detective's turns: a batch of real points, and the laid ones, each as often as the others."""
        batch, fakes = self._trainer.experiments[0].batch, self._natural(self._points)
        for _ in range(turns):
            reals = self._data.train[self._dice.integers(len(self._data.train), size=batch)]
            again = self._dice.permutation(np.arange(batch) % len(fakes))
            self._trainer.tell("detective", reals, fakes[again])
        self._turns += turns

    def _arrows(self) -> tuple[Floats, Floats]:
        """Scores (n,) and moves (n, 2) of the laid points."""
        scores, feedback = self._trainer.examine(self._natural(self._points))
        self._arrows_told += len(scores)
        return scores, by_hand.moves(feedback, self._data.extent)

    def _natural(self, points: Floats) -> Floats:
        natural: Floats = (points * self._data.extent).astype(np.float32)
        return natural

    # ---- what is told

    def _scored(self) -> bytes:
        scores, arrows = self._arrows()
        reals, heat = self._data.held_out[:REALS], self._trainer.snapshot().heat
        assert heat is not None  # points have one
        read = self._data.read(self._natural(self._points))
        about = {"type": "aside", "part": PART, "what": "scored"}
        told: dict[str, Any] = {
            "points": self._points.tolist(),
            "scores": scores.tolist(),
            "arrows": arrows.tolist(),
            "reals_pass": float((self._trainer.examine(reals)[0] > 0.5).mean()),
            "found": len(set(read.mode[read.good].tolist())),
            "kinds": len(self._data.modes),
            "arrows_told": self._arrows_told,
            "round": self._round,
            "moves": self._moves,
            "driven": self._left > 0,
            "reals_seen": self._turns * self._trainer.experiments[0].batch,
        }
        return encode(about | told, [heat_section(0, heat)])
