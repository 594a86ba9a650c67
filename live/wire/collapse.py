"""The page of mode collapse on the wire: a slider that rules the second of two twins, cures, links that replay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Final

from msgspec import Meta
from msgspec.structs import force_setattr

from gan_core import collapse
from gan_core.experiment import Experiment
from gan_core.words import say
from live.wire.command import AtHub, AtWork, Command
from live.wire.opening import Opening
from live.wire.reading import SHOWN

PART: Final = "collapse"
MOST: Final = 200  # moves that a link may hold
FARTHEST: Final = 1_000_000  # rounds that a link may ask for

Move = tuple[int, float, str | None]  # round, place of the slider from 0 to 1, cure
Mark = tuple[int, int, float, int, float, tuple[int, ...]]  # member, step, d_accuracy, modes, high_quality, shares in ‰

Round = Annotated[int, Meta(ge=0, le=FARTHEST, description=f"a whole number from 0 to {FARTHEST}")]
Strength = Annotated[float, Meta(ge=0, le=1, description="a number from 0 to 1")]
Cure = Annotated[str | None, Meta(description=f"null or one of {', '.join(collapse.CURES)}")]


class CollapseOpening(Opening, frozen=True):
    """What a link holds: moves to be done again in their rounds, and the round at which to stand still."""

    moves: Annotated[
        list[tuple[Round, Strength, Cure]],
        Meta(max_length=MOST, description=f"a list of at most {MOST} of [round, strength, cure]"),
    ] = []  # noqa: RUF012  (msgspec copies it)
    until: Annotated[Round | None, Meta(description=f"a whole number from 0 to {FARTHEST}, or null")] = None
    lost: Round = 0  # moves that a run has had before these, more than a link holds

    def check(self, experiments: tuple[Experiment, ...]) -> None:
        """Twins, with room for every cure that the link names."""
        ruled(experiments, {known(cure) for _, _, cure in self.moves})


class Push(Command, frozen=True, tag="push"):
    """The slider moved, or a cure was taken or left."""

    strength: Strength
    cure: Cure = None

    def __post_init__(self) -> None:
        if not self.strength >= 0:  # not a number
            raise ValueError(f"“strength” is a number from 0 to 1; got “{self.strength}”.")
        known(self.cure)
        force_setattr(self, "strength", float(self.strength))

    def at_hub(self, hub: AtHub) -> None:
        hub.part(PART)
        ruled(hub.run.experiments, {self.cure})
        hub.take_over()

    def at_work(self, training: AtWork) -> None:
        training.part(PART).push(self.strength, self.cure)
        if not training.playing:
            training.picture()


def known(cure: str | None) -> str | None:
    """The cure, if there is such a one."""
    if cure is not None and cure not in collapse.CURES:
        raise ValueError(f"“cure” is null or one of {', '.join(collapse.CURES)}; got “{cure[:SHOWN]}”.")
    return cure


def ruled(twins: tuple[Experiment, ...], cures: Iterable[str | None]) -> None:
    """ValueError unless these are twins whose second a slider may rule, with room for these cures."""
    if len(twins) != 2 or twins[0].data not in collapse.DATA:
        raise ValueError(say("Only twins of {names} have a slider of mode collapse.", names=", ".join(collapse.DATA)))
    for cure in cures:
        changes: dict[str, Any] = collapse.settings(twins[1].data, 0, cure)
        if replace(twins[1], **changes).room > twins[1].room:
            room = twins[1].room
            raise ValueError(
                say(
                    "The detective of this run has seats for {room} only: no room for {cure}.",
                    room=room,
                    cure=cure or "",
                )
            )
