"""What is known about one member of a run: its last measurement, its stage, and when it first reached each."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from gan_core.snapshot import Metrics
from gan_core.stages import has_learnt, stage_of

ROW: Final = 3  # looks that must agree
EARLY: Final = frozenset(2**k for k in range(9))  # rounds after which to look in any case: much happens in the first
CONVINCING: Final = 3  # the stage


@dataclass(frozen=True)
class Reached:
    """The first moment at which a stage was reached, in steps and in seconds of training."""

    stage: int
    step: int
    seconds: float


class Record:
    """Takes up measurements, and says which stage they agree on.

    A stage is reached when its rule has held at `ROW` looks in a row, and lost when it has failed as often. There is no
    other stage than the first before the detective has learnt: one that knows nothing is fooled by noise.
    """

    def __init__(self, data: str, reached: Sequence[Reached] = ()) -> None:
        self.data = data
        self.metrics: Metrics | None = None
        self.reached = list(reached) or [Reached(1, 0, 0.0)]
        self.stage = self.reached[-1].stage  # now
        self.learnt = self.stage > 1  # whether the detective ever told real from fake
        self._last: deque[int] = deque(maxlen=ROW)
        self._held = [0, 0]  # looks since stage 3 was reached: that did not, and that did meet its rule

    @property
    def persistence(self) -> float | None:
        """The share of looks that met stage 3's rule since it was reached; None before."""
        return self._held[True] / sum(self._held) if sum(self._held) else None

    def with_last_word(self, metrics: Metrics) -> Metrics:
        """The measurement, with the last referee's word if no other was asked."""
        last = self.metrics
        if metrics.referee is not None or last is None:
            return metrics
        return replace(metrics, referee=last.referee, referee_step=last.referee_step)

    def figures(self) -> dict[str, Any]:
        """What was measured last, by the names that tables and files use; None for what was not measured."""
        m = self.metrics
        return {
            "stage": self.stage,
            "d_accuracy": m and m.d_accuracy,
            "referee": m and m.referee,
            "modes": m and m.modes,
            "modes_all": m and m.modes_all,
            "high_quality": m and m.high_quality,
            "reverse_kl": m and m.reverse_kl,
            "distance": m and m.distance,
            "mixed_notes": m and m.mixed,
            "persistence": self.persistence,
        }

    def note(self, metrics: Metrics, seconds: float) -> None:
        """Keep a measurement; one for which no referee was asked keeps the last referee's word."""
        last, self.metrics = self.metrics, self.with_last_word(metrics)
        metrics = self.metrics
        self.learnt = self.learnt or has_learnt(metrics)
        met = stage_of(metrics, self.data) if self.learnt else 1
        if last is not None and last.step == metrics.step:
            self._last.pop()  # the same look, with a referee's word
        elif self.reached[-1].stage == CONVINCING:
            self._held[met == CONVINCING] += 1
        self._last.append(met)
        if len(self._last) == ROW:
            self.stage = max(min(self._last), min(self.stage, max(self._last)))
        for stage in range(self.reached[-1].stage + 1, self.stage + 1):
            self.reached.append(Reached(stage, metrics.step, seconds))
