"""The expert beside a run: seldom asked, one lesson at a time, while the run goes on."""

from __future__ import annotations

from time import perf_counter as now
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from gan_core import data as datasets
from gan_core.opinion import Opinion, looked_at
from live.wire.frames import Section, array_section
from live.worker.allowance import Allowance
from live.worker.chairs import Chairs

if TYPE_CHECKING:
    from gan_core.engine.expert import Expert
    from gan_core.engine.trainer import Trainer

FIRST: Final = 4.0  # seconds before the first expert begins
REST: Final = 20.0  # seconds between two experts
SHARE: Final = 0.12  # of the run's time that its lessons take
SELDOM: Final = 0.05  # the same of a second and later expert, while even a referee is certain


class Consultation:
    """Keeps the last opinion, and the expert who is at work on the next."""

    def __init__(self, trainer: Trainer, chairs: Chairs, *, wanted: bool) -> None:
        self._trainer, self._chairs, self._wanted = trainer, chairs, wanted
        self._expert: Expert | None = None
        self._begin_at = now() + FIRST
        self._lessons = Allowance(SHARE, 0.0, 1.0)
        self.opinion: Opinion | None = None

    @property
    def going(self) -> bool:
        """Whether an expert is at work."""
        return self._expert is not None

    def turn(self, active: int, *, seldom: bool = False) -> None:
        """A lesson beside the training, if one is due; a new expert after some rest."""
        started = now()
        self._lessons.share = SELDOM if seldom and self.opinion else SHARE
        if self._wanted and self._expert is None and started >= self._begin_at and self._chairs.take(self):
            self._expert = self._trainer.expert()
        if self._lessons.due(started):
            self.go_on()
            self._lessons.spent(started, now(), self._chairs.sharing(active))

    def go_on(self) -> bool:
        """A lesson, if an expert is at work; whether it has just spoken."""
        if self._expert is None or not self._expert.step():
            return False
        self.opinion, self._expert, self._begin_at = self._expert.opinion, None, now() + REST
        self._chairs.leave(self)
        return True

    def end(self) -> None:
        """The run is over, and whoever is at work with it."""
        self._expert, self._wanted = None, False
        self._chairs.leave(self)

    def header(self) -> dict[str, Any]:
        """What a frame says of the last opinion, and how far the next one is."""
        o, progress = self.opinion, self._expert.progress if self._expert else None
        if o is None:
            return {"step": None, "progress": progress}
        found = o.giveaway
        return {
            "step": o.at_step, "accuracy": o.accuracy, "band": o.band, "lessons": o.lessons, "progress": progress,
            "giveaway": found and found.words, "alone": found and found.accuracy,
            "looks_at": looked_at(o, datasets.places(self._trainer.data.name)),
        }  # fmt: skip

    def sections(self) -> list[Section]:
        """Where the expert looks, on pictures: (h, w), 255 where it looks most."""
        looks = self.opinion.looks if self.opinion else None
        return [] if looks is None else [array_section("looks", 0, np.round(255 * looks).astype(np.uint8))]
