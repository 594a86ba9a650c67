"""Ends a worker that is stuck in one turn, or that never gets ready: its death is then mended like any other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from live.web.link import Link
from live.web.log import warn

STARTING: Final = 180.0  # seconds that a worker may take to get ready
SLOW: Final = 3.0  # seconds of one turn after which health speaks of it


class Watchdog:
    """Looks at the worker's mark now and then."""

    def __init__(self, link: Callable[[], Link | None], ready: Callable[[], bool], stuck_after: float) -> None:
        self._link, self._ready, self._stuck_after = link, ready, stuck_after

    async def watch(self) -> None:
        """For ever."""
        while True:
            await asyncio.sleep(min(1.0, self._stuck_after / 4))
            link = self._link()
            if link is not None and link.alive and self._stuck(link):
                warn("The training process is stuck and is ended.", turn_seconds=round(self.turn_lasts(), 1))
                link.kill()

    def turn_lasts(self) -> float:
        """Seconds that the present turn has taken; 0 between turns."""
        link = self._link()
        turn = link.turn if link is not None and link.alive else None
        return turn.lasts() if turn is not None else 0.0

    def status(self) -> str:
        """In one word: ok, slow (a turn takes long), starting or recovering (there is no worker)."""
        link = self._link()
        if link is None or not link.alive:
            return "recovering"
        return "slow" if self.turn_lasts() > SLOW else "ok" if self._ready() else "starting"

    def _stuck(self, link: Link) -> bool:
        return self.turn_lasts() > self._stuck_after or (not self._ready() and link.age > STARTING)
