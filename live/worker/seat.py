"""A run's seat at the machine: what it still wants done, and what it has had already.

Whatever is done for a run, its rounds as well as its orders, goes on its bill, and whoever has had least goes next. So
one that orders without end waits for itself alone.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from live.wire import messages as m
from live.wire.command import BACKLOG

if TYPE_CHECKING:
    from live.worker.training import Training

CREDIT: Final = 0.5  # seconds by which a run may be ahead of the others before its orders wait their turn
DEAREST: Final = 0.25  # seconds that one piece of work can put on a bill

Errand = m.Begin | m.Do | m.Rest | m.Wake | m.Watch | m.Close


class Seat:
    """One run: its orders, and under its last assignment the training."""

    def __init__(self, token: str, bill: float) -> None:
        self.token = token
        self.orders: deque[Errand] = deque()
        self.training: Training | None = None
        self.bill = bill  # seconds that it has had
        self.answering = False  # an order was carried out whose effect is still to be shown
        self.doing: m.Do | None = None  # what a page said, as long as it is being carried out

    def take(self, order: Errand) -> bool:
        """One more order; False if it has too many already. A new beginning overtakes one that has not come yet."""
        if isinstance(order, m.Begin):
            overtaken = {o.assignment for o in self.orders if isinstance(o, m.Begin)}
            self.orders = deque(o for o in self.orders if o.assignment not in overtaken)
        elif isinstance(order, m.Do) and len(self.orders) >= BACKLOG:
            return False
        self.orders.append(order)
        return True

    def charge(self, seconds: float) -> None:
        """Put a piece of work on the bill. What takes very long was done for the first time (a data set's yardsticks)
        and serves everybody; experiments whose rounds take so long are not let in.
        """
        self.bill += min(seconds, DEAREST) / (self.training.clock.weight if self.training else 1.0)

    def wants(self, now: float) -> bool:
        """Whether there is anything to do."""
        return bool(self.orders) or (self.training is not None and self.training.due() <= now)

    @property
    def is_between_rounds(self) -> bool:
        """Whether it may begin a round with others: nothing was asked of it, and no round is under way."""
        return not self.orders and not self.under_way

    def shines(self, now: float) -> bool:
        """Whether many watch it, and its next picture is due."""
        training = self.training
        return (
            training is not None
            and not self.orders
            and training.playing
            and training.clock.popular
            and training.clock.pictures.due(now)
        )

    @property
    def under_way(self) -> bool:
        """Whether it is in the middle of a round, for whose end its own orders wait."""
        return self.training is not None and self.training.work.under_way

    def rank(self, least: float) -> tuple[bool, bool, bool, float]:
        """Who goes next: orders, and answers to them, of those who are not ahead; then whoever has had least.

        Of the orders first those that are carried out at once, and of these those that end in memory given back: or
        newcomers would fill it while those who left still wait.
        """
        first = bool(self.answering or self.orders) and self.bill <= least + CREDIT
        leaves = first and any(isinstance(order, m.Close) for order in self.orders)
        return not first, first and self.under_way, not leaves, self.bill
