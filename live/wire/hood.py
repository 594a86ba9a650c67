"""The page under the hood, on the wire: a step laid open, one note followed, dice rolls of the visitor's own."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta

from gan_core import data as datasets
from gan_core.experiment import Experiment
from live.wire.command import AtHub, AtWork, Command
from live.wire.opening import Opening

PART: Final = "hood"
NOTES: Final = 24  # of the wall, from which one is followed
ROLLS: Final = 16  # that are printed at once
LONGEST: Final = 512  # numbers of a roll

Index = Annotated[int, Meta(ge=0, lt=NOTES, description=f"a whole number from 0 to {NOTES - 1}")]
Roll = Annotated[list[Annotated[float, Meta(ge=-4, le=4)]], Meta(min_length=1, max_length=LONGEST)]
Rolls = Annotated[
    list[Roll],
    Meta(min_length=1, max_length=ROLLS, description=f"a list of 1 to {ROLLS} rolls, of numbers from −4 to 4"),
]


class HoodOpening(Opening, frozen=True):
    """Nothing but the wish for it."""

    def check(self, experiments: tuple[Experiment, ...]) -> None:
        """One training, of notes or of a line."""
        if len(experiments) != 1:
            raise ValueError("One run is laid open at a time; this would be several.")
        if datasets.kind(experiments[0].data) == "points":
            raise ValueError("Notes and a line are laid open here; points are not.")


class LookInside(Command, frozen=True, tag="inside"):
    """The tensors of the next step, or all of the game on a line."""

    def at_hub(self, hub: AtHub) -> None:
        hub.part(PART)

    def at_work(self, training: AtWork) -> None:
        training.tell(training.part(PART).inside())


class FollowNote(Command, frozen=True, tag="follow"):
    """What the forger would learn from one note alone."""

    index: Index = 0

    def at_hub(self, hub: AtHub) -> None:
        _of_notes(hub)

    def at_work(self, training: AtWork) -> None:
        training.tell(training.part(PART).follow(self.index))


class PrintRolls(Command, frozen=True, tag="print"):
    """What the forger that is shown makes of these dice rolls."""

    rolls: Rolls

    def at_hub(self, hub: AtHub) -> None:
        wanted = _of_notes(hub).z_dim
        if any(len(roll) != wanted for roll in self.rolls):
            raise ValueError(f"A roll of this run has {wanted} numbers.")

    def at_work(self, training: AtWork) -> None:
        training.tell(training.part(PART).print(self.rolls))


def _of_notes(hub: AtHub) -> Experiment:
    """The run's experiment; ValueError unless it has the part, and notes."""
    hub.part(PART)
    experiment = hub.run.experiments[0]
    if datasets.kind(experiment.data) != "image":
        raise ValueError("Only notes can be followed and printed.")
    return experiment
