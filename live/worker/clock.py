"""When a run in the worker does what: trains, paints, measures, judges, saves; and how fast it really goes."""

from __future__ import annotations

from collections import deque
from time import perf_counter as now
from typing import Final

from live.wire.messages import MANY, POPULAR
from live.wire.pace import Pace
from live.worker.allowance import Allowance

SLICE: Final = 0.010  # seconds of training in one turn
UNWATCHED: Final = 1.0  # seconds between pictures that only the history sees
CROWD: Final = 8  # runs that train on one worker, beyond which its pictures are coarser
CROWDED: Final = 0.18  # seconds between pictures that even a crowd gets
SHOWN: Final = 0.08  # the same for a run that many watch
OFTEN: Final = 0.20  # of a run's time that its referees take
SELDOM: Final = 0.12  # the same while they are certain
NEVER: Final = float("inf")


class Clock:
    """Each side job has its own share of the run's time; training has the rest."""

    def __init__(self, pace: Pace, members: int, viewers: int = 1) -> None:
        self.pace, self.viewers = pace, viewers
        self.pictures = Allowance(
            0.10, 1 / 30, self._longest, next_at=now() + 1 / 30
        )  # the first is sent by who begins
        self.looks = Allowance(0.10, 0.25 / members)  # the page has a new figure several times a second, however fast
        self.checkpoints = Allowance(0.03, 3.0, 6.0)
        self.referees = Allowance(1.0, 5.0, next_at=now() + 0.5)  # the first pictures come first
        self.judging = Allowance(OFTEN, 0.0, 1.0)
        self.next_round = 0.0  # the moment before which a set pace makes no round, or no beat
        self._marks: deque[tuple[float, int]] = deque(maxlen=64)

    def set_pace(self, pace: Pace) -> None:
        """Another speed; it counts from now."""
        self.pace, self.next_round = pace, now()

    def set_off(self) -> None:
        """The run goes on after it stood still."""
        self._marks.clear()
        self.next_round = self.pictures.next_at = now()

    def watch(self, viewers: int) -> None:
        """Somebody came to look, or left."""
        self.viewers, self.pictures.next_at = viewers, 0.0
        self.pictures.longest = self._longest

    @property
    def popular(self) -> bool:
        """Whether a whole class may be watching."""
        return self.viewers >= MANY

    @property
    def _longest(self) -> float:
        """Seconds between two pictures, however full the machine is."""
        return SHOWN if self.popular else CROWDED

    @property
    def weight(self) -> float:
        """How much of the machine this run gets, against one that one person watches."""
        return POPULAR if self.popular else 1.0

    @property
    def slice(self) -> float:
        """Seconds of training in one turn: many want to see the run often rather than far."""
        return SLICE / 2 if self.popular else SLICE

    def may_go(self, rate: float | None) -> bool:
        """Whether the next round or beat may begin, at so many a second; the one after it is planned."""
        moment = now()
        if moment < self.next_round:
            return False
        if rate is not None:
            self.next_round = max(self.next_round + 1 / rate, moment)
        return True

    def painted(self, started: float, active: int) -> None:
        """A picture was made; `active` runs share the machine."""
        self.pictures.spent(started, now(), active)
        if not self.viewers:
            self.pictures.next_at = started + UNWATCHED

    def speed(self, step: int) -> float:
        """Rounds a second over about the last second."""
        moment = now()
        self._marks.append((moment, step))
        while len(self._marks) > 2 and moment - self._marks[0][0] > 1:
            self._marks.popleft()
        then, first = self._marks[0]
        return (step - first) / (moment - then) if moment > then else 0.0
