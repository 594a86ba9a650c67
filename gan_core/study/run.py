"""A training run that looks at itself now and then: for the shell, for sweeps and for benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Final, Literal, Protocol

from gan_core.data.base import DataSet
from gan_core.experiment import Experiment
from gan_core.record import EARLY, Record
from gan_core.snapshot import Metrics
from gan_core.stages import lacks_referee
from gan_core.threads import Threads


@dataclass(frozen=True)
class Pace:
    """How often a run looks at itself, in seconds of training, or in steps where a run must repeat exactly.

    The referee, who takes long, is asked seldom; but when only its word is missing for stage 3, at once.
    """

    unit: Literal["seconds", "steps"]
    look: float  # between measurements
    referee: float  # between referees
    again: float  # between referees while only their word is missing


BY_SECONDS: Final = Pace("seconds", look=0.5, referee=8.0, again=4.0)
BY_STEPS: Final = Pace("steps", look=50, referee=1000, again=400)


class Judge(Protocol):
    """A referee who has yet to learn."""

    def finish(self) -> float: ...


class Trainee(Protocol):
    """What a run trains and measures: a `Trainer`, or what is to be compared with one."""

    step: int
    device_name: str

    @property
    def experiments(self) -> Sequence[Experiment]: ...
    @property
    def data(self) -> DataSet: ...
    def round(self) -> None: ...
    def settle(self) -> None: ...
    def diverged(self, member: int = 0) -> str | None: ...
    def measure(self, member: int = 0) -> Metrics: ...
    def referee(self, member: int = 0) -> Judge: ...


class Run:
    """Trains a trainer's members and keeps a record of each. Only training counts as `seconds`.

    `threads`, where given, tries out how many pay (`gan_core.engine.device.threads`). `clock` says what a second is:
    `time.process_time` counts the processor's, so that a busy machine takes nothing from a run on one thread.
    """

    def __init__(
        self,
        trainer: Trainee,
        pace: Pace = BY_SECONDS,
        threads: Threads | None = None,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        self.trainer, self.pace, self._threads, self._clock = trainer, pace, threads, clock
        self.records = [Record(e.data) for e in trainer.experiments]
        self.seconds = 0.0
        self._asked = [0.0] * len(self.records)
        self._started = self._clock()

    @property
    def wall(self) -> float:
        """Seconds of its clock since the run began, looks included."""
        return self._clock() - self._started

    @property
    def now(self) -> float:
        """How far the run has come, in the pace's unit."""
        return self.seconds if self.pace.unit == "seconds" else self.trainer.step

    @property
    def alive(self) -> bool:
        """Whether some member still trains."""
        return any(self.trainer.diverged(k) is None for k in range(len(self.records)))

    def until(self, end: float) -> Iterator[Run]:
        """Train until `end`, in the pace's unit; the run itself comes out at the start and after every look."""
        self._look()
        yield self
        due = self.now + self.pace.look
        while self.now < end and self.alive:
            self._train(min(end, due))
            self._look()
            yield self
            due = due if self.now < due else self.now + self.pace.look

    def ask_referee(self) -> None:
        """Ask a fresh referee about every member whose last one is not of this step."""
        for k, record in enumerate(self.records):
            if record.metrics is not None and record.metrics.referee_step != self.trainer.step:
                self._measure(k, ask=True)

    def _train(self, end: float) -> None:
        """Rounds until `end`, or until one of the first that are looked at in any case."""
        before, first = self.seconds, self.trainer.step
        if self._threads:
            self._threads.begin(self._clock())
        while self.now < end and self.alive:
            started = self._clock()
            self.trainer.round()
            self.seconds += self._clock() - started
            if self.trainer.step in EARLY:
                break
        started = self._clock()
        self.trainer.settle()  # a GPU was only ordered to do its rounds; waiting after each would slow them
        self.seconds += self._clock() - started
        if self._threads:
            self._threads.end(self.seconds - before, self.trainer.step - first)

    def _look(self) -> None:
        for k in range(len(self.records)):
            self._measure(k, ask=self.now - self._asked[k] >= self.pace.referee)

    def _measure(self, member: int, *, ask: bool) -> None:
        """Measure a member, unless it blew up: then the last healthy measurement stands."""
        if self.trainer.diverged(member) is not None:
            return
        fresh = self.records[member].with_last_word(self.trainer.measure(member))
        waited = self.now - self._asked[member]
        if ask or (waited >= self.pace.again and lacks_referee(fresh, self.trainer.data.name)):
            self._asked[member] = self.now
            fresh = replace(fresh, referee=self.trainer.referee(member).finish(), referee_step=self.trainer.step)
        self.records[member].note(fresh, self.seconds)
