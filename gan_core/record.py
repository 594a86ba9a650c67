"""What is known about one member of a run: its last measurement, and when it first reached each stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from gan_core.snapshot import Metrics
from gan_core.stages import stage_of


@dataclass(frozen=True)
class Reached:
    """The first moment at which a stage was reached, in steps and in seconds of training."""

    stage: int
    step: int
    seconds: float


class Record:
    """Takes up measurements. A stage counts from the first moment its rule holds, and is kept."""

    def __init__(self, data: str, reached: Sequence[Reached] = ()) -> None:
        self.data = data
        self.metrics: Metrics | None = None
        self.reached = list(reached) or [Reached(1, 0, 0.0)]

    @property
    def stage(self) -> int:
        """The highest stage reached so far."""
        return self.reached[-1].stage

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
        }

    def note(self, metrics: Metrics, seconds: float) -> None:
        """Keep a measurement; one for which no referee was asked keeps the last referee's word."""
        last = self.metrics
        if metrics.referee is None and last is not None:
            metrics = replace(metrics, referee=last.referee, referee_step=last.referee_step)
        self.metrics = metrics
        for stage in range(self.stage + 1, stage_of(metrics, self.data) + 1):
            self.reached.append(Reached(stage, metrics.step, seconds))
