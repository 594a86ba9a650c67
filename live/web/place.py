"""One page at its run: all that a command may touch in the web process (`live.wire.command.AtHub`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from gan_core.words import say
from live.web.assignments import Assignments
from live.web.run import Run
from live.web.viewer import Viewer


@dataclass(frozen=True)
class Place:
    """For as long as one command is carried out."""

    assignments: Assignments
    run: Run
    viewer: Viewer

    def part(self, name: str) -> Any:
        """The run's part of a page's own; ValueError if it has none."""
        if name not in self.run.parts:
            raise ValueError(
                say("This run was not opened by the page that can do that: it has no part “{name}”.", name=name)
            )
        return self.run.parts[name]

    def seek(self, step: int) -> None:
        """Show this page the picture of a step."""
        frame = self.run.past(step)
        if frame is not None:
            self.viewer.seeking = True
            self.viewer.show(frame)

    def live(self) -> None:
        """Show this page the present again."""
        self.viewer.seeking = False
        self.viewer.forget()
        self.viewer.tell(self.run.curve_text())
        if self.run.latest is not None:
            self.viewer.show(self.run.latest)

    def tell(self, message: dict[str, Any] | bytes) -> None:
        """Send this page something of its own, whatever it is looking at."""
        self.viewer.tell(message)

    def announce(self, message: dict[str, Any]) -> None:
        """Send it to everybody who watches."""
        self.run.tell(message)

    def restart(self, seed: int | None) -> None:
        """The same experiments from step 0; another seed moves every member's by as much."""
        run = self.run
        by = 0 if seed is None else seed - run.experiments[0].seed
        run.begin_again(tuple(replace(e, seed=(e.seed + by) % 2**31) for e in run.experiments))
        self._begin()

    def take_back(self) -> None:
        """As the run was before it began again."""
        self.run.take_back()
        self._begin()

    def _begin(self) -> None:
        """Every viewer is told what the run now is, and the worker takes it up."""
        run = self.run
        for viewer in run.viewers:
            viewer.seeking = False
            viewer.forget()
        run.tell(run.curve_text(restarted=True, experiments=[e.to_query() for e in run.experiments]))
        self.assignments.replace(run)

    def take_over(self) -> None:
        """Somebody steers by hand: what a link had still planned no longer comes."""
        for part in self.run.parts.values():
            part.take_over()
