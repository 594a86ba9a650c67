"""The page "Which 50 %?" on the wire: four runs of one seed, and nothing to be said about them."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta

from gan_core.crash.lineup import lineup
from gan_core.experiment import Experiment
from gan_core.words import say
from live.wire.opening import Opening

PART: Final = "lineup"
FOUR: Final = 4

Halted = Annotated[list[bool], Meta(max_length=FOUR, description=f"a list of at most {FOUR} of true and false")]


class LineupOpening(Opening, frozen=True):
    """Which of the four have been halted already."""

    halted: Halted = []  # noqa: RUF012  (msgspec copies it)

    def check(self, experiments: tuple[Experiment, ...]) -> None:
        """The four runs of a seed, in its order."""
        if experiments != lineup(experiments[0].seed):
            raise ValueError(say("“Which 50 %?” opens its own four runs."))
