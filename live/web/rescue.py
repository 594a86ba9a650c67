"""When the worker dies or a run goes wrong: who is told, what goes on, and what is given up."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from typing import Final

from live.web.assignments import Assignments
from live.web.run import Run

WINDOW: Final = 60.0  # seconds over which deaths and accidents count
LONGEST: Final = 15.0  # seconds to wait before the next worker
RECONNECTING: Final = "The training process stopped; a new one is taking over from the last checkpoint."
UNOPENED: Final = "This run could not be opened: the training process stopped over it twice."


class Delays:
    """How long to wait before the next worker, so that one that keeps dying does not eat the machine.

    At once after a first death; after the third within a minute 1 s, then twice as long each time.
    """

    def __init__(self) -> None:
        self.count = 0
        self._deaths: deque[float] = deque(maxlen=8)

    def next(self, now: float) -> float:
        """Seconds to wait after a death now."""
        self.count += 1
        self._deaths.append(now)
        recent = sum(now - at < WINDOW for at in self._deaths)
        return 0.0 if recent < 3 else min(LONGEST, 2.0 ** (recent - 3))


class Rescue:
    """Brings runs back: all of them after the worker's death, one after an accident of its own."""

    def __init__(self, assignments: Assignments, now: Callable[[], float]) -> None:
        self._assignments, self._now = assignments, now
        self.delays = Delays()

    def lost(self, *, ready: bool) -> Run | None:
        """The worker is gone: everybody is told. The run that it may have died of, if it had been ready to open any."""
        suspects = [run for run in self._assignments.runs if not run.shown]
        for run in self._assignments.runs:
            self._assignments.end(run)
            run.status = "reconnecting"
            run.tell({"type": "status", "status": "reconnecting", "message": RECONNECTING})
        return suspects[0] if ready and suspects else None

    async def revive(self, spawn: Callable[[], bool], runs: Callable[[], Iterable[Run]], suspect: Run | None) -> None:
        """A new worker, later each time it keeps dying. The run it died of opening is tried only once more."""
        await asyncio.sleep(self.delays.next(self._now()))
        if not spawn():
            return
        for run in list(runs()):
            if run.assignment is None and run.failed is None and run is not suspect:
                run.go_back()
                self._assignments.give(run)
        if suspect is not None:
            self.accident(suspect, UNOPENED)

    def accident(self, run: Run, sentence: str) -> None:
        """Once is bad luck and the run goes on from its checkpoint; twice in a minute is reported."""
        now = self._now()
        run.accidents = run.accidents + 1 if now - run.accident_at < WINDOW else 1
        run.accident_at = now
        if run.accidents < 2:
            run.go_back()
            return self._assignments.give(run)
        run.failed, run.status, run.playing = sentence, "paused", False
        run.tell({"type": "error", "message": sentence})
        run.tell({"type": "status", "status": "paused", "message": sentence})
