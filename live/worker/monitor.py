"""What is known about the members of a run: the last measurement, the referee in progress, the stages reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from gan_core import collapse
from gan_core.metrics.coverage import effective_modes
from gan_core.record import Reached, Record
from gan_core.snapshot import Metrics
from live.wire.messages import Mark, Point
from live.worker.moves import RULED
from live.worker.narrator import Scene, cause

if TYPE_CHECKING:
    from gan_core.engine.referee import Referee
    from gan_core.engine.trainer import Trainer

_NUMBERS: Final = (
    "d_accuracy", "d_band", "referee", "referee_step", "modes", "shares", "high_quality", "mixed", "reverse_kl",
    "distance", "measured_step",
)  # fmt: skip


class Monitor:
    """Looks at one member after the other, so that a look costs the same however many members train."""

    def __init__(self, trainer: Trainer, reached: Sequence[Reached]) -> None:
        self.trainer = trainer
        self.records = [Record(e.data, () if k else reached) for k, e in enumerate(trainer.experiments)]
        self.point: Point | None = None  # of member 0, until a frame takes it
        self._marks: list[Mark] = []  # of twins, until a frame takes them
        self._before: Metrics | None = None  # the ruled twin's look before the last
        self._told: int | None = None  # step of the referee whose word is on the curve already
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
        """The highest stage that the member has reached."""
        return self.records[member].stage

    def header(self, member: int) -> dict[str, Any]:
        """The member's numbers as a frame carries them."""
        m = self.records[member].metrics
        about = {"name": "forger", "stage": self.stage(member), "modes_all": 0}
        if m is None:
            return dict.fromkeys(_NUMBERS) | about
        return about | {
            "d_accuracy": m.d_accuracy, "d_band": m.d_band, "referee": m.referee, "referee_step": m.referee_step,
            "modes": m.modes, "modes_all": m.modes_all, "shares": list(m.shares), "high_quality": m.high_quality,
            "mixed": m.mixed, "reverse_kl": m.reverse_kl, "distance": m.distance, "measured_step": m.step,
            "effective": effective_modes(m.shares),
        } | (self._twin(member, m) if len(self.records) > 1 else {})  # fmt: skip

    def _twin(self, member: int, m: Metrics) -> dict[str, Any]:
        """What only a page with twins asks for."""
        e = self.trainer.experiments[member]
        return {
            "ratings": list(m.ratings),
            "words": collapse.words(e) if e.data in collapse.DATA else None,
            "settings": {"ratio": e.lr_g / e.lr_d if e.lr_d else None, "lr_g": e.lr_g, "lr_d": e.lr_d, "loss": e.loss,
                         "r1": e.r1, "r2": e.r2, "pack": e.pack, "mbstd": e.mbstd},
        }  # fmt: skip

    def why(self, about: Scene) -> str | None:
        """Why the ruled twin prints what it prints."""
        if len(self.records) <= RULED or self.records[RULED].metrics is None:
            return None
        return cause(self.records[RULED].metrics, self._before, about)

    def take_marks(self) -> tuple[Mark, ...]:
        """What was measured of twins since the last frame, once."""
        marks, self._marks = tuple(self._marks), []
        return marks

    def take_point(self) -> Point | None:
        """The newest point of the curve, once."""
        point, self.point = self.point, None
        return point

    def _note(self, member: int, metrics: Metrics, seconds: float) -> None:
        record = self.records[member]
        if member == RULED and record.metrics is not None and record.metrics.step < metrics.step:
            self._before = record.metrics
        record.note(metrics, seconds)
        if len(self.records) > 1:
            shares = tuple(round(1000 * share) for share in metrics.shares)
            self._marks.append((member, metrics.step, metrics.d_accuracy, metrics.modes, metrics.high_quality, shares))
        if member == 0 and record.metrics is not None:
            referee = self.point[2] if self.point else None  # a word that no frame has taken yet
            if record.metrics.referee_step != self._told:
                self._told, referee = record.metrics.referee_step, record.metrics.referee
            self.point = (metrics.step, metrics.d_accuracy, referee, metrics.modes, record.stage)
