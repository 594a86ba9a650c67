"""The detective's desk on the wire: what a visitor lays on it, and other dice for the note that lies there."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from gan_core.snapshot import Laid
from live.wire.command import AtHub, AtWork, Command

_Place = Annotated[int, Meta(ge=0, le=4095)]
_Number = Annotated[float, Meta(ge=-4, le=4)]


class Examine(Command, frozen=True, tag="examine"):
    """An item of a wall onto the desk; no index lets the desk go on by itself. Slow motion stands still for it."""

    index: Annotated[_Place | None, Meta(description="a whole number from 0 to 4095, or null")] = None
    real: Annotated[bool, Meta(description="true or false")] = False

    def at_hub(self, hub: AtHub) -> None:
        stand_still(hub)

    def at_work(self, training: AtWork) -> None:
        training.lay(None if self.index is None else Laid(self.index, self.real))


class RollDice(Command, frozen=True, tag="dice"):
    """The first numbers of the dice roll of which the note on the desk is made."""

    z: Annotated[list[_Number], Meta(min_length=1, max_length=8, description="a list of 1 to 8 numbers from -4 to 4")]

    def at_hub(self, hub: AtHub) -> None:
        stand_still(hub)

    def at_work(self, training: AtWork) -> None:
        training.roll(self.z)


def stand_still(hub: AtHub) -> None:
    """Slow motion brings a note of its own with every beat."""
    if hub.run.pace.beats is not None:
        hub.run.playing = False
