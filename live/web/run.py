"""A run as the web process knows it: who may command it, who watches, what it was and is."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest
from typing import Any, Final

from gan_core.experiment import Experiment
from gan_core.record import Reached
from live.web.history import History
from live.web.viewer import Viewer
from live.wire.frames import amended
from live.wire.messages import Frame, Mark, Move, Pace, Point, Saved

FRAMES: Final = 600  # in the history
HISTORY_BYTES: Final = 12 * 2**20
POINTS: Final = 1000  # of the curve


def digest(owner: str) -> str:
    """What is kept of an owner's token: enough to know it again, not enough to use it."""
    return sha256(owner.encode()).hexdigest()


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
    marks: tuple[History[Mark], ...] = field(default_factory=lambda: (History(POINTS), History(POINTS)))  # of twins
    moves: tuple[Move, ...] = ()
    until: int | None = None
    stages: tuple[Reached, ...] = ()
    saved: Saved | None = None
    vault: bytes | None = None
    latest: bytes | None = None
    seq: int = 0
    status: str = "warming"
    life: str | None = None  # the worker's name for it while the worker has it
    answered: bool = False  # the worker has shown it in this life
    resting: bool = False  # paused because nobody watches, not because somebody said so
    closing: bool = False
    empty_since: float = 0.0
    stored_at: float = 0.0
    accidents: int = 0
    accident_at: float = 0.0
    failed: str | None = None

    def owned_by(self, owner: str | None) -> bool:
        """Whether this token commands the run."""
        return owner is not None and compare_digest(digest(owner), self.owner_hash)

    def take(self, frame: Frame) -> None:
        """A new picture: keep it, show it."""
        news = len(frame.stages) > len(self.stages) or not len(self.frames)
        self.seq, self.status, self.stages, self.latest = frame.seq, frame.status, frame.stages, frame.message
        if not len(self.frames):
            self.frames.cap = max(60, min(FRAMES, HISTORY_BYTES // len(frame.message)))
        if frame.phase in ("round", "forger"):
            self.frames.add(frame.step, frame.message, pinned=news)
        if frame.point is not None:
            self.curve.add(frame.point[0], frame.point)
        for mark in frame.marks:
            if mark[0] < len(self.marks):
                self.marks[mark[0]].add(mark[1], mark)
        self._take_moves(frame)
        for viewer in self.viewers:
            if not viewer.seeking:
                viewer.show(frame.message)
            elif frame.point is not None:
                viewer.tell(self.curve_message())

    def _take_moves(self, frame: Frame) -> None:
        """Until a link's round has come, its moves are still to be done."""
        if self.until is None:
            self.moves = frame.moves
        elif frame.step >= self.until:
            self.until, self.moves, self.playing = None, frame.moves, False

    def past(self, step: int) -> bytes | None:
        """The picture of that step, marked as history."""
        frame = self.frames.at(step)
        return amended(frame, source="history", status=self.status) if frame is not None else None

    def go_back(self) -> None:
        """Forget what lies after the checkpoint, from which the run goes on."""
        step = self.saved.step if self.saved else -1
        self.frames.rewind(step)
        self.curve.rewind(step)
        for marks in self.marks:
            marks.rewind(step)
        self.stages = self.saved.stages if self.saved else ()

    def begin_again(self, experiments: tuple[Experiment, ...]) -> None:
        """From step 0, with nothing of the past."""
        self.experiments, self.saved, self.failed, self.accidents = experiments, None, None, 0
        self.playing, self.resting, self.status = True, False, "warming"
        self.frames, self.curve, self.latest, self.vault = History(FRAMES), History(POINTS), None, None
        self.until, self.moves = None, tuple((0, *move[1:]) for move in self.moves[-1:])  # the slider stays where it is
        self.go_back()

    def curve_message(self) -> dict[str, Any]:
        """The whole curve, the stages and the extent of the history."""
        span = self.frames.span()
        return {
            "type": "curve", "points": [list(m.value) for m in self.curve],
            "stages": [vars(r) for r in self.stages], "steps": list(span) if span else [0, 0],
            "marks": sorted((list(m.value) for marks in self.marks for m in marks), key=lambda mark: mark[1]),
        }  # fmt: skip

    def opened_message(self, owner: str | None, *, resumed: bool) -> dict[str, Any]:
        """What a page is told first."""
        queries = [e.to_query() for e in self.experiments]
        return {
            "type": "opened", "run": self.token, "owner": owner, "experiments": queries, "resumed": resumed,
            "moves": [list(move) for move in self.moves], "until": self.until,
        }  # fmt: skip

    def tell(self, message: dict[str, Any] | bytes) -> None:
        """Something that every viewer must hear."""
        for viewer in self.viewers:
            viewer.tell(message)
