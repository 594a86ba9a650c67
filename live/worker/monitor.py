"""What is known about the members of a run: the last measurement, the referee in progress, the stages reached."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from gan_core.metrics.coverage import effective_modes
from gan_core.record import EARLY, Reached, Record
from gan_core.snapshot import Metrics
from gan_core.stages import lacks_referee
from live.wire.messages import Point, Word
from live.worker.part import Part

if TYPE_CHECKING:
    from gan_core.engine.referee import Referee
    from gan_core.engine.trainer import Trainer

_NUMBERS: Final = (
    "d_accuracy", "d_band", "referee", "referee_step", "modes", "shares", "high_quality", "mixed", "reverse_kl",
    "distance", "measured_step", "fooled", "coverage", "density",
)  # fmt: skip


class Monitor:
    """Looks at one member after the other, so that a look costs the same however many members train."""

    def __init__(self, trainer: Trainer, reached: Sequence[Reached], parts: Collection[Part] = ()) -> None:
        self.trainer, self._parts = trainer, parts
        self.records = [Record(e.data, () if k else reached) for k, e in enumerate(trainer.experiments)]
        self.point: Point | None = None  # of member 0, until a frame takes it
        self.word: Word | None = None  # of the referee, until a frame takes it
        self._heard: int | None = None  # step of the referee whose word is on the curve already
        self._next = 0
        self._referee: Referee | None = None
        self._judged = len(self.records) - 1

    def measure(self, seconds: float) -> None:
        """Measure the next member; `seconds` is the training time so far."""
        member, self._next = self._next, (self._next + 1) % len(self.records)
        self._note(member, self.trainer.measure(member), seconds)

    def measure_all(self, seconds: float) -> None:
        """Measure every member that was not measured at this step."""
        for _ in self.records:
            last = self.records[self._next].metrics
            if last is None or last.step != self.trainer.step:
                self.measure(seconds)
            else:
                self._next = (self._next + 1) % len(self.records)

    @property
    def early(self) -> bool:
        """Whether this is one of the first rounds, after which to look in any case."""
        last = self.records[self._next].metrics
        return self.trainer.step in EARLY and (last is None or last.step != self.trainer.step)

    @property
    def wanting(self) -> bool:
        """Whether nothing but a new referee's word is missing for member 0 to convince."""
        m = self.records[0].metrics
        return m is not None and lacks_referee(m, self.trainer.data.name)

    @property
    def judging(self) -> bool:
        """Whether a referee is being trained."""
        return self._referee is not None

    def stale(self) -> bool:
        """Whether some member's referee is of another step than the present one."""
        return any(r.metrics is None or r.metrics.referee_step != self.trainer.step for r in self.records)

    def call_referee(self) -> None:
        """Start a fresh referee for the next member."""
        self._judged = (self._judged + 1) % len(self.records)
        self._referee = self.trainer.referee(self._judged)

    def judge(self, seconds: float) -> bool:
        """One small step of the referee; whether it has just finished."""
        referee = self._referee
        if referee is None or not referee.step():
            return False
        self._referee = None
        last = self.records[self._judged].metrics or self.trainer.measure(self._judged)
        self._note(self._judged, replace(last, referee=referee.accuracy, referee_step=referee.at_step), seconds)
        return True

    def stage(self, member: int) -> int:
        """The stage at which the member stands now."""
        return self.records[member].stage

    def header(self, member: int, now: Metrics | None = None) -> dict[str, Any]:
        """The member's numbers as a frame carries them: as last measured, or as they are `now`, for a close-up."""
        m = self.records[member].metrics
        if now is not None:
            m = replace(now, referee=m.referee, referee_step=m.referee_step) if m else now
        about = {"name": "forger", "stage": self.stage(member), "modes_all": 0}
        if m is None:
            return dict.fromkeys(_NUMBERS) | about
        return about | {
            "d_accuracy": m.d_accuracy, "d_band": m.d_band, "referee": m.referee, "referee_step": m.referee_step,
            "modes": m.modes, "modes_all": m.modes_all, "shares": list(m.shares), "high_quality": m.high_quality,
            "mixed": m.mixed, "reverse_kl": m.reverse_kl, "distance": m.distance, "measured_step": m.step,
            "fooled": m.fooled, "coverage": m.coverage, "density": m.density, "effective": effective_modes(m.shares),
        }  # fmt: skip

    def take_word(self) -> Word | None:
        """The newest word of the referee, once: it is of the step at which he began to learn."""
        word, self.word = self.word, None
        return word

    def take_point(self) -> Point | None:
        """The newest point of the curve, once."""
        point, self.point = self.point, None
        return point

    def _note(self, member: int, metrics: Metrics, seconds: float) -> None:
        record = self.records[member]
        record.note(metrics, seconds)
        for part in self._parts:
            part.measured(member, metrics)
        if member == 0 and record.metrics is not None:
            step, word = record.metrics.referee_step, record.metrics.referee
            if step is not None and word is not None and step != self._heard:
                self._heard, self.word = step, (step, word)
            self.point = (metrics.step, metrics.d_accuracy, None, metrics.modes, record.stage)
