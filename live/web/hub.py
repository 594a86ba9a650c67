"""The hub: every run, its viewers and its worker, in the web process. It never imports torch."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from live.web.link import COMMAND, Link
from live.web.revival import Revival
from live.web.run import Run, digest
from live.web.viewer import Viewer
from live.wire import commands as c
from live.wire import messages as m

if TYPE_CHECKING:
    from live.web.store import Store

SPECTATOR: Final = "You are watching somebody else's run: you can look back and forth, but only its owner commands it."
RECONNECTING: Final = "The training process stopped; a new one is taking over from the last checkpoint."


@dataclass(frozen=True)
class Limits:
    """How long and how much. Seconds unless said otherwise."""

    rest_after: float = 10.0  # without a viewer
    close_after: float = 600.0
    store_every: float = 15.0
    runs: int = 40

    @classmethod
    def from_environment(cls) -> Limits:
        """The defaults, with FORGER_MAX_RUNS and FORGER_REST_AFTER (seconds) where they are set."""
        rest = float(os.environ.get("FORGER_REST_AFTER", cls.rest_after))
        return cls(rest_after=rest, runs=int(os.environ.get("FORGER_MAX_RUNS", cls.runs)))


class Hub:
    """Start it once, in the server's event loop; everything happens there."""

    def __init__(self, store: Store, limits: Limits | None = None, command: Sequence[str] = COMMAND) -> None:
        self.store, self.limits, self._command = store, limits or Limits(), command
        self.runs: dict[str, Run] = {}
        self._lives: dict[str, Run] = {}
        self._link: Link | None = None
        self._ready = self._stopping = False
        self._revival = Revival()
        self._tasks: set[asyncio.Task[None]] = set()

    # ---- the whole

    async def start(self) -> None:
        """Start the worker, which gets ready while the first page loads."""
        self._spawn()
        self._background(self._watch_leases())

    async def stop(self) -> None:
        """Save every run and end the worker."""
        self._stopping = True
        if self._link is not None:
            await self._link.stop()
        for task in list(self._tasks):
            task.cancel()
        for run in self.runs.values():
            self._keep(run, frames=True)

    def health(self) -> dict[str, Any]:
        """The state of the whole in a few numbers."""
        link = self._link
        return {
            "status": "ok" if link is not None and link.alive else "recovering",
            "runs": len(self.runs), "training": sum(r.playing and not r.resting for r in self.runs.values()),
            "viewers": sum(len(r.viewers) for r in self.runs.values()),
            "worker": {"pid": link.pid if link else None, "ready": self._ready, "restarts": self._revival.count},
        }  # fmt: skip

    # ---- pages

    async def open(self, viewer: Viewer, wish: c.OpenRun) -> None:
        """Bring a page to the run it asks for, or to a new one."""
        run = await self._find(wish.run) if wish.run else None
        resumed, owner = run is not None, wish.owner
        if wish.run and run is None:
            viewer.tell(error("That run is no longer known here; a fresh one has been started."))
        if run is None:
            if not self._make_room():
                raise Full(
                    f"This server already trains {self.limits.runs} runs, its limit; please try again in a minute."
                )
            owner = secrets.token_urlsafe(16)
            run = Run(digest(owner), wish.experiments, moves=wish.moves, until=wish.until)
            self.runs[run.token] = run
        self._attach(viewer, run, owner, resumed=resumed)
        if wish.run and not resumed:
            viewer.tell({"type": "status", "status": run.status, "message": "A fresh run has been started."})

    def leave(self, viewer: Viewer) -> None:
        """The page is gone; its run's lease begins to run if it was the last."""
        run = self.runs.get(viewer.run or "")
        if run is not None:
            run.viewers.discard(viewer)
            run.empty_since = self._now()
            self._say_watched(run)

    def command(self, viewer: Viewer, command: c.Command) -> None:
        """Carry out what a page says; ValueError with a sentence if that cannot be."""
        run = self.runs.get(viewer.run or "")
        if command == c.Plain("ping"):
            return viewer.tell({"type": "pong"})
        if isinstance(command, c.OpenRun):
            raise ValueError("This page has already opened its run.")
        if run is None:
            raise ValueError("Open a run first.")
        if isinstance(command, c.Seek):
            return self._seek(viewer, run, command.step)
        if command == c.Plain("live"):
            return self._live(viewer, run)
        if not viewer.owner:
            raise ValueError(SPECTATOR)
        self._steer(run, command)

    def _attach(self, viewer: Viewer, run: Run, owner: str | None, *, resumed: bool) -> None:
        viewer.run, viewer.owner = run.token, run.owned_by(owner)
        run.viewers.add(viewer)
        viewer.tell(run.opened_message(owner if viewer.owner else None, resumed=resumed))
        if owner is not None and not viewer.owner:
            viewer.tell(error(f"That owner's token does not fit this run. {SPECTATOR}"))
        viewer.tell(run.curve_message())
        for message in (run.vault, run.latest):
            if message is not None:
                viewer.tell(message)
        if run.failed:
            viewer.tell(error(run.failed))
        elif run.life is None:
            self._open_in_worker(run)
        elif run.resting:
            run.resting = False
            self._send(m.Play(run.life))
        self._say_watched(run)

    def _say_watched(self, run: Run) -> None:
        if run.life is not None and len(run.viewers) <= 1:
            self._send(m.Watch(run.life, bool(run.viewers)))

    def _seek(self, viewer: Viewer, run: Run, step: int) -> None:
        frame = run.past(step)
        if frame is not None:
            viewer.seeking = True
            viewer.show(frame)

    def _live(self, viewer: Viewer, run: Run) -> None:
        viewer.seeking = False
        viewer.forget()
        viewer.tell(run.curve_message())
        if run.latest is not None:
            viewer.show(run.latest)

    # ---- the owner's commands

    def _steer(self, run: Run, command: c.Command) -> None:
        match command:
            case c.Restart(seed=seed):
                return self._restart(run, seed)
            case c.Plain(name="play"):
                run.playing = True
            case c.Plain(name="pause") | c.TakeStep():
                run.playing = False
            case c.Speed(pace=pace):
                run.pace = pace
            case c.Push(cure=cure):
                c.ruled(run.experiments, {cure})
                run.until = None
            case c.Change(member=member, changes=changes):
                run.experiments = changed(run.experiments, member, changes)
        if run.failed:
            raise ValueError(run.failed)
        if run.life is not None:
            self._send(order(run.life, command))

    def _restart(self, run: Run, seed: int | None) -> None:
        """The same experiments from step 0; another seed moves every member's by as much."""
        by = 0 if seed is None else seed - run.experiments[0].seed
        fresh = tuple(replace(e, seed=(e.seed + by) % 2**31) for e in run.experiments)
        self._forget_life(run, close=True)
        run.begin_again(fresh)
        for viewer in run.viewers:
            viewer.seeking = False
            viewer.forget()
        run.tell(run.curve_message() | {"restarted": True, "experiments": [e.to_query() for e in fresh]})
        self._open_in_worker(run)

    # ---- the worker

    def _spawn(self) -> None:
        self._ready = False
        self._link = Link(self._report, self._lost, self._command)

    def _send(self, order: m.Order) -> None:
        if self._link is not None:
            self._link.send(order)

    def _open_in_worker(self, run: Run) -> None:
        """Give the run a new life in the worker, from its checkpoint if it has one."""
        run.life, run.answered, run.closing, run.resting = secrets.token_hex(8), False, False, False
        self._lives[run.life] = run
        self._send(m.Open(run.life, run.token, run.experiments, run.saved, run.pace, run.playing, run.seq, run.moves,
                          run.until))  # fmt: skip

    def _forget_life(self, run: Run, *, close: bool = False) -> None:
        if run.life is not None:
            self._lives.pop(run.life, None)
            if close:
                self._send(m.Close(run.life))
        run.life = None

    def _report(self, report: m.Report) -> None:
        if isinstance(report, m.Ready):
            self._ready = True
            return
        run = self._lives.get(report.run)
        if run is None:
            return  # of a life that is over
        match report:
            case m.Vault(message=message):
                run.vault = message
                run.tell(message)
            case m.Frame():
                run.answered = True
                run.take(report)
            case m.Checkpoint(saved=saved, closed=closed):
                run.saved = saved
                self._checkpoint(run, closed=closed)
            case m.Failed(sentence=sentence):
                self._forget_life(run)
                self._accident(run, sentence)
            case m.Refused(sentence=sentence):
                run.tell(error(sentence))

    def _checkpoint(self, run: Run, *, closed: bool) -> None:
        if not closed:
            if self._now() - run.stored_at > self.limits.store_every:
                self._keep(run, frames=False)
            return
        self._forget_life(run)
        if run.viewers and not self._stopping:
            self._open_in_worker(run)  # somebody came back while it was closing
        elif not self._stopping:
            self._keep(run, frames=True)
            self.runs.pop(run.token, None)

    def _lost(self) -> None:
        """The worker is gone: tell everyone, and have a new one take over."""
        if self._stopping:
            return
        unanswered = [run for run in self._lives.values() if not run.answered]
        for run in list(self._lives.values()):
            self._forget_life(run)
            run.status = "reconnecting"
            run.tell({"type": "status", "status": "reconnecting", "message": RECONNECTING})
        self._background(self._revive(unanswered[0] if self._ready and unanswered else None))

    async def _revive(self, suspect: Run | None) -> None:
        """A new worker, later each time it keeps dying. The run it died of opening is tried only once more."""
        await asyncio.sleep(self._revival.delay(self._now()))
        if self._stopping:
            return
        self._spawn()
        for run in list(self.runs.values()):
            if run.life is None and run.failed is None and run is not suspect:
                run.go_back()
                self._open_in_worker(run)
        if suspect is not None:
            self._accident(suspect, "This run could not be opened: the training process stopped over it twice.")

    def _accident(self, run: Run, sentence: str) -> None:
        """Once is bad luck and the run goes on from its checkpoint; twice in a minute is reported."""
        now = self._now()
        run.accidents = run.accidents + 1 if now - run.accident_at < 60 else 1
        run.accident_at = now
        if run.accidents < 2:
            run.go_back()
            return self._open_in_worker(run)
        run.failed, run.status, run.playing = sentence, "paused", False
        run.tell(error(sentence))
        run.tell({"type": "status", "status": "paused", "message": sentence})

    # ---- leases and keeping

    async def _watch_leases(self) -> None:
        """Runs that nobody watches rest after seconds and are closed after minutes."""
        pause = min(1.0, self.limits.rest_after / 4)
        while True:
            await asyncio.sleep(pause)
            now = self._now()
            for run in [r for r in self.runs.values() if not r.viewers and not r.closing]:
                alone = now - run.empty_since
                if alone > self.limits.close_after:
                    self._close(run)
                elif alone > self.limits.rest_after and run.playing and not run.resting and run.life:
                    run.resting = True
                    self._send(m.Pause(run.life))

    def _close(self, run: Run) -> None:
        """Ask for the last checkpoint; with it the run moves from memory to the store."""
        if run.life is not None:
            run.closing = True
            self._send(m.Close(run.life))
            return
        self._keep(run, frames=True)
        self.runs.pop(run.token, None)

    def _make_room(self) -> bool:
        """Whether another run fits, after closing the one that has been alone longest if need be."""
        if len(self.runs) < self.limits.runs:
            return True
        alone = [r for r in self.runs.values() if not r.viewers and not r.closing]
        if not alone:
            return False
        self._close(min(alone, key=lambda r: r.empty_since))
        return True

    async def _find(self, token: str) -> Run | None:
        """The run of that name, from memory or from the store."""
        if token in self.runs:
            return self.runs[token]
        run = await asyncio.to_thread(self.store.load, token)
        if run is None or token in self.runs:
            return self.runs.get(token)
        if not self._make_room():
            raise Full(f"This server already trains {self.limits.runs} runs, its limit; please try again in a minute.")
        self.runs[token] = run
        return run

    def _keep(self, run: Run, *, frames: bool) -> None:
        if run.saved is not None:
            run.stored_at = self._now()
            self.store.save(run, frames=frames)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _background(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class Full(Exception):
    """No room for another run."""


def error(sentence: str) -> dict[str, Any]:
    """A sentence for a page."""
    return {"type": "error", "message": sentence}


def order(life: str, command: c.Command) -> m.Order:
    """The worker's order for an owner's command."""
    match command:
        case c.Plain(name="play"):
            return m.Play(life)
        case c.Plain(name="pause"):
            return m.Pause(life)
        case c.TakeStep(what=what):
            return m.Step(life, what)
        case c.Speed(pace=pace):
            return m.SetPace(life, pace)
        case c.Push(strength=strength, cure=cure):
            return m.Push(life, strength, cure)
        case c.Change(member=member, changes=changes):
            return m.Update(life, member, changes)
    raise ValueError("That is not for the worker.")


def changed(experiments: tuple[Any, ...], member: int, changes: dict[str, Any]) -> tuple[Any, ...]:
    """The experiments with one member's settings changed; ValueError if they do not take them."""
    if member >= len(experiments):
        raise ValueError(f"This run has {len(experiments)} members; there is no member {member}.")
    return tuple(replace(e, **changes) if k == member else e for k, e in enumerate(experiments))
