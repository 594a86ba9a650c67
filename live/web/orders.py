"""What pages say, on its way through the hub to the worker."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from gan_core.words import say
from live.web.assignments import Assignments
from live.web.place import Place
from live.web.refusals import SPECTATOR
from live.web.run import Run
from live.web.viewer import Viewer, error
from live.wire.command import Command


class Orders:
    """Carries out commands: what concerns the web process at once, the rest in the worker."""

    def __init__(self, runs: Mapping[str, Run], assignments: Assignments) -> None:
        self._runs, self._assignments = runs, assignments

    def take(self, viewer: Viewer, command: Command) -> None:
        """Carry out what a page says; ValueError with a sentence if that cannot be."""
        run = self._runs.get(viewer.run or "")
        if run is None:
            if command.needs_run:
                raise ValueError(say("Open a run first."))
            return
        if command.owners and not viewer.owner:
            raise ValueError(SPECTATOR)
        if command.goes_to_worker and run.failed:
            raise ValueError(run.failed)
        work = partial(self._carry_out, viewer, run, command)
        if command.owners:
            run.calm.take(work, begins=command.begins, replaces=command.replaces)
        else:
            work()

    def _carry_out(self, viewer: Viewer, run: Run, command: Command) -> None:
        """Now, or once its time has come; a refusal is a sentence to the page that said it."""
        if self._runs.get(run.token) is not run:
            return
        try:
            command.at_hub(Place(self._assignments, run, viewer))
            if command.goes_to_worker:
                self._assignments.do(run, command)
        except ValueError as refusal:
            viewer.tell(error(str(refusal)))
