"""One run inside the worker: it trains in small turns, looks at itself now and then, and sends pictures."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import perf_counter as clock
from typing import TYPE_CHECKING, Any, Final

from live.wire.frames import Section, encode
from live.wire.messages import Checkpoint, Frame, Open, Pace, Report, Saved, What
from live.worker.allowance import Allowance
from live.worker.beats import Phase, Shot, beat_sentence, following
from live.worker.monitor import Monitor
from live.worker.moves import Moves
from live.worker.narrator import Verdict, scene, sentence, verdict
from live.worker.painter import desk, desk_header, healthy, wall
from live.worker.rounds import Rounds

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

SLICE: Final = 0.010  # seconds of training in one turn
UNWATCHED: Final = 1.0  # seconds between pictures that only the history sees
CROWDED: Final = 0.25  # seconds between pictures that even a crowd gets
SHOW_NOTE: Final = 0.4  # seconds that a note stays on the desk at full speed
DESK: Final = 24  # notes on the wall
NEVER: Final = float("inf")


class Course:
    """Holds a trainer and what surrounds it. The worker calls `turn` whenever `due` has come."""

    def __init__(self, order: Open, trainer: Trainer, emit: Callable[[Report], None]) -> None:
        self.run, self.playing, self.pace = order.run, order.playing, order.pace
        self._token = order.token
        self.trainer, self._emit, self._seq = trainer, emit, order.seq
        self.seconds = order.saved.seconds if order.saved else 0.0
        if order.saved:
            trainer.restore(order.saved.state)
        self.moves = Moves(trainer, order.moves)
        self.moves.catch_up()
        self._until = order.until
        self.rounds = Rounds(trainer)
        self.monitor = Monitor(trainer, order.saved.stages if order.saved else ())
        self.served = 0.0  # time that this run has had, by which the worker shares the machine
        self._about = scene(trainer.data.name, trainer.data.modes)
        self._frames = Allowance(0.10, 1 / 30, CROWDED)
        self._looks = Allowance(0.05, 0.5 / len(trainer.experiments))
        self._checkpoints = Allowance(0.03, 3.0, 6.0)
        self._referees = Allowance(1.0, 5.0, next_at=clock() + 2)  # the first pictures come first
        self._judging = Allowance(0.08, 0.0, 1.0)
        self._pace_at = 0.0
        self._unseen = True  # standing still with something new to measure, judge and save
        self._verdict: Verdict = "fake"
        self._watched = True
        self._phase: Phase = "round"
        self._index = 0
        self._shots: dict[int, Shot] = {}
        self._beat: dict[int, Shot] = {}  # as the last beat showed the members
        self._desks: dict[int, dict[str, Any] | None] = {}
        self._note_until = 0.0
        self._marks: deque[tuple[float, int]] = deque(maxlen=64)

    # ---- when

    def due(self) -> float:
        """The moment at which this run wants its next turn."""
        if self.diverged:
            return NEVER
        if not self.playing:
            return 0.0 if self._unseen or self.monitor.judging else NEVER
        judging = self._judging.next_at if self.monitor.judging else NEVER
        return min(self._pace_at, judging)

    @property
    def diverged(self) -> str | None:
        """What went wrong, once every member has blown up."""
        said = [self.trainer.diverged(k) for k in range(len(self.trainer.experiments))]
        return said[0] if all(said) else None

    # ---- a turn

    def turn(self, active: int) -> None:
        """One small slice of work; `active` runs share the machine."""
        self._stop_in_time()
        if not self.playing:
            return self._stand_still(active)
        if self.pace.beats is not None:
            self._slow_motion()
        else:
            self._train()
        if self.diverged:
            return self.picture()
        self._look(active)
        now = clock()
        if self.pace.beats is None and self._frames.due(now):
            self.picture()
            self._frames.spent(now, clock(), active)
            if not self._watched:
                self._frames.next_at = now + UNWATCHED
        if self._checkpoints.due(now):
            self._emit(Checkpoint(self.run, self.saved()))
            self._checkpoints.spent(now, clock(), active)

    def _stop_in_time(self) -> None:
        """Stand still where a link said so."""
        if self._until is not None and self.trainer.step >= self._until:
            self._until = None
            self.pause()

    def _train(self) -> None:
        """Full rounds for one slice, or one round where the pace is set."""
        started, rate = clock(), self.pace.rounds
        if started < self._pace_at:
            return
        if rate is not None:
            self._pace_at = max(self._pace_at + 1 / rate, started)
        while not self.diverged and self.trainer.step != self._until:
            self.moves.catch_up()
            self.rounds.full()
            if rate is not None or clock() - started >= SLICE:
                break
        self.trainer.settle()
        self.seconds += clock() - started
        self._phase = "round"

    def _look(self, active: int) -> None:
        """Measure and judge, each within its share."""
        now = clock()
        if self._looks.due(now) and self.pace.beats is None:
            self.monitor.measure(self.seconds)
            self._looks.spent(now, clock(), active)
        if not self.monitor.judging and self._referees.due(now):
            self.monitor.call_referee()
            self._referees.spent(now, now, active)
        now = clock()
        if self.monitor.judging and self._judging.due(now):
            self.monitor.judge(self.seconds)
            self._judging.spent(now, clock(), active)

    def _stand_still(self, active: int) -> None:
        """Nothing trains: measure what is there, save it, and let the referee finish."""
        if self._unseen:
            self._unseen = False
            self.monitor.measure_all(self.seconds)
            self._picture_of_rest()
            self._emit(Checkpoint(self.run, self.saved()))
            if self.monitor.stale():
                self.monitor.call_referee()
        elif self.monitor.judge(self.seconds):
            self._picture_of_rest()

    def _picture_of_rest(self) -> None:
        """A step by hand is shown as it was, with what was measured since: its first frame may have been skipped."""
        if self._phase == "round":
            self.picture(feedback=True)
        else:
            self._send(self._beat, {*self._beat}, lossless=True)

    # ---- slow motion and single steps

    def _slow_motion(self) -> None:
        """The next beat, if its time has come."""
        now = clock()
        if now < self._pace_at or self.pace.beats is None:
            return
        self._pace_at = max(self._pace_at + 1 / self.pace.beats, now)
        self.beat(following(self._phase))

    def beat(self, phase: Phase) -> None:
        """Do one beat for real, and show it."""
        if phase == "forge":
            self._index = (self._index + 1) % DESK
        before = {k: self._shot(k, feedback=phase in ("feedback", "forger")) for k in self._members()}
        started = clock()
        self.moves.catch_up()
        if phase == "detective":
            self.rounds.detective()
        elif phase == "forger":
            self.rounds.forger()
        elif phase == "round":
            self.rounds.full()
        self.seconds += clock() - started
        if phase == "forger":
            self.monitor.measure_all(self.seconds)
        self._phase = phase
        self._beat = {k: self._told(phase, shot, k) for k, shot in before.items()}
        self._send(self._beat, {*self._beat}, lossless=True)

    def _told(self, phase: Phase, before: Shot, member: int) -> Shot:
        """The member's picture in this beat, with the score of its note before and after."""
        if phase == "forge":
            return Shot(before.snapshot)
        if phase in ("examine", "stamp", "feedback"):
            return before
        after = self._shot(member, feedback=phase == "forger")
        return Shot(after.snapshot, before.score, after.score, after.feedback)

    # ---- pictures

    def picture(self, *, feedback: bool = False) -> None:
        """A frame of the present; now and then, at full speed, another note comes onto the desk."""
        now = clock()
        new_note = self.playing and now >= self._note_until
        if new_note:
            self._index, self._note_until = (self._index + 1) % DESK, now + SHOW_NOTE
        feedback = feedback or new_note
        shots = {k: self._shot(k, feedback=feedback) for k in self._members()}
        self._phase = "round"
        self._send(shots, {*shots} if feedback else set(), lossless=not self.playing)

    def _members(self) -> range:
        return range(len(self.trainer.experiments))

    def _shot(self, member: int, *, feedback: bool) -> Shot:
        """The member now; one that blew up keeps its last healthy picture."""
        if not (self.trainer.diverged(member) and member in self._shots):
            snapshot = self.trainer.snapshot(member, self._index, feedback)
            shot = Shot(snapshot, snapshot.desk.score if snapshot.desk else None, None, feedback)
            if healthy(shot) or member not in self._shots:
                self._shots[member] = shot
        return self._shots[member]

    def _send(self, shots: dict[int, Shot], desks: set[int], *, lossless: bool) -> None:
        """One frame with every member, and the desks of those members that show a new one."""
        data = self.trainer.data
        sections: list[Section] = []
        for member, shot in shots.items():
            sections += wall(member, shot, data, lossless=lossless)
            if member in desks:
                sections += desk(member, shot, data)
                self._desks[member] = desk_header(shot)
        self._seq += 1
        header = self._header(shots[0])
        reached = tuple(self.monitor.records[0].reached)
        self._emit(Frame(self.run, encode(header, sections), self._seq, self.trainer.step, header["status"],
                         self._phase, self.monitor.take_point(), reached, self.monitor.take_marks(),
                         tuple(self.moves.done)))  # fmt: skip

    def _header(self, first: Shot) -> dict[str, Any]:
        metrics = self.monitor.records[0].metrics
        if metrics:
            self._verdict = verdict(metrics.d_accuracy, self._verdict)
        slow = (self.playing and self.pace.beats is not None) or self._phase != "round"
        thing = self._about.things.removesuffix("s")
        return {
            "type": "frame", "run": self._token, "seq": self._seq, "step": self.trainer.step, "status": self.status,
            "phase": self._phase, "steps_per_second": self._speed(), "source": "live",
            "device": self.trainer.device_name, "seconds": self.seconds,
            "verdict": self._verdict,
            "sentence": beat_sentence(self._phase, first, thing) if slow else sentence(metrics, self._about),
            "diverged": next(filter(None, map(self.trainer.diverged, self._members())), None),
            "members": [self.monitor.header(k) | {"desk": self._desks.get(k)} for k in self._members()],
            "stages": [vars(r) for r in self.monitor.records[0].reached],
            "moves": self.moves.done, "why": self.monitor.why(self._about),
        }  # fmt: skip

    @property
    def status(self) -> str:
        """The one word of the frame's header."""
        return "diverged" if self.diverged else "running" if self.playing else "paused"

    def _speed(self) -> float:
        """Rounds a second over about the last second."""
        now = clock()
        self._marks.append((now, self.trainer.step))
        while len(self._marks) > 2 and now - self._marks[0][0] > 1:
            self._marks.popleft()
        then, step = self._marks[0]
        passed = now - then
        return (self.trainer.step - step) / passed if self.playing and passed > 0 else 0.0

    # ---- orders

    def play(self) -> None:
        """Go on training."""
        self._until = None
        if not self.playing:
            self._marks.clear()
            self._pace_at = clock()
        self.playing = True

    def pause(self) -> None:
        """Stand still, once measured, saved and judged."""
        self.playing, self._unseen = False, True

    def watch(self, watched: bool) -> None:
        """Somebody came to look, or the last one left."""
        self._watched, self._frames.next_at = watched, 0.0

    def push(self, strength: float, cure: str | None) -> None:
        """The slider moved, or a cure was taken or left."""
        self._until = None
        self.moves.now(strength, cure)
        if not self.playing:
            self.picture()

    def set_pace(self, pace: Pace) -> None:
        """Another speed; it counts from now."""
        self.pace, self._pace_at = pace, clock()

    def step(self, what: What) -> None:
        """One step by hand, which also pauses the run."""
        if self.diverged:
            return
        self.playing = False
        self.beat(what)
        self._unseen = True

    def saved(self) -> Saved:
        """All that another process needs to go on."""
        return Saved(self.trainer.step, self.seconds, tuple(self.monitor.records[0].reached), self.trainer.state())
