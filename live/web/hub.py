"""The hub: every run, its viewers and its worker, in the web process. It never imports torch."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import Collection, Coroutine
from typing import Any

from gan_core.words import say
from live.web.assignments import Assignments
from live.web.balance import Balance
from live.web.brought import Brought
from live.web.census import Census
from live.web.crew import Crew
from live.web.host import Here, Host
from live.web.keeper import Keeper
from live.web.leases import Leases
from live.web.limits import Limits
from live.web.log import warn
from live.web.openings import Openings
from live.web.orders import Orders
from live.web.own import Door
from live.web.refusals import CLOSED, FORGOTTEN, HASTY, SPECTATOR, UNREADABLE, Full, Unknown
from live.web.rescue import Rescue
from live.web.run import Run
from live.web.store import TROUBLE, Store
from live.web.viewer import Viewer, error
from live.web.watchdog import Watchdog
from live.wire import messages as m
from live.wire.command import Command
from live.wire.commands import OpenRun
from live.wire.turn import Turn


class Hub:
    """Start it once, in the server's event loop; everything happens there."""

    def __init__(self, store: Store, limits: Limits | None = None, host: Host | None = None) -> None:
        self.keeper, self.limits = Keeper(store), limits or Limits()
        self.runs: dict[str, Run] = {}
        self.crew = Crew(self._report, self._lost, host or Here(), self._shares)
        self.assignments = Assignments(self.send)
        self._orders = Orders(self.runs, self.assignments)
        self._balance = Balance(self.crew, self.runs, self.assignments.move)
        self._rescue = Rescue(self.assignments, self._now)
        self._leases = Leases(self.runs, self.limits, self._now, self._rest, self._close)
        self._watchdog = Watchdog(self.crew, self.limits.stuck_after)
        self._census = Census(self.runs)
        self.tally: Counter[str] = Counter()  # since the start, by the names of `metrics.COUNTS`
        self._openings = Openings(self.limits.per_address)
        self._brought = Brought()
        self.door = Door(self._brought, self.limits.per_address)
        self._stopping = False
        self._training_on: m.Ready | None = None  # what the worker last said of itself
        self._tasks: set[asyncio.Task[None]] = set()

    # ---- the whole

    async def start(self) -> None:
        """Start the worker, which gets ready while the first page loads."""
        self.keeper.start()
        self._spawn()
        self._background(self._leases.watch())
        self._background(self._watchdog.watch())
        self._background(self._balance.watch())
        self._background(self._census.watch())

    async def stop(self) -> None:
        """Save every run and end the worker."""
        self._stopping = True
        for task in list(self._tasks):  # or one of them would have a new worker come for one that leaves
            task.cancel()
        await self.crew.stop()
        for run in self.runs.values():
            self._keep(run, frames=True)
        await self.keeper.close()

    def health(self) -> dict[str, Any]:
        """The state of the whole in a few numbers."""
        told = self._training_on
        return {
            "status": self._watchdog.status(),
            "runs": len(self.runs), "training": self._census.training(),
            "viewers": sum(len(r.viewers) for r in self.runs.values()), "places": self.limits.runs,
            "saving": self.keeper.trouble or "ok",
            "worker": {"pid": next(iter(self.crew.pids), None), "pids": self.crew.pids,
                       "ready": self.crew.ready, "many": len(self.crew.members), "restarts": self._rescue.delays.count,
                       "turn_seconds": round(self._watchdog.turn_lasts(), 1),
                       "device": told.device if told else None, "passed_over": list(told.passed_over) if told else []},
        }  # fmt: skip

    def shared(self) -> str | None:
        """The token of a run that its owner has offered to others, the most watched one; None if there is none."""
        offered = [run for run in self.runs.values() if run.shared and run.viewers and not run.failed and not run.goods]
        return max(offered, key=lambda run: len(run.viewers)).token if offered else None

    # ---- pages

    async def open(self, viewer: Viewer, request: OpenRun) -> None:
        """Bring a page to the run it asks for, or to a new one."""
        run = await self._find(request.run, viewer.house) if request.run else None
        resumed, owner = run is not None, request.owner
        if request.run and run is None:
            if request.owner is None:
                raise Unknown(CLOSED)
            viewer.tell(error(FORGOTTEN))
        if run is None:
            self._make_room(viewer.house)
            owner = secrets.token_urlsafe(16)
            goods = self._brought.take(request.wanted[0].data, (run.goods for run in self.runs.values()))
            run = self._admit(Run.new(owner, request.wanted, request.openings, goods), viewer.house)
        self._attach(viewer, run, owner, resumed=resumed)
        if request.run and not resumed:
            viewer.tell({"type": "status", "status": run.status, "message": say("A fresh run has been started.")})

    def leave(self, viewer: Viewer) -> None:
        """The page is gone; its run's lease begins to run if it was the last."""
        run = self.runs.get(viewer.run or "")
        if run is not None:
            run.viewers.discard(viewer)
            run.empty_since = self._now()
            self._say_watched(run)

    def command(self, viewer: Viewer, command: Command) -> None:
        """Carry out what a page says; ValueError with a sentence if that cannot be."""
        self._orders.take(viewer, command)

    def _attach(self, viewer: Viewer, run: Run, owner: str | None, *, resumed: bool) -> None:
        viewer.run, viewer.owner = run.token, run.owned_by(owner)
        run.viewers.add(viewer)
        viewer.tell(run.opened_message(owner if viewer.owner else None, resumed=resumed))
        if owner is not None and not viewer.owner:
            viewer.tell(error(say("That owner's token does not fit this run. {watching}", watching=SPECTATOR)))
        viewer.tell(run.curve_text())
        for message in (run.vault, run.latest):
            if message is not None:
                viewer.tell(message)
        self._rouse(viewer, run)
        self._say_watched(run)
        viewer.tell(self._census.message())

    def _rouse(self, viewer: Viewer, run: Run) -> None:
        """Have a run that somebody comes to see train again."""
        if run.failed:
            viewer.tell(error(run.failed))
        elif run.assignment is None:
            self.assignments.give(run)
        elif run.resting:
            run.resting = False
            self.send(m.Wake(run.assignment))

    def _say_watched(self, run: Run) -> None:
        if run.assignment is not None and len(run.viewers) <= m.MANY:
            self.send(m.Watch(run.assignment, len(run.viewers)))

    # ---- the worker

    def send(self, order: m.Order) -> None:
        """Pass an order on to the worker."""
        self.crew.send(order)

    def _shares(self, token: str) -> float:
        run = self.runs.get(token)
        return run.shares if run else 0.0

    def _spawn(self) -> bool:
        if not self._stopping:
            self.crew.fill_up()
        return not self._stopping

    def _report(self, report: m.Report) -> None:
        if isinstance(report, m.Ready):
            self._training_on = report
            for sentence in report.passed_over:
                warn("A device was passed over.", reason=sentence)
            return
        run = self.assignments.of(report.assignment)
        if run is None:  # of an assignment that is over
            if isinstance(report, m.Checkpoint):
                self.assignments.closed(report)
            return
        match report:
            case m.Vault(message=message):
                run.vault = message
                run.tell(message)
            case m.Aside(message=message, for_owner=for_owner):
                run.tell(message, owner=for_owner)
            case m.Frame():
                run.shown = True
                run.take(report)
            case m.Checkpoint(saved=saved, closed=closed):
                run.saved = saved
                run.unsaved.clear()
                self._closed(run) if closed else self._keep_now_and_then(run)
            case m.Done(number=number):
                self.assignments.done(run, number)
            case m.Failed(sentence=sentence):
                self.assignments.end(run)
                self._rescue.accident(run, sentence)
            case m.Refused():
                run.stay_as(report.member, report.refused, report.instead)
                run.tell(run.settings_message())
                run.tell(error(report.sentence))

    def _lost(self, names: Collection[str], turn: Turn | None) -> None:
        """A worker is gone: tell everyone whose run it had, and have another one take over."""
        if not self._stopping:
            suspects = self._rescue.lost(names, turn)
            self.tally["deaths"] += 1
            warn("The training process stopped.", runs=len(names), suspects=len(suspects))
            self._background(self._rescue.revive(self._spawn, lambda: self.runs.values(), suspects))

    # ---- leases and keeping

    def _rest(self, run: Run) -> None:
        run.resting = True
        if run.assignment is not None:
            self.send(m.Rest(run.assignment))

    def _close(self, run: Run) -> None:
        """Ask for the last checkpoint; with it the run moves from memory to the store."""
        if run.assignment is not None:
            run.closing = True
            self.send(m.Close(run.assignment))
            return
        self._keep(run, frames=True)
        self.runs.pop(run.token, None)

    def _closed(self, run: Run) -> None:
        """The worker has let go of the run."""
        goes_on = run.moving and not run.closing
        self.assignments.end(run)
        if self._stopping:
            return
        if run.viewers or goes_on:
            self.assignments.give(run)  # somebody came back while it was closing, or another worker goes on
        else:
            self._close(run)

    def _make_room(self, house: str) -> None:
        """For one more run of this house; `Full` if that cannot be."""
        if not self._openings.allows(house, self._now()):
            raise Full(HASTY)
        if why := self._leases.make_room(house):
            raise Full(why)

    def _admit(self, run: Run, house: str) -> Run:
        self.tally["opened"] += 1
        run.house = house
        self.runs[run.token] = run
        return run

    async def _find(self, token: str, house: str) -> Run | None:
        """The run of that name, from memory or from the store."""
        if token in self.runs:
            return self.runs[token]
        try:
            run = await self.keeper.load(token)
        except TROUBLE:
            raise Full(UNREADABLE) from None
        if run is None or token in self.runs:
            return self.runs.get(token)
        self._make_room(house)
        return self._admit(run, house)

    def _keep_now_and_then(self, run: Run) -> None:
        if self._now() - run.stored_at > self.limits.store_every:
            self._keep(run, frames=False)

    def _keep(self, run: Run, *, frames: bool) -> None:
        if run.saved is not None:
            run.stored_at = self._now()
            self.keeper.save(run, frames=frames)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
