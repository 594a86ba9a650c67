"""Ends a worker that is stuck in one turn, or that never gets ready: its death is then mended like any other.

A turn takes milliseconds of work, but the clock alone says little: a machine that was asleep, or has no processor time
to spare, makes a healthy worker look stuck. So a turn is judged by what the process did in it. One that waits for ever
does nothing: it has a far longer time, and of that only what passed while this process itself was awake.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final, Protocol

from live.web.crew import Member
from live.web.log import warn

SLOW: Final = 3.0  # seconds of one turn after which health speaks of it
ASLEEP: Final = 4.0  # times as long may a turn last by the clock in which the process is hardly served, or does nothing


class Watched(Protocol):
    """Workers (`crew.py`)."""

    @property
    def members(self) -> Sequence[Member]: ...


@dataclass(frozen=True)
class Seen:
    """What was seen of one worker, turn by turn."""

    here: float = 0.0  # seconds since it was first seen
    turn: float = 0.0  # seconds for which it has been in its present turn
    before: float | None = None  # seconds of processor time that it had had at the begin of that; None: nobody knows


class Watchdog:
    """Looks at the workers' marks now and then."""

    def __init__(self, crew: Watched, stuck_after: float) -> None:
        self._crew, self._stuck_after = crew, stuck_after
        self._every = min(1.0, stuck_after / 4)
        self._seen: dict[Member, Seen] = {}

    async def watch(self) -> None:
        """For ever."""
        last = monotonic()
        while True:
            await asyncio.sleep(self._every)
            last, passed = (now := monotonic()), now - last
            self.look(passed)

    def look(self, passed: float) -> None:
        """One look at all of them, so many seconds after the last."""
        alive = [member for member in self._crew.members if member.link.alive]
        self._seen = {member: self._next(member, passed) for member in alive}
        for member in alive:
            if self._stuck(member):
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

    def _next(self, member: Member, passed: float) -> Seen:
        """A turn that is older than the last look is the one that was seen there. A late look counts no more than a
        punctual one: this process did not run meanwhile, and so perhaps nobody did."""
        counted, seen = min(passed, 2 * self._every), self._seen.get(member)
        if seen is None:
            return Seen(before=member.link.used)
        if lasts(member) > passed:
            return Seen(seen.here + counted, seen.turn + counted, seen.before)
        return Seen(seen.here + counted, 0.0, member.link.used)

    def _stuck(self, member: Member) -> bool:
        seen, used = self._seen[member], member.link.used
        if not member.ready and seen.here > member.link.patience:
            return True
        worked = seen.turn if used is None or seen.before is None else min(seen.turn, used - seen.before)
        return worked > self._stuck_after or seen.turn > ASLEEP * self._stuck_after


def lasts(member: Member) -> float:
    """Seconds of the turn that a worker is in."""
    turn = member.link.turn
    return turn.lasts() if turn is not None else 0.0
