"""Ends a worker that is stuck in one turn, or that never gets ready: its death is then mended like any other."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

from live.web.crew import Member
from live.web.log import warn

SLOW: Final = 3.0  # seconds of one turn after which health speaks of it


class Watched(Protocol):
    """Workers (`crew.py`)."""

    @property
    def members(self) -> Sequence[Member]: ...


class Watchdog:
    """Looks at the workers' marks now and then."""

    def __init__(self, crew: Watched, stuck_after: float) -> None:
        self._crew, self._stuck_after = crew, stuck_after

    async def watch(self) -> None:
        """For ever."""
        while True:
            await asyncio.sleep(min(1.0, self._stuck_after / 4))
            for member in list(self._crew.members):
                if member.link.alive and self._stuck(member):
                    warn("A training process is stuck and is ended.", turn_seconds=round(lasts(member), 1))
                    member.link.kill()

    def turn_lasts(self) -> float:
        """Seconds that the longest present turn has taken; 0 between turns."""
        return max((lasts(member) for member in self._crew.members if member.link.alive), default=0.0)

    def status(self) -> str:
        """In one word: ok, slow (a turn takes long), starting or recovering (there is no worker)."""
        alive = [member for member in self._crew.members if member.link.alive]
        if not alive:
            return "recovering"
        return "slow" if self.turn_lasts() > SLOW else "ok" if any(m.ready for m in alive) else "starting"

    def _stuck(self, member: Member) -> bool:
        never = not member.ready and member.link.age > member.link.patience
        return never or lasts(member) > self._stuck_after


def lasts(member: Member) -> float:
    """Seconds of the turn that a worker is in."""
    turn = member.link.turn
    return turn.lasts() if turn is not None else 0.0
