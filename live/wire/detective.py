"""The page on which a person is the detective, on the wire: notes are dealt, and verdicts may teach a forger."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta

from gan_core import forgers
from gan_core.experiment import Experiment
from gan_core.words import say
from live.wire.command import AtHub, AtWork, Command
from live.wire.opening import Opening

PART: Final = "detective"
LESSON: Final = 24  # notes whose verdicts teach a forger

Stage = Annotated[int, Meta(ge=1, le=3, description="1, 2 or 3")]
Lot = Annotated[int, Meta(ge=0, le=10**6, description="a whole number from 0 to 1000000")]
Count = Annotated[int, Meta(ge=2, le=LESSON, multiple_of=2, description=f"an even number from 2 to {LESSON}")]
Stamps = Annotated[
    list[bool],
    Meta(min_length=LESSON, max_length=LESSON, description=f"a list of {LESSON} of true (real) or false (fake)"),
]


class DetectiveOpening(Opening, frozen=True):
    """Nothing but the wish for it."""

    def check(self, experiments: tuple[Experiment, ...]) -> None:
        """One training of a recipe."""
        forgers.rounds(experiments[0])
        if len(experiments) != 1:
            raise ValueError("A person is the detective of one run; this would be of several.")


class Deal(Command, frozen=True, tag="deal"):
    """Notes, half of them real and half of the stage's forger; the same lot is always of the same notes."""

    stage: Stage
    lot: Lot = 0
    count: Count = 12

    def at_hub(self, hub: AtHub) -> None:
        hub.part(PART)

    def at_work(self, training: AtWork) -> None:
        training.tell(training.part(PART).deal(self.stage, self.lot, self.count))


class Verdicts(Command, frozen=True, tag="verdicts"):
    """What a person stamped on the notes of a lot of 24: the labels from which a detective learns."""

    stage: Stage
    lot: Lot
    stamps: Stamps

    def __post_init__(self) -> None:
        if len(set(self.stamps)) < 2:
            real = say("You stamped every note real: a detective that hears only one word learns nothing.")
            fake = say("You stamped every note fake: a detective that hears only one word learns nothing.")
            raise ValueError(real if self.stamps[0] else fake)

    def at_hub(self, hub: AtHub) -> None:
        hub.part(PART)

    def at_work(self, training: AtWork) -> None:
        training.part(PART).teach(self.stage, self.lot, self.stamps)
