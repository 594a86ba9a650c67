"""Runs that nobody watches rest after seconds and are closed after minutes; the oldest of them makes room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from live.web.limits import Limits
from live.web.run import Run


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

    def make_room(self) -> bool:
        """Whether another run fits, after closing the one that has been alone longest if need be."""
        if len(self._runs) < self._limits.runs:
            return True
        alone = self._alone()
        if not alone:
            return False
        self._close(min(alone, key=lambda run: run.empty_since))
        return True

    def _look_after(self, run: Run, alone: float) -> None:
        if alone > self._limits.close_after:
            self._close(run)
        elif alone > self._limits.rest_after and run.playing and not run.resting and run.assignment:
            self._rest(run)

    def _alone(self) -> list[Run]:
        return [run for run in self._runs.values() if not run.viewers and not run.closing]
