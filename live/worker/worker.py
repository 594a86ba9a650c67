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
from live.wire.turn import TurnMark
from live.worker.clock import NEVER
from live.worker.painter import vault
from live.worker.training import Training

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

ADDRESS: Final = "FORGER_WORKER_ADDRESS"
KEY: Final = "FORGER_WORKER_KEY"
Build = Callable[[Sequence[Experiment]], "Trainer"]


class Worker:
    """Shares one machine among many runs: whoever has had least goes next, for a few milliseconds."""

    def __init__(self, pipe: Connection, build: Build) -> None:
        self._pipe, self._build = pipe, build
        self._trainings: dict[str, Training] = {}  # by the names under which the hub assigned them
        self._mark = TurnMark.found()
        self._now = 0.0  # the share that the runs now training have had
        self._stopping = False

    def serve(self) -> None:
        """Work until the hub says stop or is gone. While nothing is due this waits and costs nothing."""
        while not self._stopping:
            due = [t for t in self._trainings.values() if t.due() <= clock()]
            if self._pipe.poll(0 if due else self._idle()):
                self._obey(self._pipe.recv())
            elif due:
                self._turn(min(due, key=lambda t: t.served), len(due))

    def _idle(self) -> float | None:
        """Seconds until some run is due; None for as long as it takes."""
        soonest = min((t.due() for t in self._trainings.values()), default=NEVER)
        return None if soonest == NEVER else max(0.0, soonest - clock())

    def _turn(self, training: Training, active: int) -> None:
        """One turn. A run that was idle has saved up no claim on the machine."""
        training.served = max(training.served, self._now)
        self._now = training.served
        started = clock()
        self._guarded(training.assignment, lambda: training.turn(active))
        training.served += clock() - started

    def _obey(self, order: m.Order) -> None:
        if isinstance(order, m.Stop):
            for name in list(self._trainings):
                self._guarded(name, lambda name=name: self._close(name))  # type: ignore[misc]
            self._stopping = True
        elif isinstance(order, m.Begin):
            self._guarded(order.assignment, lambda: self._begin(order))
        elif order.assignment in self._trainings:
            self._guarded(order.assignment, lambda: self._steer(self._trainings[order.assignment], order))

    def _begin(self, order: m.Begin) -> None:
        """The real items first: they are there before the networks are."""
        data = datasets.load(order.experiments[0].data)
        self._pipe.send(m.Vault(order.assignment, vault(order.token, data, order.experiments)))
        training = Training(order, self._build(order.experiments), self._pipe.send)
        self._trainings[order.assignment] = training
        training.picture(feedback=True)

    def _steer(self, training: Training, order: m.Do | m.Rest | m.Wake | m.Watch | m.Close) -> None:
        match order:
            case m.Do(command=command):
                command.at_work(training)
            case m.Rest():
                training.pause()
            case m.Wake():
                training.wake()
            case m.Watch(watched=watched):
                training.clock.watch(watched)
            case m.Close():
                self._close(order.assignment)

    def _close(self, name: str) -> None:
        training = self._trainings.pop(name)
        self._pipe.send(m.Checkpoint(name, training.saved(), closed=True))

    def _guarded(self, name: str, work: Callable[[], None]) -> None:
        """One run's accident is its own: it is dropped with a sentence and the others go on."""
        self._mark.begin(name)
        try:
            work()
        except (BrokenPipeError, ConnectionError):
            raise
        except Exception as error:
            self._trainings.pop(name, None)
            self._pipe.send(m.Failed(name, f"This run stopped with an error: {type(error).__name__}: {error}"[:300]))
        finally:
            self._mark.end()


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
