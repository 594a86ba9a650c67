"""The training process: `python -m live.worker`, started and fed by the hub over a private pipe."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Client, Connection
from time import perf_counter as clock
from typing import Final

from gan_core import data as datasets
from gan_core.data import shared
from gan_core.experiment import Experiment
from gan_core.words import say
from live.wire import messages as m
from live.wire import pipe
from live.wire.command import TOO_MUCH
from live.wire.turn import TurnMark
from live.worker.chairs import Bench
from live.worker.clock import NEVER
from live.worker.engine import Build, Engine, real
from live.worker.painter import vault
from live.worker.seat import Errand, Seat
from live.worker.together import Group, Together
from live.worker.training import Training

KEPT: Final = 20.0  # seconds for which memory may lie unused after a run was begun or closed
TOO_LARGE: Final = say(
    "This run needed more memory than the machine has left. Smaller networks or a smaller batch need less."
)
ORDERS: Final = 64  # that are taken in before the next turn


class Worker:
    """Shares one machine among many runs: whoever has had least goes next, for a few milliseconds."""

    def __init__(self, pipe: Connection, engine: Engine) -> None:
        self._pipe, self._engine = pipe, engine
        self._together, self._bench = Together(engine), Bench()
        self._seats: dict[str, Seat] = {}  # by the runs' public names
        self._tokens: dict[str, str] = {}  # by the names under which the hub assigned them
        self._mark = TurnMark.found()
        self._least = 0.0  # seconds that each run with something to do has had at least
        self._loose_at = NEVER  # when the first run was begun or closed since memory was given back
        self._stopping = False

    def serve(self) -> None:
        """Work until the hub says stop or is gone. While nothing is due this waits and costs nothing."""
        while not self._stopping:
            self._give_memory_back()
            due = [seat for seat in self._seats.values() if seat.wants(clock())]
            if self._pipe.poll(0 if due else self._idle()):
                self._take_all()
                due = [seat for seat in self._seats.values() if seat.wants(clock())]
            if due and not self._stopping:
                self._serve(self._next(due), due)

    def _give_memory_back(self) -> None:
        """Not at once: whoever closes one run often opens another, and what a new one looks at first is largest."""
        if clock() - self._loose_at >= KEPT:
            self._engine.give_memory_back()
            self._loose_at = NEVER

    def _idle(self) -> float | None:
        """Seconds until some run is due; None for as long as it takes."""
        soonest = min((self._loose_at + KEPT, *(t.due() for t in self._trainings())))
        return None if soonest == NEVER else max(0.0, soonest - clock())

    def _trainings(self) -> list[Training]:
        return [seat.training for seat in self._seats.values() if seat.training is not None]

    # ---- orders

    def _take_all(self) -> None:
        """Take in what has come; a flood must not keep the machine from its work."""
        for _ in range(ORDERS):
            if self._stopping or not self._pipe.poll(0):
                break
            self._take(self._pipe.recv())

    def _take(self, order: m.Order) -> None:
        """Put an order where it waits its turn."""
        if isinstance(order, m.Stop):
            self._stop()
            return
        if isinstance(order, m.Begin):
            self._tokens = {a: t for a, t in self._tokens.items() if t != order.token} | {order.assignment: order.token}
            self._seats.setdefault(order.token, Seat(order.token, self._least))
        seat = self._seats.get(self._tokens.get(order.assignment, ""))
        if seat is not None and not seat.take(order):
            self._pipe.send(m.Refused(order.assignment, TOO_MUCH))
            self._answer(order)

    def _stop(self) -> None:
        for seat in list(self._seats.values()):
            if seat.training is not None:
                self._guarded(seat, seat.training.assignment, lambda seat=seat: self._close(seat))  # type: ignore[misc]
        self._stopping = True

    def _obey(self, seat: Seat, order: Errand) -> None:
        training = seat.training
        if isinstance(order, m.Begin):
            self._begin(seat, order)
        elif training is not None and training.assignment == order.assignment:
            self._steer(seat, training, order)

    def _begin(self, seat: Seat, order: m.Begin) -> None:
        """The real items first: they are there before the networks are."""
        self._loose_at = min(self._loose_at, clock())
        if seat.training is not None:
            self._close(seat)
        if order.goods is not None and not datasets.has(order.goods.name):
            datasets.bring(order.goods.data_set())
        data = datasets.load(order.experiments[0].data)
        self._pipe.send(m.Vault(order.assignment, vault(order.token, data, order.experiments)))
        trainer, threads = self._engine.build(order.experiments), self._engine.threads()
        seat.training = Training(order, trainer, self._pipe.send, threads, self._bench)
        if order.alone:
            self._together.part([seat.training])
        seat.training.picture(feedback=True)

    def _steer(self, seat: Seat, training: Training, order: Errand) -> None:
        match order:
            case m.Do(command=command):
                seat.doing = order
                command.at_work(training)
            case m.Rest():
                training.pause()
            case m.Wake():
                training.wake()
            case m.Watch(viewers=viewers):
                training.clock.watch(viewers)
            case m.Close():
                self._close(seat)

    def _close(self, seat: Seat) -> None:
        training = seat.training
        if training is not None:
            training.work.finish()
            self._drop(seat)
            self._pipe.send(m.Checkpoint(training.assignment, training.saved(), closed=True))

    def _drop(self, seat: Seat) -> None:
        if seat.training is not None:
            self._together.forget(seat.training)
            seat.training.judges.end()
            self._tokens.pop(seat.training.assignment, None)
            self._loose_at = min(self._loose_at, clock())
        seat.training = None
        datasets.forget({training.trainer.data.name for training in self._trainings()})

    # ---- turns

    def _next(self, due: Sequence[Seat]) -> Seat:
        """Whose turn it is. A run that was idle has saved up no claim on the machine."""
        for seat in due:
            seat.bill = max(seat.bill, self._least)
        self._least = min(seat.bill for seat in due)
        return min(due, key=lambda seat: seat.rank(self._least))

    def _serve(self, seat: Seat, due: Sequence[Seat]) -> None:
        """One order or one turn. Orders wait for the end of a round that is under way: they never meet half of one."""
        if seat.orders and not seat.under_way:
            order = seat.orders.popleft()
            self._guarded(seat, order.assignment, lambda: self._obey(seat, order))
            seat.answering = isinstance(order, m.Do | m.Wake)
        elif seat.training is not None:
            self._turn(seat, seat.training, due)
            seat.answering = seat.answering and seat.under_way
        if seat.doing is not None and not seat.under_way:
            self._answer(seat.doing)
            seat.doing = None
        self._tidy()

    def _answer(self, order: Errand) -> None:
        if isinstance(order, m.Do):
            self._pipe.send(m.Done(order.assignment, order.number))

    def _turn(self, seat: Seat, training: Training, due: Sequence[Seat]) -> None:
        group = None if seat.answering or seat.under_way else self._together.of(training)
        ready = [s for s in due if group and s.is_between_rounds and s.training in group.members]
        if len(ready) > 1 and group is not None:
            self._joint_turn(group, ready, len(due))
        else:
            self._guarded(seat, training.assignment, lambda: training.turn(len(due)))

    def _joint_turn(self, group: Group, seats: Sequence[Seat], active: int) -> None:
        """Rounds of all, then whatever each wants to show; while an order waits, the rest of that waits too."""
        members = {seat: seat.training for seat in seats if seat.training is not None}
        for seat, training in members.items():
            self._guarded(seat, training.assignment, training.prepare)
        ready = [t for s, t in members.items() if s.training is t and self._together.of(t) is group]
        if ready:
            started = clock()
            self._play(group, ready)
            for seat in members:
                seat.charge((clock() - started) / len(members))
        for seat, training in sorted(members.items(), key=lambda item: item[1].clock.pictures.next_at):
            if seat.training is training:
                self._guarded(seat, training.assignment, lambda training=training: training.show(active))  # type: ignore[misc]
            if self._pipe.poll(0):
                break
            self._in_between(min(s.bill for s in seats), active)

    def _in_between(self, bill: float, active: int) -> None:
        """A run that many watch does not wait until a whole group was shown, unless it has had more than they."""
        for seat in [s for s in self._seats.values() if s.shines(clock()) and s.bill < bill]:
            training = seat.training
            if training is not None:
                self._guarded(seat, training.assignment, lambda training=training: training.turn(active))  # type: ignore[misc]

    def _play(self, group: Group, ready: Sequence[Training]) -> None:
        """A joint slice. After an accident everybody trains alone, so that it becomes known whose it is."""
        self._mark.begin(*(t.assignment for t in ready))
        try:
            group.play(ready, haste=any(t.playing and t.clock.popular for t in self._trainings()))
        except Exception:
            self._together.part(ready)
        finally:
            self._mark.end()

    def _tidy(self) -> None:
        """Forget the seats of runs that are gone and owe nothing."""
        gone = {t for t, s in self._seats.items() if s.training is None and not s.orders and s.bill <= self._least}
        if gone:
            self._seats = {t: s for t, s in self._seats.items() if t not in gone}
            self._tokens = {a: t for a, t in self._tokens.items() if t in self._seats}

    def _guarded(self, seat: Seat, name: str, work: Callable[[], None]) -> None:
        """Work on a run's bill. Its accident is its own: it is dropped with a sentence and the others go on."""
        started = clock()
        self._mark.begin(name)
        try:
            work()
        except (BrokenPipeError, ConnectionError):
            raise
        except Exception as error:
            self._drop(seat)
            if seat.doing is not None:  # it would only fail again
                self._pipe.send(m.Refused(name, in_words(error)))
                self._answer(seat.doing)
                seat.doing = None
            self._pipe.send(m.Failed(name, in_words(error)))
        finally:
            self._mark.end()
            seat.charge(clock() - started)


