"""The table of commands: what a page may say. Text becomes a command here, or one clear sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Final

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import force_setattr

from gan_core.experiment import LIVE_FIELDS, Experiment
from gan_core.words import say
from live.wire.admission import admit
from live.wire.collapse import Push
from live.wire.command import AtHub, AtWork, Command
from live.wire.crash import Treat
from live.wire.desk import Examine, RollDice
from live.wire.detective import Deal, Verdicts
from live.wire.easel import JudgeNote, PrintNote
from live.wire.forger import Drive, FreshDetective, Lay
from live.wire.gallery import ShowStages
from live.wire.hood import FollowNote, LookInside, PrintRolls
from live.wire.pace import Pace, What
from live.wire.parts import Openings, read_parts
from live.wire.reading import SHOWN, read
from live.wire.taking import TakeState, TakeWeights

MEMBERS: Final = 64
FASTEST: Final = 1000.0  # rounds or beats a second that may be asked for

_Word = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[\x00-\x7f]*$")]
Token = Annotated[_Word | None, Meta(description="a token that this server gave, or null")]
_Rate = Annotated[float, Meta(ge=0.01, le=FASTEST)]
_RATE: Final = Meta(description=f"a number from 0.01 to {FASTEST:g} a second")
Step = Annotated[int, Meta(ge=0, le=2**53, description=f"a whole number from 0 to {2**53}")]
_Seed = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Seed = Annotated[_Seed | None, Meta(description=f"a whole number from 0 to {2**31 - 1}, or null")]
Member = Annotated[int, Meta(ge=0, lt=MEMBERS, description=f"a whole number from 0 to {MEMBERS - 1}")]
Several = Annotated[
    list[dict[str, Any]],
    Meta(min_length=1, max_length=MEMBERS, description=f"a list of 1 to {MEMBERS} objects of settings"),
]


class OpenRun(Command, frozen=True, tag="open"):
    """The first message of a page: which run it wants, or of which experiments a new one."""

    needs_run: ClassVar[bool] = False
    owners: ClassVar[bool] = False

    experiments: Several = []  # noqa: RUF012  (msgspec copies it)
    run: Token = None
    owner: Token = None
    parts: Annotated[dict[str, Any], Meta(description="an object of pages' own parts, by their names")] = {}  # noqa: RUF012

    def __post_init__(self) -> None:
        force_setattr(self, "experiments", experiments(self.experiments or [{}]))
        force_setattr(self, "parts", read_parts(self.parts, self.wanted))

    @property
    def wanted(self) -> tuple[Experiment, ...]:
        """The experiments, read."""
        return tuple(self.experiments)  # type: ignore[arg-type]

    @property
    def openings(self) -> Openings:
        """What the pages' own parts begin with, read."""
        return self.parts

    def at_hub(self, hub: AtHub) -> None:
        """Only a page's first message may open a run."""
        raise ValueError("This page has already opened its run.")


class Play(Command, frozen=True, tag="play"):
    """Go on training."""

    steers: ClassVar[bool] = True

    def at_hub(self, hub: AtHub) -> None:
        hub.run.playing = True
        hub.take_over()

    def at_work(self, training: AtWork) -> None:
        training.play()


class Pause(Command, frozen=True, tag="pause"):
    """Stand still."""

    steers: ClassVar[bool] = True

    def at_hub(self, hub: AtHub) -> None:
        hub.run.playing = False

    def at_work(self, training: AtWork) -> None:
        training.pause()


class TakeStep(Command, frozen=True, tag="step"):
    """One turn, or one round, by hand; the run stands still afterwards."""

    steers: ClassVar[bool] = True

    what: Annotated[What, Meta(description="one of detective, forger, round")]

    def at_hub(self, hub: AtHub) -> None:
        hub.run.playing = False

    def at_work(self, training: AtWork) -> None:
        training.step(self.what)


class Speed(Command, frozen=True, tag="speed"):
    """Beats a second in slow motion, or rounds a second; null rounds are as many as the machine makes."""

    beats: Annotated[_Rate | None, _RATE] = None
    rounds: Annotated[_Rate | UnsetType | None, _RATE] = UNSET

    def __post_init__(self) -> None:
        if self.beats is None and self.rounds is UNSET:
            raise ValueError("A speed names “beats” or “rounds” a second; “rounds” may be null, as fast as it goes.")

    @property
    def pace(self) -> Pace:
        """Slow motion goes before rounds."""
        rounds = None if self.rounds is UNSET or self.beats is not None else self.rounds
        return Pace(self.beats, rounds)

    def at_hub(self, hub: AtHub) -> None:
        hub.run.pace = self.pace

    def at_work(self, training: AtWork) -> None:
        training.set_pace(self.pace)


