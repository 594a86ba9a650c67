"""One run inside the worker: it trains in small turns, looks at itself now and then, and sends pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter as now
from typing import TYPE_CHECKING, Any

from gan_core.snapshot import Laid
from gan_core.threads import Threads
from live.wire.command import Taken
from live.wire.messages import Aside, Begin, Checkpoint, Refused, Report, Saved
from live.wire.pace import Pace, What
from live.worker.beats import Phase, following
from live.worker.chairs import Bench
from live.worker.clock import CROWD, Clock
from live.worker.judges import Judges
from live.worker.monitor import Monitor
from live.worker.parts import begun
from live.worker.pictures import Pictures, State
from live.worker.piecework import Piecework
from live.worker.rounds import Rounds
from live.worker.taking import TAKEN

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


class Training:
    """Holds a trainer and what surrounds it. The worker calls `turn` whenever `due` has come."""

    def __init__(
        self,
        order: Begin,
        trainer: Trainer,
        emit: Callable[[Report], None],
        threads: Threads | None = None,
        bench: Bench | None = None,
    ) -> None:
        self.assignment, self.playing = order.assignment, order.playing
        self.trainer, self._emit = trainer, emit
        self._threads = threads or Threads(lambda count: None, 1)
        self.seconds = order.saved.seconds if order.saved else 0.0
        if order.saved:
            trainer.restore(order.saved.state)
        self.parts = begun(order.parts, trainer)
        self.before_round()
        self.rounds, self.work = Rounds(trainer, half=bool(order.saved and order.saved.half)), Piecework()
        self.monitor = Monitor(trainer, order.saved.stages if order.saved else (), self.parts.values())
        self.clock = Clock(order.pace, len(trainer.experiments), order.viewers)
        expert = len(trainer.experiments) == 1 and not self.parts
        self.judges = Judges(trainer, self.monitor, self.clock, bench or Bench(), expert=expert)
        self.pictures = Pictures(order, trainer, self.monitor, self.judges.consultation, self.parts)
        self._unseen = True  # standing still with something new to measure, judge and save

    # ---- when

    def due(self) -> float:
        """The moment at which this run wants its next turn."""
        if self.work.under_way:
            return 0.0
        own = self.parts.due
        if self.diverged:
            return own
        if not self.playing:
            return 0.0 if self._unseen else min(own, self.judges.next_at_rest)
        return min(self.clock.next_round, self.judges.next_at, own)

    @property
    def diverged(self) -> str | None:
        """What went wrong, once every member has blown up."""
        said = [self.trainer.diverged(k) for k in range(len(self.trainer.experiments))]
        return said[0] if all(said) else None

    # ---- a turn

    def turn(self, active: int) -> None:
        """One small slice of work; `active` runs share the machine."""
        if self.work.under_way:
            self._threads.go_on()
            self.work.go_on()
        else:
            self.prepare()
            if not self.playing:
                return self._stand_still(active)
            self._train()
        if self.playing and not self.work.under_way:
            self.show(active)

    def prepare(self) -> None:
        """What comes before training: to stand still where a part says so, and the parts' own work."""
        if self.parts.arrived(self.trainer.step):
            self.pause()
        for told in self.parts.work(now()):
            self.tell(told)

    def show(self, active: int) -> None:
        """What comes after training: to look, to paint, to save, each within its share."""
        if self.diverged:
            return self.picture()
        self._look(active)
        self._show_and_save(active)

    # ---- full rounds beside other runs (live.worker.together)

    @property
    def takes_full_rounds(self) -> bool:
        """Whether it trains as fast as the machine goes, round by whole round."""
        pace = self.clock.pace
        return self.playing and pace.beats is None and pace.rounds is None and not self.rounds.half and self.goes_on

    @property
    def goes_on(self) -> bool:
        """Whether nothing speaks against one more round: no end, and no look that is due after this one."""
        return not (self.diverged or self.monitor.early or self.parts.stop(self.trainer.step))

    def trained(self, seconds: float) -> None:
        """It had so much of a slice of full rounds."""
        self.seconds += seconds
        self.pictures.phase = "round"

    def _train(self) -> None:
        """The next beat of slow motion or the next rounds, if their time has come."""
        pace = self.clock.pace
        if not self.clock.may_go(pace.rounds if pace.beats is None else pace.beats):
            return
        if pace.beats is None:
            self.work.begin(self._slice())
        else:
            self.beat(following(self.pictures.phase, half=self.rounds.half))

    def _slice(self) -> Iterator[None]:
        """Full rounds for one slice, or one round where the pace is set, on as many threads as pay."""
        first, before = self.trainer.step, self.seconds
        self._threads.begin(now())
        yield from self._timed(self._full_rounds())
        self._threads.end(self.seconds - before, self.trainer.step - first)
        self.pictures.phase = "round"

    def _full_rounds(self) -> Iterator[None]:
        started, rate = now(), self.clock.pace.rounds
        while self.goes_on:
            self.before_round()
            yield from self.rounds.full()
            if rate is not None or now() - started >= self.clock.slice:
                break
        self.trainer.settle()

    def before_round(self) -> None:
        """What parts do before a round."""
        self.parts.before_round()

    def _look(self, active: int) -> None:
        """Measure and judge, each within its share."""
        started, clock = now(), self.clock
        if (clock.looks.due(started) or self.monitor.early) and clock.pace.beats is None:
            self.monitor.measure(self.seconds)
            clock.looks.spent(started, now(), active)
        self.judges.turn(self.seconds, active)

    def _show_and_save(self, active: int) -> None:
        started = now()
        if self.clock.pace.beats is None and self.clock.pictures.due(started):
            self.picture(coarse=active > CROWD and not self.clock.popular)
            self.clock.painted(started, active)
        if self.clock.checkpoints.due(started):
            self._save()
            self.clock.checkpoints.spent(started, now(), active)

    def _stand_still(self, active: int) -> None:
        """Nothing trains: measure what is there, save it, and let the referee finish."""
        if self._unseen:
            self._unseen = False
            self.monitor.measure_all(self.seconds)
            self._emit(self.pictures.rest(self.state))
            self._save()
            self.judges.stopped()
        elif self.judges.at_rest(self.seconds):
            self._emit(self.pictures.rest(self.state))

    # ---- slow motion and single steps

    def beat(self, phase: Phase) -> None:
        """Do one beat for real, and show it."""
        self.work.begin(self._beat(phase))

    def _beat(self, phase: Phase) -> Iterator[None]:
        self.before_round()
        if phase == "round":
            yield from self._timed(self.rounds.begin())  # and then looks closely at the forger's turn
            yield
        before = self.pictures.before(phase)
        if phase == "detective":
            yield from self._timed(self.rounds.detective())
        elif phase in ("forger", "round"):
            yield from self._timed(self.rounds.forger())
        if phase == "forger":
            self.monitor.measure_all(self.seconds)
        self._emit(self.pictures.after(phase, before, self.state))

    def _timed(self, turns: Iterator[None]) -> Iterator[None]:
        """Turns of a round; their time counts as training."""
        started = now()
        for _ in turns:
            self.seconds += now() - started
            yield
            started = now()  # whatever others did meanwhile does not count
        self.seconds += now() - started

    # ---- what is sent

    def picture(self, *, feedback: bool = False, coarse: bool = False) -> None:
        """A frame of the present."""
        self._emit(self.pictures.present(self.state, feedback=feedback, coarse=coarse))

    @property
    def state(self) -> State:
        """What a frame says of the run now."""
        status = "diverged" if self.diverged else "running" if self.playing else "paused"
        speed = self.clock.speed(self.trainer.step)
        slow = self.playing and self.clock.pace.beats is not None
        return State(status, self.playing, slow, self.seconds, speed if self.playing else 0.0)

    def saved(self) -> Saved:
        """All that another process needs to go on."""
        reached, half = tuple(self.monitor.records[0].reached), self.rounds.half
        return Saved(self.trainer.step, self.seconds, reached, self.trainer.state(), half)

    def _save(self) -> None:
        self._emit(Checkpoint(self.assignment, self.saved()))

    # ---- what commands do (live.wire.command.AtWork)

    def play(self) -> None:
        """Go on training, by hand."""
        self.parts.take_over()
        self.wake()

    def wake(self) -> None:
        """Go on training."""
        if not self.playing:
            self.clock.set_off()
            self.judges.go_on()
        self.playing = True

    def pause(self) -> None:
        """Stand still, once measured, saved and judged."""
        self.playing, self._unseen = False, True

    def step(self, what: What) -> None:
        """One step by hand, which also pauses the run."""
        if self.diverged:
            return
        self.playing = False
        self.beat(what)
        self._unseen = True

    def lay(self, order: Laid | None) -> None:
        """Something else onto the detective's desk."""
        self.pictures.lay(order)
        self._show_desk()

    def roll(self, z: Sequence[float]) -> None:
        """Other dice for the note on the desk."""
        self.pictures.roll(z)
        self._show_desk()

    def _show_desk(self) -> None:
        if self.clock.pace.beats is not None and self.playing:
            self.pause()
        if not self.diverged:
            self._emit(self.pictures.laid(self.state))

    def set_pace(self, pace: Pace) -> None:
        """Another speed."""
        self.clock.set_pace(pace)

    def update(self, member: int, changes: dict[str, Any]) -> None:
        """Other settings; what the trainer does not take is refused in its words."""
        try:
            self.trainer.update(member, **changes)
        except ValueError as error:
            instead = {name: getattr(self.trainer.experiments[member], name) for name in changes}
            self._emit(Refused(self.assignment, str(error), member, changes, instead))

    def tell(self, message: bytes) -> None:
        """Something that a page's own part has to tell."""
        self._emit(Aside(self.assignment, message))

    def hand_over(self, what: Taken) -> None:
        """Something of the run, for its owner to take."""
        told = TAKEN[what](self.trainer, self.seconds, self.monitor.records[0].reached)
        self._emit(Aside(self.assignment, told, for_owner=True))

    def part(self, name: str) -> Any:
        """A page's own part of this run."""
        return self.parts[name]
