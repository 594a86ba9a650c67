"""The page of failures in the worker: its entry's two runs, the cures that are tried on the second, and its gauge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gan_core.crash.entries import entry
from gan_core.engine.ward import Ward
from live.wire.crash import MOST, CrashOpening, Mark, Move
from live.worker.part import Part

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

FAILING: Final = 1  # the member on which cures are tried; its twin is member 0


class CrashPlay(Part):
    """Tells what was tried in which round, and how both runs stand."""

    def __init__(self, opening: CrashOpening, trainer: Trainer) -> None:
        self.moves: list[Move] = [(at, cure) for at, cure in opening.moves if at <= trainer.step]
        self._trainer = trainer
        self._ward = Ward(trainer, entry(opening.entry), {FAILING}, self.moves[-1][1] if self.moves else None)

    def before_round(self) -> None:
        """What the entry has planned for this round."""
        self._ward.before_round()

    def treat(self, cure: str | None) -> None:
        """Try a cure, or take it away."""
        self.moves = [*self.moves, (self._trainer.step, cure)][-MOST:]
        self._ward.treat(cure)

    def header(self) -> dict[str, Any]:
        """What is tried, and how both stand."""
        ward = self._ward
        kept = ward.kept.get(FAILING)
        return {
            "moves": self.moves,
            "cure": ward.cure,
            "members": [self._member(k) for k in range(len(self._trainer.experiments))],
            "kept": kept.step if kept else None,
            "rewound": ward.rewound.get(FAILING),
        }

    def news(self) -> tuple[tuple[Mark, ...], tuple[Move, ...]]:
        """What was measured since the last frame, and all that was tried."""
        marks, self._ward.marks = tuple(self._ward.marks), []
        return marks, tuple(self.moves)

    def _member(self, member: int) -> dict[str, Any]:
        ward = self._ward
        return {
            "shows": ward.ill(member),
            "well": ward.well(member),
            "exploded": self._trainer.diverged(member),
            "reading": ward.reading(member),
            "beside": ward.beside(member),
            "looked": ward.looks[member][-1].step if ward.looks[member] else None,
        }
