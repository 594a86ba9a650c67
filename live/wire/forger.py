"""The page on which a person is the forger, on the wire: points are laid, and a detective answers and learns."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta

from gan_core import by_hand
from gan_core.experiment import Experiment
from gan_core.words import say
from live.wire.command import AtHub, AtWork, Command
from live.wire.opening import Opening

PART: Final = "forger"
MOST: Final = 32  # points

_PLACE: Final = f"a list of 1 to {MOST} places, each two numbers from −1 to 1"
Place = Annotated[float, Meta(ge=-1, le=1)]
Points = Annotated[list[tuple[Place, Place]], Meta(min_length=1, max_length=MOST, description=_PLACE)]
Switch = Annotated[bool, Meta(description="true or false")]


class ForgerOpening(Opening, frozen=True):
    """Nothing but the wish for it."""

    def check(self, experiments: tuple[Experiment, ...]) -> None:
        """One game of those that are played by hand."""
        if len(experiments) != 1:
            raise ValueError("A person is the forger of one run; this would be of several.")
        if experiments[0].data not in by_hand.DATA:
            raise ValueError(
                say(
                    "Points are laid by hand in {names}; not in {data}.",
                    names=", ".join(by_hand.DATA),
                    data=experiments[0].data,
                )
            )


class _ByHand(Command, frozen=True):
    def at_hub(self, hub: AtHub) -> None:
        hub.part(PART)


class Lay(_ByHand, frozen=True, tag="lay"):
    """Points in units of the extent. `hand_in`: the detective learns from them, else it only says what it thinks."""

    points: Points
    hand_in: Switch = False

    def at_work(self, training: AtWork) -> None:
        training.tell(training.part(PART).lay(self.points, hand_in=self.hand_in))


class FreshDetective(_ByHand, frozen=True, tag="fresh_detective"):
    """Another detective, as the first one was, begins with these points."""

    points: Points

    def at_work(self, training: AtWork) -> None:
        training.tell(training.part(PART).begin_again(self.points))


class Drive(_ByHand, frozen=True, tag="drive"):
    """The machine moves the points by the same rule, or leaves them to the hand again."""

    on: Switch

    def at_work(self, training: AtWork) -> None:
        training.tell(training.part(PART).drive(on=self.on))
