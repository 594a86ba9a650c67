"""The page of failures on the wire: of which entry two runs are, and the cures that are tried on the second."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta

from gan_core.crash.entries import ENTRIES, entry
from gan_core.experiment import Experiment
from live.wire.command import AtHub, AtWork, Command
from live.wire.opening import Opening

PART: Final = "crash"
MOST: Final = 200  # treatments that are kept
FARTHEST: Final = 2**53

Move = tuple[int, str | None]  # round, cure
Mark = tuple[int, int, float]  # member, step, the entry's gauge

Name = Annotated[str, Meta(max_length=40, description=f"one of {', '.join(ENTRIES)}")]
Round = Annotated[int, Meta(ge=0, le=FARTHEST, description="a whole number of rounds")]
Cure = Annotated[str | None, Meta(description="null or the name of a cure of this entry")]


class CrashOpening(Opening, frozen=True):
    """Which entry, and the cures that were tried before."""

    entry: Name
    moves: Annotated[
        list[tuple[Round, Cure]], Meta(max_length=MOST, description=f"a list of at most {MOST} of [round, cure]")
    ] = []  # noqa: RUF012  (msgspec copies it)

    def check(self, experiments: tuple[Experiment, ...]) -> None:
        """A healthy run and a failing one of this entry, and cures that it has."""
        wanted = entry(self.entry)
        if experiments != wanted.pair(experiments[0].seed):
            raise ValueError(f"The entry “{wanted.name}” opens its own two runs.")
        for _, cure in self.moves:
            if cure is not None:
                wanted.cure(cure)


class Treat(Command, frozen=True, tag="treat"):
    """A cure is tried on the failing run, or taken away."""

    cure: Cure = None

    def at_hub(self, hub: AtHub) -> None:
        record = hub.part(PART)
        if self.cure is not None:
            entry(record.entry).cure(self.cure)

    def at_work(self, training: AtWork) -> None:
        training.part(PART).treat(self.cure)
        training.picture()
