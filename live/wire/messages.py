"""What the hub and the worker say to each other: small frozen dataclasses, pickled over a private pipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from gan_core.data.own import Parcel
from gan_core.experiment import Experiment
from gan_core.record import Reached
from live.wire.command import Command
from live.wire.pace import Pace

MANY: Final = 5  # viewers from which on a run is shown more often than those that one person watches
POPULAR: Final = 6.0  # shares of the machine for such a run: many see what it is spent on

Point = tuple[int, float, float | None, int, int]  # step, d_accuracy, referee, modes, stage
Word = tuple[int, float]  # of a referee: the step that it is about, which may be long past, and his accuracy


@dataclass(frozen=True)
class Saved:
    """A run from which another process can go on."""

    step: int
    seconds: float
    stages: tuple[Reached, ...]
    state: bytes = field(repr=False)
    half: bool = False  # of the next round the detective had its turns already


# ------------------------------------------------------------------ hub → worker


@dataclass(frozen=True)
class Begin:
    """Take up a run, from its beginning or from where it was saved."""

    assignment: str  # a restart or a new worker gives a run a new one, so that late reports are known as such
    token: str  # the run's public name
    experiments: tuple[Experiment, ...]
    saved: Saved | None
    pace: Pace
    playing: bool
    seq: int  # number of the first frame, so that the numbers go on after a crash
    parts: Mapping[str, Any] = field(default_factory=dict)  # what pages' own parts begin with, by their names
    goods: Parcel | None = None  # the visitor's own data that it trains on
    alone: bool = False  # a worker may have died of it: it must not be stepped together with others
    viewers: int = 1  # as in `Watch`


@dataclass(frozen=True)
class Do:
    """Carry out what a page said."""

    assignment: str
    command: Command
    number: int = 0  # of this run, for the answer


@dataclass(frozen=True)
class Rest:
    """Nobody watches: stand still for a while."""

    assignment: str


@dataclass(frozen=True)
class Wake:
    """Somebody is back."""

    assignment: str


@dataclass(frozen=True)
class Watch:
    """How many look, up to `MANY`: a run that nobody watches trains on for a while, but paints only for its history."""

    assignment: str
    viewers: int


@dataclass(frozen=True)
class Close:
    """Save the run and forget it."""

    assignment: str


@dataclass(frozen=True)
class Stop:
    """Save every run and leave."""


Order = Begin | Do | Rest | Wake | Watch | Close | Stop


# ------------------------------------------------------------------ worker → hub
@dataclass(frozen=True)
class Ready:
    """The worker is up."""

    pid: int
    device: str = "cpu"
    passed_over: tuple[str, ...] = ()  # why no better device trains, in sentences


@dataclass(frozen=True)
class Vault:
    """The real items, ready to be passed on."""

    assignment: str
    message: bytes = field(repr=False)


@dataclass(frozen=True)
class Frame:
    """A frame, ready to be passed on, with the little that the hub keeps of it."""

    assignment: str
    message: bytes = field(repr=False)
    seq: int
    step: int
    status: str
    phase: str
    point: Point | None  # only when the measurement is new
    stages: tuple[Reached, ...]
    news: Mapping[str, Any] = field(default_factory=dict)  # for pages' own parts, by their names
    word: Word | None = None  # only when it is new


@dataclass(frozen=True)
class Aside:
    """Something that a page's own part has to tell its pages, beside the pictures of the run."""

    assignment: str
    message: bytes = field(repr=False)
    for_owner: bool = False  # alone: whoever watches does not take it


@dataclass(frozen=True)
class Checkpoint:
    """A run as it was saved."""

    assignment: str
    saved: Saved
    closed: bool = False  # the last one: the worker has forgotten the run


@dataclass(frozen=True)
class Done:
    """What a page said was carried out, or refused: a new worker need not hear it again."""

    assignment: str
    number: int


@dataclass(frozen=True)
class Failed:
    """The run could not be opened or went wrong; the worker has forgotten it."""

    assignment: str
    sentence: str


@dataclass(frozen=True)
class Refused:
    """One command could not be carried out; the run goes on, under the settings that it had."""

    assignment: str
    sentence: str
    member: int = 0
    refused: Mapping[str, Any] = field(default_factory=dict)  # settings as they were asked for
    instead: Mapping[str, Any] = field(default_factory=dict)  # and as they are


Report = Ready | Vault | Frame | Aside | Checkpoint | Done | Failed | Refused
