"""Which runs the worker has, each under a name of its own, so that a late report is known as such."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from live.web.run import Before, Run
from live.wire import messages as m
from live.wire.command import BACKLOG, TOO_MUCH, Command


class Assignments:
    """Gives runs to the worker and takes them back."""

    def __init__(self, send: Callable[[m.Order], None]) -> None:
        self._send = send
        self._runs: dict[str, Run] = {}
        self._befores: dict[str, Before] = {}  # of runs that began again, until their last checkpoint has come

    def of(self, assignment: str) -> Run | None:
        """The run that the worker has under this name; None if that is over."""
        return self._runs.get(assignment)

    @property
    def runs(self) -> list[Run]:
        """All that the worker has, from the first it was given."""
        return list(self._runs.values())

    def give(self, run: Run) -> None:
        """Have a worker take the run up, from its checkpoint if it has one; then what was said on the way."""
        run.assignment = secrets.token_hex(8)
        run.shown = run.closing = run.resting = run.moving = False
        self._runs[run.assignment] = run
        openings = {name: part.opening() for name, part in run.parts.items()}
        self._send(
            m.Begin(
                run.assignment,
                run.token,
                run.experiments,
                run.saved,
                run.pace,
                run.playing,
                run.seq,
                openings,
                run.goods,
                run.alone,
                len(run.viewers),
            )
        )
        held, run.held = run.held, []
        for command in held:
            self._tell(run, command)

    def do(self, run: Run, command: Command) -> None:
        """Have the worker carry out what a page said; as soon as there is one, if none has the run, or it moves.

        Raises:
            ValueError: with a sentence, if too much waits already.
        """
        if len(run.given) + len(run.held) >= BACKLOG:
            raise ValueError(TOO_MUCH)
        if run.moving or run.assignment is None:
            return run.held.append(command)
        self._tell(run, command)

    def _tell(self, run: Run, command: Command) -> None:
        if run.assignment is not None:
            run.said += 1
            run.given[run.said] = command
            self._send(m.Do(run.assignment, command, run.said))

    def done(self, run: Run, number: int) -> None:
        """The worker has carried that out; how a run was steered counts once it is saved."""
        command = run.given.pop(number, None)
        if command is not None and command.steers:
            run.unsaved.append(command)

    def move(self, run: Run) -> None:
        """Have its worker save it for another: its last checkpoint goes to whoever has least then."""
        if run.assignment is not None:
            run.moving = True
            self._send(m.Close(run.assignment))

    def end(self, run: Run) -> None:
        """Whatever the worker still says of the run under its present name is no longer heard; what it was told and has
        not answered, or not saved, waits for the next one."""
        if run.assignment is not None:
            self._runs.pop(run.assignment, None)
        run.assignment, run.moving = None, False
        run.held = [*run.unsaved, *run.given.values(), *run.held]
        run.unsaved.clear()
        run.given.clear()

    def replace(self, run: Run) -> None:
        """The run has begun again, or was taken back: the worker closes what it has of it, and takes up the new."""
        if run.assignment is not None:
            if run.before is not None:
                self._befores[run.assignment] = run.before
            self._send(m.Close(run.assignment))
        self.end(run)
        run.held.clear()  # it was said to what the run was before
        self.give(run)

    def closed(self, report: m.Checkpoint) -> None:
        """The last checkpoint of what a run was before it began again."""
        before = self._befores.pop(report.assignment, None)
        if before is not None:
            before.saved = report.saved
