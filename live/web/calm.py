"""A run begins anew a few times a second at most: of a storm only the newest beginning is carried out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from live.wire.command import TOO_MUCH

GAP: Final = 0.4  # seconds between two beginnings of one run
MOST: Final = 32  # commands that wait behind a beginning

Work = Callable[[], None]


class Calm:
    """Of one run. What is said after a beginning that waits, waits behind it."""

    def __init__(self) -> None:
        self._ready_at = 0.0
        self._waiting: list[Work] = []

    def take(self, work: Work, *, begins: bool, replaces: bool) -> None:
        """Carry something out, now or when its time has come.

        Args:
            begins: it has the run begin anew.
            replaces: whatever waits is no longer wanted.

        Raises:
            ValueError: with a sentence, if too much waits already.
        """
        loop = asyncio.get_running_loop()
        if replaces and self._waiting:
            self._waiting = [work]
        elif not self._waiting and not (begins and loop.time() < self._ready_at):
            self._ready_at = loop.time() + GAP if begins else self._ready_at
            work()
        elif len(self._waiting) >= MOST:
            raise ValueError(TOO_MUCH)
        else:
            self._waiting.append(work)
            if len(self._waiting) == 1:
                loop.call_at(self._ready_at, self._release)

    def _release(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._ready_at = asyncio.get_running_loop().time() + GAP
        for work in waiting:
            work()
