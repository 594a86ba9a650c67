"""Runs of one kin train together: one joint slice of rounds in place of a slice for each."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from time import perf_counter as now
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from gan_core.price import price
from gan_core.threads import Threads
from live.wire.admission import SPEED
from live.worker.clock import SLICE
from live.worker.engine import Company, Engine, Joint

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer
    from live.worker.training import Training

LONGEST: Final = 0.06  # seconds of a joint slice: whoever gives an order meanwhile waits so long
HASTE: Final = 0.5  # part of it while a run waits that many watch
MOST: Final = 32  # trainings in one group
FIRST: Final = 4  # as long as nothing was measured
BORNE: Final = 4  # times `LONGEST` that the first joint round may last by the price, which is a guess


class Family:
    """All groups of one kin, and how many may be in one."""

    def __init__(self, threads: Threads, guess: float = 0.0) -> None:
        self.groups: list[Group] = []
        self.threads, self._guess = threads, guess
        self._price: float | None = None  # seconds a round of one training

    @property
    def price(self) -> float:
        """Seconds of a round of one training, as far as that is known."""
        return self._price or 0.0

    @property
    def room(self) -> int:
        """How many fit into a group, so that a single round of all is not too long."""
        if self._price is None:
            return max(1, min(FIRST, int(BORNE * LONGEST / max(self._guess, 1e-9))))
        return max(1, min(MOST, int(LONGEST / self._price)))

    @property
    def too_many(self) -> int:
        """So many may stay when a round has become dearer: not each to and fro of a busy machine parts a group."""
        return self.room if self._price is None else max(1, min(2 * MOST, int(2 * LONGEST / self._price)))

    def note(self, price: float) -> None:
        """What a round of one took; a busy machine only ever makes it seem dearer, so rises are believed slowly."""
        self._price = price if self._price is None else min(price, self._price * 1.02)


class Group:
    """Some trainings that stay together, so that their numbers lie side by side from one slice to the next."""

    def __init__(self, family: Family, company: Company) -> None:
        self.members: list[Training] = []
        self.family = family
        self._company = company
        self._joint: Joint | None = None

    def play(self, ready: Sequence[Training], *, haste: bool = False) -> None:
        """One slice of full rounds for all who are ready, who share its time evenly."""
        started, rounds = now(), 0
        until = started + min(LONGEST, SLICE * len(ready)) * (HASTE if haste else 1)
        for training in ready:
            training.before_round()
        joint = self._joined([t.trainer for t in ready])
        self.family.threads.begin(started)
        while joint.fits and all(t.goes_on for t in ready) and (rounds == 0 or self._room_for_more(until, len(ready))):
            joint.round()
            rounds += 1
            for training in ready:
                training.before_round()
        each = (now() - started) / len(ready)
        self.family.threads.end(each, rounds)
        if rounds:
            self.family.note(each / rounds)
        for training in ready:
            training.trained(each)

    def _room_for_more(self, until: float, count: int) -> bool:
        """Whether more than half of another round would be within the slice."""
        return now() + self.family.price * count / 2 < until

    def leave(self, training: Training) -> None:
        """One goes; the others' numbers are put together anew at their next slice."""
        self.members.remove(training)
        self.scatter()

    def scatter(self) -> None:
        """Everybody takes their numbers home."""
        if self._joint is not None:
            self._joint.part()
        self._joint = None

    def _joined(self, trainers: list[Trainer]) -> Joint:
        joint = self._joint
        if joint is None or not joint.fits or list(joint.trainers) != trainers:
            self.scatter()
            joint = self._joint = self._company.join(trainers)
        return joint


class Together:
    """Who trains with whom."""

    def __init__(self, engine: Engine) -> None:
        self._company, self._threads = engine.company, engine.threads
        self._families: dict[Hashable, Family] = {}
        self._homes: dict[Training, Group] = {}
        self._loners: WeakSet[Training] = WeakSet()

    def of(self, training: Training) -> Group | None:
        """The group in which a training plays its rounds; None if it plays alone."""
        company = self._company
        joins = training.takes_full_rounds and training not in self._loners and not training.clock.popular
        name = company.kin(training.trainer) if company and joins else None
        home = self._homes.get(training)
        if home is not None and (self._families.get(name) is not home.family or self._crowded(home, training)):
            self.forget(training)
        if company is not None and name is not None and training not in self._homes:
            self._settle(training, self._family(name, training), company)
        return self._homes.get(training)

    def forget(self, training: Training) -> None:
        """It closed, stands still, goes step by step, or does other work than before."""
        group = self._homes.pop(training, None)
        if group is None:
            return
        group.leave(training)
        if not group.members:
            group.family.groups.remove(group)
        self._families = {name: family for name, family in self._families.items() if family.groups}

    def part(self, trainings: Iterable[Training]) -> None:
        """They train alone from now on."""
        for training in trainings:
            self.forget(training)
            self._loners.add(training)

    def _crowded(self, home: Group, training: Training) -> bool:
        """Whether it is one of those who no longer fit."""
        return training in home.members[home.family.too_many :]

    def _family(self, name: Hashable, training: Training) -> Family:
        if name not in self._families:
            guess = price(training.trainer.experiments).seconds(SPEED)
            self._families[name] = Family(self._threads(), guess)
        return self._families[name]

    def _settle(self, training: Training, family: Family, company: Company) -> None:
        group = next((g for g in family.groups if len(g.members) < family.room), None)
        if group is None:
            family.groups.append(group := Group(family, company))
        group.members.append(training)
        self._homes[training] = group
