"""All workers as one: a run begins where there are fewest, and what is said of it later goes there.

At home there is one. On a cluster there is at least one a machine, and one more whenever all have their fill.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial

from live.web.host import Host
from live.web.link import Link
from live.wire import messages as m
from live.wire.turn import Turn

Lost = Callable[[Collection[str], Turn | None], None]  # these assignments, and whose turn it was


@dataclass(eq=False)
class Member:
    """One worker with the assignments that it has."""

    link: Link = field(init=False)
    ready: bool = False
    has: dict[str, str] = field(default_factory=dict)  # the runs' names by their assignments


class Crew:
    """`send` and `stop` as to one link."""

    def __init__(self, on_report: Callable[[m.Report], None], on_lost: Lost, host: Host) -> None:
        self._on_report, self._on_lost, self._host = on_report, on_lost, host
        self.members: list[Member] = []
        self._waiting: list[m.Order] = []  # while there is nobody

    @property
    def ready(self) -> bool:
        """Whether anybody can train."""
        return any(member.ready for member in self.members)

    @property
    def pid(self) -> int | None:
        """The first one's process, if it runs on this machine."""
        return self.members[0].link.pid if self.members else None

    def fill_up(self) -> None:
        """As many as there should be at least; what waited for them is passed on."""
        self._size = self._host.size
        while len(self.members) < self._size.least:
            self._add()
        waiting, self._waiting = self._waiting, []
        for order in waiting:
            self.send(order)

    def send(self, order: m.Order) -> None:
        """Pass an order on to whoever has the run."""
        if not self.members:
            return self._waiting.append(order)
        if isinstance(order, m.Begin):
            return self._begin(order)
        name = getattr(order, "assignment", None)
        for member in self.members:
            if name in member.has:
                member.link.send(order)

    async def stop(self) -> None:
        """Let all save their runs and leave."""
        for member in list(self.members):
            await member.link.stop()

    def _begin(self, order: m.Begin) -> None:
        member = min(self.members, key=lambda one: (not one.ready, len(one.has)))
        for one in self.members:  # what the run was before it began again is no longer counted
            one.has = {name: token for name, token in one.has.items() if token != order.token}
        member.has[order.assignment] = order.token
        member.link.send(order)
        full = len(member.has) >= self._size.fill and all(one.ready for one in self.members)
        if full and len(self.members) < self._size.most:
            self._add()

    def _add(self) -> None:
        member = Member()
        self.members.append(member)
        member.link = Link(partial(self._heard, member), partial(self._gone, member), self._host)

    def _heard(self, member: Member, report: m.Report) -> None:
        if isinstance(report, m.Ready):
            member.ready = True
        elif isinstance(report, m.Failed) or (isinstance(report, m.Checkpoint) and report.closed):
            member.has.pop(report.assignment, None)
        self._on_report(report)

    def _gone(self, member: Member) -> None:
        self.members.remove(member)
        self._on_lost(member.has, member.link.turn)
