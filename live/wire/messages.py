"""What the hub and the worker say to each other: small frozen dataclasses, pickled over a private pipe."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from gan_core.experiment import Experiment
from gan_core.record import Reached

What = Literal["detective", "forger", "round"]
Point = tuple[int, float, float | None, int, int]  # step, d_accuracy, referee, modes, stage
Mark = tuple[int, int, float, int, float, tuple[int, ...]]  # member, step, d_accuracy, modes, high_quality, shares in ‰
Move = tuple[int, float, str | None]  # round, place of the slider from 0 to 1, cure


@dataclass(frozen=True)
class Pace:
    """Beats per second in slow motion, else rounds per second, else as fast as the machine goes."""

    beats: float | None = None
    rounds: float | None = None


@dataclass(frozen=True)
class Saved:
    """A run from which another process can go on."""

    step: int
    seconds: float
    stages: tuple[Reached, ...]
    state: bytes = field(repr=False)


# ------------------------------------------------------------------ hub → worker
@dataclass(frozen=True)
class Open:
    run: str  # one life of a run: a restart or a new worker gives it a new one, so that late reports are known as such
    token: str  # the run's public name
    experiments: tuple[Experiment, ...]
    saved: Saved | None
    pace: Pace
    playing: bool
    seq: int  # number of the first frame, so that the numbers go on after a crash
    moves: tuple[Move, ...] = ()  # of the slider and the cures, to be done when their rounds come
    until: int | None = None  # the round at which to stand still


@dataclass(frozen=True)
class Play:
    run: str


@dataclass(frozen=True)
class Pause:
    run: str


@dataclass(frozen=True)
class Step:
    run: str
    what: What


@dataclass(frozen=True)
class SetPace:
    run: str
    pace: Pace


@dataclass(frozen=True)
class Update:
    run: str
    member: int
    changes: dict[str, Any]


@dataclass(frozen=True)
class Push:
    run: str
    strength: float
    cure: str | None


@dataclass(frozen=True)
class Watch:
    """Whether anybody looks: a run that nobody watches trains on for a while, but paints only for its history."""

    run: str
    watched: bool


@dataclass(frozen=True)
class Close:
    run: str


@dataclass(frozen=True)
class Stop:
    """Save every run and leave."""


Order = Open | Play | Pause | Step | SetPace | Update | Push | Watch | Close | Stop


# ------------------------------------------------------------------ worker → hub
@dataclass(frozen=True)
class Ready:
    pid: int


@dataclass(frozen=True)
class Vault:
    run: str
    message: bytes = field(repr=False)


@dataclass(frozen=True)
class Frame:
    """A frame, ready to be passed on, with the little that the hub keeps of it."""

    run: str
    message: bytes = field(repr=False)
    seq: int
    step: int
    status: str
    phase: str
    point: Point | None  # only when the measurement is new
    stages: tuple[Reached, ...]
    marks: tuple[Mark, ...] = ()  # of twins: what is new about either
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Checkpoint:
    run: str
    saved: Saved
    closed: bool = False  # the last one: the worker has forgotten the run


@dataclass(frozen=True)
class Failed:
    """The run could not be opened or went wrong; the worker has forgotten it."""

    run: str
    sentence: str


@dataclass(frozen=True)
class Refused:
    """One order could not be carried out; the run goes on."""

    run: str
    sentence: str


Report = Ready | Vault | Frame | Checkpoint | Failed | Refused
