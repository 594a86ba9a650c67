"""The frames of a run in the worker: which note lies on the desk, what each member shows, and the words beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter as now
from typing import TYPE_CHECKING, Any, Final

from gan_core.record import CONVINCING
from gan_core.snapshot import CloseUp, Laid
from gan_core.stages import stage_of
from live.wire.frames import Section, encode
from live.wire.messages import Begin, Frame
from live.worker.beats import Phase, Shot, beat_sentence, laid_sentence
from live.worker.consultation import Consultation
from live.worker.examinations import Examinations
from live.worker.monitor import Monitor
from live.worker.narrator import Verdict, sentence, verdict
from live.worker.painter import desk, desk_header, healthy, wall
from live.worker.part import Part

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

EXAMINING: Final = ("forge", "examine", "stamp", "detective")  # beats about the detective's batch


@dataclass(frozen=True)
class State:
    """What a frame says of the run beside its pictures."""

    status: str
    playing: bool
    slow: bool
    seconds: float
    speed: float


class Pictures:
    """Makes the frames of one run."""

    def __init__(
        self, order: Begin, trainer: Trainer, monitor: Monitor, consultation: Consultation, parts: Mapping[str, Part]
    ) -> None:
        self._assignment, self._token, self._seq = order.assignment, order.token, order.seq
        self._trainer, self._monitor, self._consultation, self._parts = trainer, monitor, consultation, parts
        self.phase: Phase = "round"
        self._verdict: Verdict | None = None  # none before the detective has learnt
        self._desk = Examinations()
        self._shots: dict[int, Shot] = {}
        self._beat: dict[int, Shot] = {}  # as the last beat showed the members
        self._batch: Any = None  # the turn whose batch the close-ups are about
        self._desks: dict[int, dict[str, Any] | None] = {}

    def present(self, state: State, *, feedback: bool = False, coarse: bool = False) -> Frame:
        """A frame of the present; now and then, at full speed, another note comes onto the desk."""
        feedback = (state.playing and self._desk.turn(now())) or feedback
        shots = {k: self._shot(k, feedback=feedback, coarse=coarse) for k in self._members}
        self.phase, self._beat = "round", {}
        return self._frame(state, shots, {*shots} if feedback else set(), lossless=not state.playing)

    def rest(self, state: State) -> Frame:
        """A step by hand is shown as it was, with what was measured since: its first frame may have been skipped."""
        if not self._beat or self._beat[0].snapshot.step != self._trainer.step:
            return self.present(state, feedback=True)
        return self._frame(state, self._beat, {*self._beat}, lossless=True)

    def lay(self, order: Laid | None) -> None:
        """A visitor's own choice for the desk; None lets it go on by itself."""
        self._desk.lay(order, now())

    def roll(self, z: Sequence[float]) -> None:
        """The note on the desk, if it is a fake, as it becomes of other dice: the first few of its numbers."""
        on_desk = self._shots[0].snapshot.desk
        if on_desk is not None and not on_desk.real:
            rest = on_desk.z[len(z) :].tolist()
            self.lay(Laid(on_desk.index, z=(*z[: len(on_desk.z)], *rest)))

    def laid(self, state: State) -> Frame:
        """What a visitor laid on the desk, beside whatever is shown: after a step by hand, the forger itself."""
        if not self._beat or self._beat[0].snapshot.step != self._trainer.step:
            return self.present(state, feedback=True)
        self.phase = "round"
        self._beat = {k: self._beside(k, shot) for k, shot in self._beat.items()}
        return self._frame(state, self._beat, {*self._beat}, lossless=True)

    def _beside(self, member: int, shot: Shot) -> Shot:
        """The same close look with another note on the desk."""
        assert shot.close is not None
        seen = self._trainer.stands(member, self._desk.now, shot.close, feedback=True)
        return Shot(seen, seen.desk.score if seen.desk else None, None, True, shot.close)

    def before(self, phase: Phase) -> dict[int, Shot]:
        """The members before a beat, closely; each player's batch brings another note."""
        self._desk.begin(phase, self.phase)
        self._batch = self._trainer.peek("detective" if phase in EXAMINING else "forger")
        return {k: self._close_up(k, feedback=phase not in EXAMINING) for k in self._members}

    def after(self, phase: Phase, before: Mapping[int, Shot], state: State) -> Frame:
        """The beat as it is shown."""
        self.phase = phase
        self._beat = {k: self._scored(phase, shot, k) for k, shot in before.items()}
        return self._frame(state, self._beat, {*self._beat}, lossless=True)

    @property
    def _members(self) -> range:
        return range(len(self._trainer.experiments))

    def _scored(self, phase: Phase, before: Shot, member: int) -> Shot:
        """The member's picture in this beat, with the score of its note before and after."""
        if phase == "forge":
            return Shot(before.snapshot, close=before.close)
        if phase in ("examine", "stamp", "feedback"):
            return before
        taught, then = phase == "detective", before.close
        after = self._close_up(member, feedback=not taught, since=then)
        gained = then.gained(after.close, "detective" if taught else "forger") if then and after.close else None
        return replace(after, score=before.score, score_after=after.score, gained=gained)

    def _close_up(self, member: int, *, feedback: bool, since: CloseUp | None = None) -> Shot:
        """The member now: the forger itself, and one of the batch on the desk; kept as of `_shot`."""
        if not (self._trainer.diverged(member) and member in self._shots):
            real = self._desk.real and not feedback
            close = self._trainer.close_up(member, self._batch, self._desk.index, since, feedback, real)
            desk = close.snapshot.desk
            self._keep(member, Shot(close.snapshot, desk.score if desk else None, None, feedback, close))
        return self._shots[member]

    def _shot(self, member: int, *, feedback: bool, coarse: bool) -> Shot:
        """The member now; one that blew up keeps its last healthy picture."""
        if not (self._trainer.diverged(member) and member in self._shots):
            snapshot = self._trainer.snapshot(member, self._desk.now, feedback, coarse=coarse)
            self._keep(member, Shot(snapshot, snapshot.desk.score if snapshot.desk else None, None, feedback))
        return self._shots[member]

    def _keep(self, member: int, shot: Shot) -> None:
        if healthy(shot) or member not in self._shots:
            self._shots[member] = shot

    def _frame(self, state: State, shots: Mapping[int, Shot], desks: set[int], *, lossless: bool) -> Frame:
        """Every member, and the desks of those members that show a new one."""
        sections = self._sections(shots, desks, lossless=lossless)
        self._seq += 1
        header = self._header(state, shots)
        news = {name: part.news() for name, part in self._parts.items()}
        reached = tuple(self._monitor.records[0].reached)
        return Frame(self._assignment, encode(header, sections), self._seq, header["step"], state.status, self.phase,
                     self._monitor.take_point(), reached, news, self._monitor.take_word())  # fmt: skip

    def _sections(self, shots: Mapping[int, Shot], desks: set[int], *, lossless: bool) -> Sequence[Section]:
        data = self._trainer.data
        sections: list[Section] = []
        for member, shot in shots.items():
            sections += wall(member, shot, data, lossless=lossless)
            if member in desks:
                sections += desk(member, shot, data)
                self._desks[member] = desk_header(shot, data, laid=self._desk.laid)
        return [*sections, *self._consultation.sections()]

    def _header(self, state: State, shots: Mapping[int, Shot]) -> dict[str, Any]:
        trainer, monitor, first = self._trainer, self._monitor, shots[0]
        averaged = not first.close and trainer.experiments[0].ema > 0
        return {
            "type": "frame", "run": self._token, "seq": self._seq, "step": trainer.step, "status": state.status,
            "phase": self.phase, "steps_per_second": state.speed, "source": "live", "device": trainer.device_name,
            "seconds": state.seconds, "verdict": self._said(first), "sentence": self._sentence(state, first),
            "forger": "averaged" if averaged else "live", "close": first.close is not None,
            "diverged": next(filter(None, map(trainer.diverged, self._members)), None),
            "members": [monitor.header(k, shots[k].metrics) | {"desk": self._desks.get(k)} for k in self._members],
            "expert": self._consultation.header(),
            "stages": [vars(r) for r in monitor.records[0].reached],
            "parts": {name: part.header() for name, part in self._parts.items()},
        }  # fmt: skip

    def _said(self, first: Shot) -> Verdict | None:
        record = self._monitor.records[0]
        if record.learnt and (metrics := first.metrics or record.metrics):
            self._verdict = verdict(metrics.d_accuracy, self._verdict)
        return self._verdict

    def _sentence(self, state: State, first: Shot) -> str:
        data, record = self._trainer.data, self._monitor.records[0]
        if self._desk.laid and not state.playing and first.score is not None:
            return laid_sentence(first, data.words)
        if state.slow or first.close:
            return beat_sentence(self.phase, first, data.words)
        metrics = record.metrics if record.learnt else None
        convincing = metrics is not None and record.stage == stage_of(metrics, record.data) == CONVINCING
        return sentence(metrics, data.words, data.modes, self._consultation.opinion, convincing=convincing)
