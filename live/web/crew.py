"""All workers as one: a run begins where there is most room, and what is said of it later goes there.

There is at least one a machine, and one more whenever all have their fill, as far as the host has room; one that had
nothing to do for long leaves again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from live.web.host import Host
from live.web.link import Link
from live.wire import messages as m
from live.wire.turn import Turn

SPARE: Final = 300.0  # seconds for which a worker that has nothing stays for those who may come

Lost = Callable[[Collection[str], Turn | None], None]  # these assignments, and whose turn it was


@dataclass(eq=False)
class Member:
    """One worker with the assignments that it has."""

    link: Link = field(init=False)
    ready: bool = False
    leaving: bool = False
    device: str = ""
    has: dict[str, str] = field(default_factory=dict)  # the runs' names by their assignments
    busy_at: float | None = None  # when it was last seen to have any


class Crew:
    """`send` and `stop` as to one link."""

    def __init__(
        self,
        on_report: Callable[[m.Report], None],
        on_lost: Lost,
        host: Host,
        shares: Callable[[str], float] = lambda token: 1.0,
    ) -> None:
        self._on_report, self._on_lost, self._host, self._shares = on_report, on_lost, host, shares
        self.members: list[Member] = []
        self._leaving: set[asyncio.Task[None]] = set()
        self._waiting: list[m.Order] = []  # while there is nobody

    @property
    def ready(self) -> bool:
        """Whether anybody can train."""
        return any(member.ready for member in self.staying)

    @property
    def staying(self) -> list[Member]:
        """Those who can be counted on: who leaves only takes its time to be gone."""
        return [member for member in self.members if not member.leaving]

    @property
    def pids(self) -> list[int]:
        """The processes of those who run on this machine."""
        return [member.link.pid for member in self.members if member.link.pid is not None]

    def load(self, member: Member) -> float:
        """The shares of its time that its runs ask for."""
        return sum(self._shares(token) for token in member.has.values())

    def fill_up(self) -> None:
        """As many as there should be at least; what waited for them is passed on."""
        self._size = self._host.size
        while len(self.staying) < self._size.least:
            self._add()
        waiting, self._waiting = self._waiting, []
        for order in waiting:
            self.send(order)

    def fit(self, now: float) -> None:
        """One more where all have their fill; one less where one has had nothing for long."""
        self._grow()
        staying = self.staying
        for member in staying:
            if member.has or not member.ready or member.busy_at is None:
                member.busy_at = now
        spare = [one for one in staying if one.busy_at is not None and now - one.busy_at > SPARE]
        others = [one for one in staying if one not in spare[-1:]]
        if spare and len(staying) > self._size.least and not self._full(others):
            self._dismiss(spare[-1])

    def send(self, order: m.Order) -> None:
        """Pass an order on to whoever has the run."""
        if not self.staying:
            return self._waiting.append(order)
        if isinstance(order, m.Begin):
            return self._begin(order)
        name = getattr(order, "assignment", None)
        for member in self.members:
            if name in member.has:
                member.link.send(order)

    async def stop(self) -> None:
        """Let all save their runs and leave."""
        await asyncio.gather(*(member.link.stop() for member in list(self.members)))
        self._host.close()

    def _begin(self, order: m.Begin) -> None:
        for one in self.members:  # what the run was before it began again is no longer counted
            one.has = {name: token for name, token in one.has.items() if token != order.token}
        member = min(self.staying, key=lambda one: (not one.ready, self.load(one), len(one.has)))
        member.has[order.assignment] = order.token
        member.link.send(order)
        self._grow()

    def _grow(self) -> None:
        staying = self.staying
        shared = self._size.one_device and any(one.device != "cpu" for one in staying)
        if staying and self._full(staying) and not shared and len(staying) < self._size.most:
            self._add()

    def _full(self, members: Collection[Member]) -> bool:
        """Whether one more is wanted beside these."""
        return all(one.ready and self.load(one) >= self._size.fill for one in members)

    def _add(self) -> None:
        member = Member()
        self.members.append(member)
        member.link = Link(partial(self._heard, member), partial(self._gone, member), self._host)

    def _dismiss(self, member: Member) -> None:
        member.leaving = True
        task = asyncio.ensure_future(member.link.stop())
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    def _heard(self, member: Member, report: m.Report) -> None:
        if isinstance(report, m.Ready):
            member.ready, member.device = True, report.device
        elif isinstance(report, m.Failed) or (isinstance(report, m.Checkpoint) and report.closed):
            member.has.pop(report.assignment, None)
        self._on_report(report)

    def _gone(self, member: Member) -> None:
        self.members.remove(member)
        if not member.leaving or member.has:
            self._on_lost(member.has, member.link.turn)