def in_words(error: Exception) -> str:
    """What is said of a run that stopped. PyTorch has no error of its own for memory on the CPU, only the words."""
    if isinstance(error, MemoryError) or re.search("out of memory|allocate memory", str(error)):
        return TOO_LARGE
    told = f"{type(error).__name__}: {error}"
    return say("This run stopped with an error: {error}", error=told[:260])


def main(build: Build | None = None) -> None:
    """Connect to the hub that started this process, get ready to train, and serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the hub says when to stop
    address, key = pipe.read(os.environ.pop(pipe.ADDRESS)), bytes.fromhex(os.environ.pop(pipe.KEY))
    # An error on the pipe means that the hub is gone, and so is the reason to train.
    with suppress(EOFError, ConnectionError), Client(address, authkey=key) as hub:
        engine = Engine(build) if build else _rehearsed(hub)
        worker = Worker(hub, engine)
        hub.send(m.Ready(os.getpid(), engine.device, engine.passed_over))
        worker.serve()
        return
    shared.clear()  # a hub that stops does so itself


def _rehearsed(hub: Connection) -> Engine:
    """The real trainers, warmed up for as long as nobody waits."""
    engine = real()
    for _ in _rehearsal(engine.build):
        if hub.poll(0):
            break
    engine.give_memory_back()
    return engine


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