class Seek(Command, frozen=True, tag="seek"):
    """Look at the picture of an earlier step."""

    owners: ClassVar[bool] = False
    step: Step

    def at_hub(self, hub: AtHub) -> None:
        hub.seek(self.step)


class Live(Command, frozen=True, tag="live"):
    """Look at the present again."""

    owners: ClassVar[bool] = False

    def at_hub(self, hub: AtHub) -> None:
        hub.live()


class Restart(Command, frozen=True, tag="restart"):
    """From step 0, with the same seed or with another."""

    begins: ClassVar[bool] = True
    replaces: ClassVar[bool] = True

    seed: Seed = None

    def at_hub(self, hub: AtHub) -> None:
        hub.restart(self.seed)


class Undo(Command, frozen=True, tag="undo"):
    """Take the last restart back."""

    begins: ClassVar[bool] = True

    def at_hub(self, hub: AtHub) -> None:
        hub.take_back()


class Update(Command, frozen=True, tag="update"):
    """Other settings for one member while it trains."""

    changes: Annotated[dict[str, Any], Meta(min_length=1, description="an object of settings and their new values")]
    member: Member = 0

    def __post_init__(self) -> None:
        if fixed := sorted(set(self.changes) - LIVE_FIELDS):
            may = ", ".join(sorted(LIVE_FIELDS))
            raise ValueError(
                say("“{name}” cannot change while a run trains; {names} can.", name=fixed[0][:SHOWN], names=may)
            )

    def at_hub(self, hub: AtHub) -> None:
        members = hub.run.experiments
        if self.member >= len(members):
            raise ValueError(f"This run has {len(members)} members; there is no member {self.member}.")
        changed = replace(members[self.member], **self.changes)
        if changed.shape_key != members[self.member].shape_key:
            room = members[self.member].room
            raise ValueError(
                say("The detective of this run has seats for {room} items only; more need a new start.", room=room)
            )
        wanted = (*members[: self.member], changed, *members[self.member + 1 :])
        admit(wanted)
        hub.run.experiments = wanted
        hub.announce(hub.run.settings_message())

    def at_work(self, training: AtWork) -> None:
        training.update(self.member, self.changes)


class Share(Command, frozen=True, tag="share"):
    """Others may watch: on a full server the run is offered to whoever finds no place."""

    def at_hub(self, hub: AtHub) -> None:
        hub.run.shared = True


class Ping(Command, frozen=True, tag="ping"):
    """Is anybody there? The socket itself answers."""

    owners: ClassVar[bool] = False
    needs_run: ClassVar[bool] = False


COMMANDS: Final[tuple[type[Command], ...]] = (
    OpenRun, Play, Pause, TakeStep, Speed, Seek, Live, Restart, Undo, Update, Share, Ping, Push, ShowStages, Deal,
    Verdicts, Lay, FreshDetective, Drive, JudgeNote, PrintNote, LookInside, FollowNote, PrintRolls, Examine, RollDice,
    Treat, TakeWeights, TakeState,
)  # fmt: skip
TABLE: Final[dict[str, type[Command]]] = {str(c.__struct_config__.tag): c for c in COMMANDS}


class Unopened(ValueError):
    """A run that cannot be had, and why in a sentence."""


def parse(text: str) -> Command:
    """The command that the text holds; ValueError with one clear sentence for anything else."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("That message is not JSON.") from None
    if not isinstance(said, dict):
        raise ValueError("A message is a JSON object with a “type”.")
    kind = said.get("type")
    if not isinstance(kind, str) or kind not in TABLE:
        raise ValueError(f"A message's type is one of {', '.join(TABLE)}; got “{str(kind)[:SHOWN]}”.")
    try:
        return read(said, TABLE[kind])
    except ValueError as fault:
        raise (Unopened(str(fault)) if kind == "open" else fault) from None


def experiments(said: list[dict[str, Any]]) -> tuple[Experiment, ...]:
    """Experiments from their query dicts; they must be able to train together."""
    wanted = tuple(Experiment.from_query(q) for q in said)
    if len({e.shape_key for e in wanted}) > 1:
        raise ValueError("Experiments that train together share data, batch, packing and sizes.")
    admit(wanted)
    return wanted
