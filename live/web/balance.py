"""Shares the runs of one machine out evenly among its workers, as learners come and go.

Runs are given to whoever has least, but a whole class may come before the second worker is there, and leave in any
order. So now and then one moves: its worker closes it, and the hub gives what was saved to the other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Final

from live.web.crew import Crew, Member
from live.web.run import Run

EVERY: Final = 1.0  # seconds
AT_ONCE: Final = 4  # runs on their way at a time: each stands still meanwhile


class Balance:
    """Looks at the workers now and then."""

    def __init__(self, crew: Crew, runs: Mapping[str, Run], move: Callable[[Run], None]) -> None:
        self._crew, self._runs, self._move = crew, runs, move

    async def watch(self) -> None:
        """For ever."""
        while True:
            await asyncio.sleep(EVERY)
            self._crew.fit(asyncio.get_running_loop().time())
            self.even_out()

    def even_out(self) -> None:
        """Move runs from the worker that has most to the one that has least, as long as that helps."""
        moving = sum(run.moving for run in self._runs.values())
        loads = {member: self._crew.load(member) for member in self._crew.staying if member.ready}
        while len(loads) > 1 and moving < AT_ONCE:
            fullest, emptiest = max(loads, key=loads.__getitem__), min(loads, key=loads.__getitem__)
            run = self._movable(fullest, (loads[fullest] - loads[emptiest]) / 2)
            if run is None:
                return
            loads[fullest] -= run.shares
            loads[emptiest] += run.shares
            moving += 1
            self._move(run)

    def _movable(self, member: Member, most: float) -> Run | None:
        """The heaviest run that may go without making the other the fuller one."""
        there = [run for token in member.has.values() if (run := self._runs.get(token)) is not None]
        able = [run for run in there if 0 < run.shares <= most and not (run.moving or run.closing) and run.shown]
        return max(able, key=lambda run: run.shares, default=None)
