"""The training process: `python -m live.worker`, started and fed by the hub over a private pipe."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Client, Connection
from time import perf_counter as clock
from typing import TYPE_CHECKING, Final

from gan_core import data as datasets
from gan_core.experiment import Experiment
from live.wire import messages as m
from live.worker.course import NEVER, Course
from live.worker.painter import vault

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

ADDRESS: Final = "FORGER_WORKER_ADDRESS"
KEY: Final = "FORGER_WORKER_KEY"
Build = Callable[[Sequence[Experiment]], "Trainer"]


class Worker:
    """Shares one machine among many runs: whoever has had least goes next, for a few milliseconds."""

    def __init__(self, pipe: Connection, build: Build) -> None:
        self._pipe, self._build = pipe, build
        self._courses: dict[str, Course] = {}
        self._now = 0.0  # the share that the runs now training have had
        self._stopping = False

    def serve(self) -> None:
        """Work until the hub says stop or is gone. While nothing is due this waits and costs nothing."""
        while not self._stopping:
            due = [c for c in self._courses.values() if c.due() <= clock()]
            if self._pipe.poll(0 if due else self._idle()):
                self._obey(self._pipe.recv())
            elif due:
                self._turn(min(due, key=lambda c: c.served), len(due))

    def _idle(self) -> float | None:
        """Seconds until some run is due; None for as long as it takes."""
        soonest = min((c.due() for c in self._courses.values()), default=NEVER)
        return None if soonest == NEVER else max(0.0, soonest - clock())

    def _turn(self, course: Course, active: int) -> None:
        """One turn. A run that was idle has saved up no claim on the machine."""
        course.served = max(course.served, self._now)
        self._now = course.served
        started = clock()
        self._guarded(course.run, lambda: course.turn(active))
        course.served += clock() - started

    def _obey(self, order: m.Order) -> None:
        if isinstance(order, m.Stop):
            for run in list(self._courses):
                self._guarded(run, lambda run=run: self._close(run))  # type: ignore[misc]
            self._stopping = True
        elif isinstance(order, m.Open):
            self._guarded(order.run, lambda: self._open(order))
        elif order.run in self._courses:
            self._guarded(order.run, lambda: self._steer(order))

    def _open(self, order: m.Open) -> None:
        """The real items first: they are there before the networks are."""
        data = datasets.load(order.experiments[0].data)
        self._pipe.send(m.Vault(order.run, vault(order.token, data, order.experiments)))
        course = Course(order, self._build(order.experiments), self._pipe.send)
        self._courses[order.run] = course
        course.picture(feedback=True)

    def _steer(self, order: m.Play | m.Pause | m.Step | m.SetPace | m.Update | m.Push | m.Watch | m.Close) -> None:
        course = self._courses[order.run]
        match order:
            case m.Play():
                course.play()
            case m.Pause():
                course.pause()
            case m.Step(what=what):
                course.step(what)
            case m.SetPace(pace=pace):
                course.set_pace(pace)
            case m.Update(member=member, changes=changes):
                self._update(course, member, changes)
            case m.Push(strength=strength, cure=cure):
                course.push(strength, cure)
            case m.Watch(watched=watched):
                course.watch(watched)
            case m.Close():
                self._close(order.run)

    def _update(self, course: Course, member: int, changes: dict[str, object]) -> None:
        try:
            course.trainer.update(member, **changes)
        except ValueError as error:
            self._pipe.send(m.Refused(course.run, str(error)))

    def _close(self, run: str) -> None:
        course = self._courses.pop(run)
        self._pipe.send(m.Checkpoint(run, course.saved(), closed=True))

    def _guarded(self, run: str, work: Callable[[], None]) -> None:
        """One run's accident is its own: it is dropped with a sentence and the others go on."""
        try:
            work()
        except (BrokenPipeError, ConnectionError):
            raise
        except Exception as error:
            self._courses.pop(run, None)
            self._pipe.send(m.Failed(run, f"This run stopped with an error: {type(error).__name__}: {error}"[:300]))


def main(build: Build | None = None) -> None:
    """Connect to the hub that started this process, get ready to train, and serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the hub says when to stop
    address, key = os.environ.pop(ADDRESS), bytes.fromhex(os.environ.pop(KEY))
    # An error on the pipe means that the hub is gone, and so is the reason to train.
    with suppress(EOFError, ConnectionError), Client(address, authkey=key) as pipe:
        worker = Worker(pipe, build or _real(pipe))
        pipe.send(m.Ready(os.getpid()))
        worker.serve()


def _real(pipe: Connection) -> Build:
    """The trainer, warmed up for as long as nobody waits."""
    from gan_core.engine.trainer import Trainer

    for _ in _rehearsal(Trainer):
        if pipe.poll(0):
            break
    return Trainer


def _rehearsal(build: Build) -> Iterator[None]:
    """Does for nobody, part by part, what is slow the first time."""
    datasets.load("banknotes")
    yield
    trainer = build([Experiment()])
    trainer.round()
    trainer.snapshot(feedback=True)
    yield
    trainer.measure()
    yield
    trainer.referee().step()
