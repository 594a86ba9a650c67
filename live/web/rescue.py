"""When the worker dies or a run goes wrong: who is told, what goes on, and what is given up."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Iterable
from typing import Final

from gan_core.words import say
from live.web.assignments import Assignments
from live.web.log import warn
from live.web.run import Run
from live.wire.turn import Turn

WINDOW: Final = 60.0  # seconds over which deaths and accidents count
LONGEST: Final = 15.0  # seconds to wait before the next worker
RECONNECTING: Final = say("The training process stopped; a new one is taking over from the last checkpoint.")
DEADLY_WINDOW: Final = 600.0  # the same for a run that the worker died of, which may take its time each time
DEADLY: Final = say(
    "The training process stopped twice in the middle of this run, so it is given up. Start it anew, please."
)


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

    def lost(self, names: Collection[str], turn: Turn | None) -> list[Run]:
        """The worker that had these is gone: who watches is told. It may have died of one whose turn it was."""
        suspects = [run for name in (turn.names if turn else ()) if (run := self._assignments.of(name)) is not None]
        for run in [run for name in names if (run := self._assignments.of(name)) is not None]:
            self._assignments.end(run)
            run.status = "reconnecting"
            run.tell({"type": "status", "status": "reconnecting", "message": RECONNECTING})
        return suspects

    async def revive(self, spawn: Callable[[], bool], runs: Callable[[], Iterable[Run]], suspects: list[Run]) -> None:
        """A new worker, later each time it keeps dying. The runs that it may have died of come last, each by itself."""
        await asyncio.sleep(self.delays.next(self._now()))
        if not spawn():
            return
        waiting = [run for run in runs() if run.assignment is None and run.failed is None]
        for run in sorted(waiting, key=lambda run: run in suspects):
            run.alone = run.alone or run in suspects
            if [run] == suspects:
                self.accident(run, DEADLY, DEADLY_WINDOW)
            else:
                self._again(run)

    def accident(self, run: Run, sentence: str, window: float = WINDOW) -> None:
        """Once is bad luck and the run goes on from its checkpoint; twice within the window is reported."""
        now = self._now()
        run.accidents = run.accidents + 1 if now - run.accident_at < window else 1
        run.accident_at = now
        if run.accidents < 2:
            return self._again(run)
        warn("A run is given up.", cause=sentence)
        run.failed, run.status, run.playing = sentence, "paused", False
        run.held.clear()
        run.tell({"type": "error", "message": sentence})
        run.tell({"type": "status", "status": "paused", "message": sentence})

    def _again(self, run: Run) -> None:
        run.go_back()
        self._assignments.give(run)
