"""A run as the web process knows it: who may command it, who watches, what it was and is."""

from __future__ import annotations

import json
import secrets
from collections import deque
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from hashlib import sha256
from hmac import compare_digest
from typing import Any, Final

from gan_core.data.own import Parcel
from gan_core.experiment import Experiment
from gan_core.record import Reached
from gan_core.words import say, wired
from live.web.calm import Calm
from live.web.history import History
from live.web.part import Part
from live.web.parts import begun
from live.web.viewer import Viewer
from live.wire.command import Command
from live.wire.frames import amended, header_text
from live.wire.messages import MANY, POPULAR, Frame, Point, Saved
from live.wire.pace import Pace

FRAMES: Final = 600  # in the history
HISTORY_BYTES: Final = 12 * 2**20  # of one run; in a crowd its share of what all may have
ALL_HISTORY_BYTES: Final = 96 * 2**20
POINTS: Final = 1000  # of the curve
UNSAVED: Final = 300  # commands since the last checkpoint, which comes after a step if nothing else is asked for


def digest(owner: str) -> str:
    """What is kept of an owner's token: enough to know it again, not enough to use it."""
    return sha256(owner.encode()).hexdigest()


@dataclass
class Before:
    """What a run was before it began again, to come back to."""

    experiments: tuple[Experiment, ...]
    frames: History[bytes]
    curve: History[Point]
    parts: dict[str, Part]
    stages: tuple[Reached, ...]
    saved: Saved | None
    playing: bool


