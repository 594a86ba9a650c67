"""Runs that nobody watches rest after seconds and are closed after minutes; the oldest of them makes room."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping

from gan_core.words import Said, say
from live.web.limits import Limits
from live.web.run import Run


def full(runs: int) -> Said:
    """Why no more runs are taken, of which there are so many."""
    return say("This server already trains {runs} runs, its limit; please try again in a minute.", runs=runs)


def crowded(runs: int) -> Said:
    """Why no more runs of one network are taken."""
    return say(
        "{runs} runs from your network train here, as many as one network may have; please try again in a minute.",
        runs=runs,
    )


class Leases:
    """Looks after runs without viewers."""

    def __init__(
        self,
        runs: Mapping[str, Run],
        limits: Limits,
        now: Callable[[], float],
        rest: Callable[[Run], None],
        close: Callable[[Run], None],
    ) -> None:
        self._runs, self._limits, self._now, self._rest, self._close = runs, limits, now, rest, close

    async def watch(self) -> None:
        """For ever."""
        while True:
            await asyncio.sleep(min(1.0, self._limits.rest_after / 4))
            now = self._now()
            for run in self._alone():
                self._look_after(run, now - run.empty_since)

    def make_room(self, house: str) -> str:
        """Close a run that nobody watches if that is needed for one more of this house; else why there is no room."""
        held = Counter(run.house for run in self._runs.values())
        no_place, too_many = len(self._runs) >= self._limits.runs, held[house] >= self._limits.share
        if not no_place and not too_many:
            return ""
        if sum(run.closing for run in self._runs.values()) > max(1, self._limits.runs // 2):
            return full(self._limits.runs)  # the worker is busy closing: more would only pile up
        alone = [run for run in self._alone() if run.house == house or not too_many]
        if alone:  # of the house that has most, the one that has been alone longest
            self._close(min(alone, key=lambda run: (-held[run.house], run.empty_since)))
            return ""
        return full(self._limits.runs) if no_place else crowded(held[house])

    def _look_after(self, run: Run, alone: float) -> None:
        if alone > self._limits.close_after:
            self._close(run)
        elif alone > self._limits.rest_after and run.playing and not run.resting and run.assignment:
            self._rest(run)

    def _alone(self) -> list[Run]:
        return [run for run in self._runs.values() if not run.viewers and not run.closing]
