"""The judges beside one run: a quick referee now and then, an expert seldom, each on a chair that all runs share."""

from __future__ import annotations

from time import perf_counter as now
from typing import TYPE_CHECKING, Final

from live.worker.chairs import Bench
from live.worker.clock import NEVER, OFTEN, SELDOM, Clock
from live.worker.consultation import Consultation
from live.worker.monitor import Monitor

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

CERTAIN: Final = 0.9  # a referee who is right so often has said what there is to say of such fakes
AGAIN: Final = 0.5  # seconds after which a run that stands still asks again for a chair


class Judges:
    """Calls judges for a run's monitor and lets them learn, step by step."""

    def __init__(self, trainer: Trainer, monitor: Monitor, clock: Clock, bench: Bench, *, expert: bool) -> None:
        self._monitor, self._clock, self._chairs = monitor, clock, bench.referees
        self.consultation = Consultation(trainer, bench.experts, wanted=expert)
        self._asks_again = NEVER  # standing still: the moment to ask once more for a referee's chair

    @property
    def next_at(self) -> float:
        """Beside the training: the moment of the referee's next step."""
        return self._clock.judging.next_at if self._monitor.judging else NEVER

    @property
    def next_at_rest(self) -> float:
        """Standing still: the moment of the next step of either."""
        return 0.0 if self._monitor.judging or self.consultation.going else self._asks_again

    def turn(self, seconds: float, active: int) -> None:
        """Beside the training: each within its share."""
        started, clock = now(), self._clock
        clock.judging.share = SELDOM if self._certain else OFTEN
        wanted = clock.referees.due(started) or self._monitor.wanting
        if not self._monitor.judging and wanted and self._called():
            clock.referees.spent(started, started, active)
        started = now()
        if self._monitor.judging and clock.judging.due(started):
            self._judge(seconds)
            clock.judging.spent(started, now(), self._chairs.sharing(active))
        self.consultation.turn(active, seldom=self._certain)

    def stopped(self) -> None:
        """The run stands still and was measured: a referee of this very moment is wanted."""
        self._asks_again = 0.0 if self._monitor.stale() else NEVER

    def at_rest(self, seconds: float) -> bool:
        """Standing still: a step of whoever is at work; whether one has just spoken."""
        if self._asks_again < now() and not self._monitor.judging:
            self._asks_again = NEVER if self._called() else now() + AGAIN
            return False
        return self._judge(seconds) or (not self._monitor.judging and self.consultation.go_on())

    def go_on(self) -> None:
        """The run trains again."""
        self._asks_again = NEVER

    def end(self) -> None:
        """The run is over: they leave."""
        self.consultation.end()
        self._chairs.leave(self)

    @property
    def _certain(self) -> bool:
        """Whether fakes are still so far off that the time is better spent on training."""
        last = self._monitor.records[0].metrics
        return last is not None and last.referee is not None and last.referee >= CERTAIN

    def _called(self) -> bool:
        """A fresh referee, if there is a chair for one more."""
        seated = self._chairs.take(self)
        if seated:
            self._monitor.call_referee()
        return seated

    def _judge(self, seconds: float) -> bool:
        """A step of the referee, who leaves once it has spoken."""
        spoken = self._monitor.judge(seconds)
        if spoken:
            self._chairs.leave(self)
        return spoken