@dataclass
class Run:
    """One training, however many watch."""

    owner_hash: str
    experiments: tuple[Experiment, ...]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    playing: bool = True
    pace: Pace = field(default_factory=Pace)
    viewers: set[Viewer] = field(default_factory=set)
    frames: History[bytes] = field(default_factory=lambda: History(FRAMES))
    curve: History[Point] = field(default_factory=lambda: History(POINTS))
    parts: dict[str, Part] = field(default_factory=dict)  # of pages' own, by their names
    stages: tuple[Reached, ...] = ()
    saved: Saved | None = None
    vault: bytes | None = None
    latest: bytes | None = None
    seq: int = 0
    status: str = "warming"
    assignment: str | None = None  # under which the worker has it, while it does
    shown: bool = False  # the worker has sent a picture under this assignment
    resting: bool = False  # stands still because nobody watches, not because somebody said so
    closing: bool = False
    moving: bool = False  # one worker saves it for another
    given: dict[int, Command] = field(default_factory=dict)  # what was said and the worker has not answered
    held: list[Command] = field(default_factory=list)  # what was said while no worker had the run
    unsaved: deque[Command] = field(default_factory=lambda: deque(maxlen=UNSAVED))  # how it was steered since `saved`
    said: int = 0  # commands so far
    empty_since: float = 0.0
    stored_at: float = 0.0
    accidents: int = 0
    accident_at: float = 0.0
    shared: bool = False  # its owner has offered it to others
    alone: bool = False  # the worker may have died of it: it is stepped together with no other
    failed: str | None = None
    goods: Parcel | None = None  # the visitor's own data that it trains on
    before: Before | None = None
    house: str = ""  # of whoever opened it
    room: int = HISTORY_BYTES  # for its pictures
    calm: Calm = field(default_factory=Calm)
    _points: str | None = None  # of the curve, as JSON, until there is a new one

    @classmethod
    def new(
        cls,
        owner: str,
        experiments: tuple[Experiment, ...],
        openings: Mapping[str, Any],
        goods: Parcel | None = None,
    ) -> Run:
        """A run that begins, with the parts that its page asks for."""
        return cls(digest(owner), experiments, parts=begun(openings), goods=goods)

    def owned_by(self, owner: str | None) -> bool:
        """Whether this token commands the run."""
        return owner is not None and compare_digest(digest(owner), self.owner_hash)

    @property
    def shares(self) -> float:
        """Of a worker's time: none while it stands still, more where many watch."""
        if self.failed or self.resting or not self.playing:
            return 0.0
        return POPULAR if len(self.viewers) >= MANY else 1.0

    def take(self, frame: Frame) -> None:
        """A new picture: keep it, show it."""
        news, before = len(frame.stages) > len(self.stages) or not len(self.frames), self.status
        self.seq, self.status, self.stages, self.latest = frame.seq, frame.status, frame.stages, frame.message
        self._remember(frame, pinned=news)
        for name, part in self.parts.items():
            part.take(frame.news.get(name), frame.step)
            if part.stands_still():
                self.playing = False
        self._show(frame, told=frame.point is not None or frame.status != before)

    def _show(self, frame: Frame, *, told: bool) -> None:
        """Who looks at the past gets no pictures of the present, but hears what is new in it."""
        note = ""
        for viewer in self.viewers:
            if not viewer.seeking:
                viewer.show(frame.message)
            elif told:
                note = note or f'{{"type": "note", "header": {header_text(frame.message)}}}'
                viewer.tell(note)

    def _remember(self, frame: Frame, *, pinned: bool) -> None:
        self.frames.cap = max(60, min(FRAMES, self.room // max(1, len(frame.message))))
        if frame.phase in ("round", "forger"):
            self.frames.add(frame.step, frame.message, pinned=pinned)
        if frame.point is not None:
            self.curve.add(frame.point[0], frame.point)
            self._points = None
        if frame.word is not None:
            step, accuracy = frame.word
            self.curve.change(step, lambda point: (*point[:2], accuracy, *point[3:]))
            self._points = None

    def past(self, step: int, **said: Any) -> bytes | None:
        """The kept picture nearest to that step, marked as history, or as what else is `said` of it."""
        frame = self.frames.at(step)
        return amended(frame, **(said or {"source": "history", "status": self.status})) if frame is not None else None

    def go_back(self) -> None:
        """Forget what lies after the checkpoint, from which the run goes on."""
        step = self.saved.step if self.saved else -1
        self.frames.rewind(step)
        self.curve.rewind(step)
        self._points = None
        for part in self.parts.values():
            part.rewind(step)
        self.stages = self.saved.stages if self.saved else ()

    def begin_again(self, experiments: tuple[Experiment, ...]) -> None:
        """From step 0, with nothing of the past but the way back to it."""
        self.before = Before(self.experiments, self.frames, self.curve, deepcopy(self.parts), self.stages, self.saved,
                             self.playing)  # fmt: skip
        self.experiments, self.saved, self.failed, self.accidents = experiments, None, None, 0
        self.playing, self.resting, self.status = True, False, "warming"
        self.frames, self.curve, self.latest, self.vault = History(FRAMES), History(POINTS), None, None
        for part in self.parts.values():
            part.begin_again()
        self.go_back()

    def take_back(self) -> None:
        """As it was before it began again; ValueError if it did not, or if that is too long ago."""
        kept, self.before = self.before, None
        if kept is None or kept.saved is None:
            raise ValueError(say("There is nothing to take back."))
        self.experiments, self.frames, self.curve, self.parts = kept.experiments, kept.frames, kept.curve, kept.parts
        self.saved, self.playing, self.failed, self.accidents = kept.saved, kept.playing, None, 0
        self.resting, self.status, self.latest, self.vault = False, "warming", None, None
        self.go_back()

    def curve_text(self, **more: Any) -> str:
        """The whole curve, the stages and the extent of the history; many may ask, so the points are written once."""
        span = self.frames.span()
        told = {
            "type": "curve", "stages": [vars(r) for r in self.stages], "steps": list(span) if span else [0, 0],
            "parts": {name: part.past() for name, part in self.parts.items()},
        }  # fmt: skip
        if self._points is None:
            self._points = json.dumps([m.value for m in self.curve])
        return f'{json.dumps(wired(told | more))[:-1]}, "points": {self._points}}}'

    def stay_as(self, member: int, refused: Mapping[str, Any], instead: Mapping[str, Any]) -> None:
        """The trainer has refused these settings: what was meanwhile not changed again is as it was."""
        mine = self.experiments[member]
        back = {name: instead[name] for name, value in refused.items() if getattr(mine, name) == value}
        self.experiments = (*self.experiments[:member], replace(mine, **back), *self.experiments[member + 1 :])

    def settings_message(self) -> dict[str, Any]:
        """What is in force now."""
        return {"type": "settings", "experiments": [e.to_query() for e in self.experiments]}

    def opened_message(self, owner: str | None, *, resumed: bool) -> dict[str, Any]:
        """What a page is told first."""
        return {
            "type": "opened", "run": self.token, "owner": owner, "resumed": resumed, "pace": vars(self.pace),
            "experiments": [e.to_query() for e in self.experiments],
            "parts": {name: part.present() for name, part in self.parts.items()},
        }  # fmt: skip

    def tell(self, message: dict[str, Any] | str | bytes, *, owner: bool = False) -> None:
        """Something that every viewer must hear, or the `owner` alone."""
        for viewer in self.viewers:
            if viewer.owner or not owner:
                viewer.tell(message)
