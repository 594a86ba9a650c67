"""How many runs share the machine: told to every page whenever that changes, and how many pictures each may keep."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from live.web.run import ALL_HISTORY_BYTES, HISTORY_BYTES, Run

EVERY: Final = 1.0  # seconds


class Census:
    """Counts the runs that train now."""

    def __init__(self, runs: Mapping[str, Run]) -> None:
        self._runs = runs

    def training(self) -> int:
        """Runs that share the machine."""
        return sum(run.playing and not run.resting and not run.failed for run in self._runs.values())

    def message(self) -> dict[str, Any]:
        """What a page is told of it."""
        return {"type": "machine", "training": self.training()}

    def share_out(self) -> None:
        """How much each run may keep of its past."""
        for run in self._runs.values():
            run.room = min(HISTORY_BYTES, ALL_HISTORY_BYTES // len(self._runs))

    async def watch(self) -> None:
        """For ever."""
        told = 0
        while True:
            await asyncio.sleep(EVERY)
            self.share_out()
            if (now := self.training()) != told:
                told, message = now, self.message()
                for run in list(self._runs.values()):
                    run.tell(message)
