"""The page of mode collapse in the worker: slider and cures rule one twin, and what it does is explained.

Moves are kept with their rounds: done again in the same rounds they make the same run.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final

from gan_core import collapse
from gan_core.engine.dealer import relaxing
from gan_core.snapshot import Metrics
from live.wire.collapse import MOST, CollapseOpening, Mark, Move
from live.worker.cause import cause, together
from live.worker.part import Part

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

RULED: Final = 1  # the member that the slider rules; its twin is member 0
ASKED: Final = 64  # fakes whose feedback is looked at


class CollapsePlay(Part):
    """Moves one member's settings, now or when the round of a move that was kept has come."""

    def __init__(self, opening: CollapseOpening, trainer: Trainer) -> None:
        self._trainer = trainer
        self.stop_at = opening.until
        moves = sorted(opening.moves, key=lambda move: move[0])
        self.done: list[Move] = [move for move in moves if move[0] < trainer.step]  # before the run was taken up again
        self.lost = opening.lost  # moves before those of `done`, more than a link holds
        self._coming = deque(moves[len(self.done) :])
        self._marks: list[Mark] = []  # until a frame takes them
        self._looks: dict[int, Metrics] = {}  # the last at each member
        self._before: Metrics | None = None  # the ruled twin's look before the last
        self._pushed: float | None = None  # the share of its fakes that its feedback pushed one way, at the last look
        if self.done:
            self._rule(*self.done[-1][1:])

    # ---- the slider

    def before_round(self) -> None:
        """Do the moves that are due."""
        while self._coming and self._coming[0][0] <= self._trainer.step:
            self._move(*self._coming.popleft()[1:])

    def push(self, strength: float, cure: str | None) -> None:
        """A move by hand: what was still to come no longer comes."""
        self.take_over()
        self._move(strength, cure)

    def arrived(self) -> None:
        """A link's round has come."""
        self.stop_at = None

    def take_over(self) -> None:
        """Whoever plays on by hand follows the link no further: neither its moves nor its round."""
        self.stop_at = None
        self._coming.clear()

    def _move(self, strength: float, cure: str | None) -> None:
        self._rule(strength, cure)
        before, step = self.done[-1][2] if self.done else None, self._trainer.step
        if cure and cure != before and collapse.CURES[cure].fresh:
            self._trainer.renew(RULED)
        moves = [*(move for move in self.done if move[0] != step), (step, strength, cure)]
        self.lost += max(0, len(moves) - MOST)
        self.done = moves[-MOST:]

    def _rule(self, strength: float, cure: str | None) -> None:
        trainer = self._trainer
        trainer.update(RULED, **collapse.settings(trainer.experiments[RULED].data, strength, cure))

    # ---- what is said of the twins

    def measured(self, member: int, metrics: Metrics) -> None:
        """Keep the look, and what it adds to the record."""
        last = self._looks.get(member)
        if member == RULED and last is not None and last.step < metrics.step:
            self._before = last
        self._looks[member] = metrics
        if member == RULED:
            self._pushed = self._one_way()
        shares = tuple(round(1000 * share) for share in metrics.shares)
        self._marks.append((member, metrics.step, metrics.d_accuracy, metrics.modes, metrics.high_quality, shares))

    def header(self) -> dict[str, Any]:
        """The moves so far, why the ruled twin prints what it prints, and what rules each."""
        members = range(len(self._trainer.experiments))
        return {
            "moves": self.done,
            "lost": self.lost,
            "until": self.stop_at,
            "why": self._why(),
            "members": [self._member(k) for k in members],
        }

    def news(self) -> tuple[tuple[Mark, ...], tuple[Move, ...], int]:
        """What was measured since the last frame, all moves that a link holds, and how many came before those."""
        marks, self._marks = tuple(self._marks), []
        return marks, tuple(self.done), self.lost

    def _why(self) -> str | None:
        look, data = self._looks.get(RULED), self._trainer.data
        return cause(look, self._before, data.modes, data.words.kinds, self._pushed) if look else None

    def _one_way(self) -> float | None:
        """Of points. Notes share most of their feedback, whatever they show: paper and grain."""
        trainer = self._trainer
        if trainer.data.kind != "points":
            return None
        return together(trainer.examine(trainer.sample(ASKED, RULED), RULED)[1])

    def _member(self, member: int) -> dict[str, Any]:
        e, look = self._trainer.experiments[member], self._looks.get(member)
        relaxed = relaxing(self._trainer.step, e.relax)
        return {
            "ratings": list(look.ratings) if look else None,
            "words": collapse.words(e) if e.data in collapse.DATA else None,
            "settings": {"ratio": e.lr_g / e.lr_d if e.lr_d else None, "lr_g": e.lr_g, "lr_d": e.lr_d, "loss": e.loss,
                         "r1": e.r1 * relaxed, "r2": e.r2 * relaxed, "pack": e.pack, "mbstd": e.mbstd},
        }  # fmt: skip
