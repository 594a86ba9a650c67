"""The runs of an entry of the collection of failures: what is planned comes in its round, the failing ones are watched,
and a cure is given to them. The page and the benchmark both ask this, so that one is measured by the other.
"""

from __future__ import annotations

from typing import Final

from gan_core.crash.entry import Entry
from gan_core.crash.look import Look
from gan_core.engine.rewind import Kept, keep, put_back
from gan_core.engine.trainer import Trainer
from gan_core.engine.vitals import look

KEPT: Final = 10  # looks at each
EVERY: Final = 20  # rounds between two healthy moments that are kept


class Ward:
    """Rules the members of a trainer as the entry says; the `failing` ones get the cure, if there is one."""

    def __init__(self, trainer: Trainer, entry: Entry, failing: set[int], cure: str | None = None) -> None:
        self.trainer, self.entry, self.failing, self.cure = trainer, entry, failing, cure
        self.looks: list[list[Look]] = [[] for _ in trainer.experiments]
        self.kept: dict[int, Kept] = {}  # the last healthy moment of each failing member
        self.rewound: dict[int, int] = {}  # the round to which a cure went back
        self.marks: list[tuple[int, int, float]] = []  # member, step, gauge: of every look, until somebody takes them
        self._turnings = {turning.round for turning in entry.turnings}
        self._rule()

    def before_round(self) -> None:
        """What the entry has planned for this round, a look, and a copy of a run that is still well."""
        step = self.trainer.step
        if step and step % self.entry.apart == 0:
            self.look()
        if step in self._turnings:
            self._rule()
        if step % EVERY == 0:
            self.kept |= {member: keep(self.trainer, member) for member in self.failing if not self.ill(member)}

    def treat(self, cure: str | None) -> None:
        """Try a cure on the failing ones, or take it away."""
        self.cure = cure
        if cure and self.entry.cure(cure).rewind:
            for member in self.failing & set(self.kept):
                self._go_back(member)
        self._rule()

    def look(self) -> None:
        """One more look at every member."""
        for member in range(len(self.trainer.experiments)):
            seen = look(self.trainer, member, self.trainer.measure(member), judged=self.entry.judged)
            before = [other for other in self.looks[member] if other.step < seen.step]
            self.looks[member] = [*before[1 - KEPT :], seen]
            self.marks.append((member, seen.step, self.reading(member) or self.entry.gauge.low))

    def reading(self, member: int) -> float | None:
        """What the gauge says now, within its axis; None before the first look."""
        gauge, looks = self.entry.gauge, self.looks[member]
        return min(max(gauge.read(looks), gauge.low), gauge.high) if looks else None

    def beside(self, member: int) -> list[float]:
        """What the entry's other gauges say now; none before the first look."""
        looks = self.looks[member]
        return [gauge.read(looks) for gauge in self.entry.beside] if looks else []

    def ill(self, member: int) -> bool:
        """Whether the failure shows."""
        looks = self.looks[member]
        return self.trainer.diverged(member) is not None or bool(looks and self.entry.shows(looks))

    def well(self, member: int) -> bool:
        """Whether it does not, and the run is as it should be."""
        looks = self.looks[member]
        return not self.ill(member) and bool(looks and self.entry.well(looks))

    def _rule(self) -> None:
        for member in range(len(self.trainer.experiments)):
            failing = member in self.failing
            cure = self.cure if failing else None
            self.trainer.update(member, **self.entry.at(self.trainer.step, failing=failing, cure=cure))

    def _go_back(self, member: int) -> None:
        kept = self.kept[member]
        put_back(self.trainer, member, kept)
        self.looks[member] = []
        self.rewound[member] = kept.step
