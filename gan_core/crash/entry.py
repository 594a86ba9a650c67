"""What an entry of the collection is: two runs that differ in one thing, a symptom with its rule, and cures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gan_core.crash.look import Looks
from gan_core.experiment import Experiment
from gan_core.words import say

Changes = Mapping[str, Any]


@dataclass(frozen=True)
class Gauge:
    """One number of a run, drawn over time on the axis from `low` to `high`; beyond `limit` it is the symptom."""

    title: str
    read: Callable[[Looks], float]
    low: float
    high: float
    limit: float
    log: bool = False
    percent: bool = False


@dataclass(frozen=True)
class Cure:
    """Something to try on the failing run: other settings, from a healthy moment of its past if it rewinds."""

    name: str
    label: str
    why: str
    changes: Changes
    rewind: bool = False


@dataclass(frozen=True)
class Turning:
    """From this round on other settings, for both runs or for the failing one."""

    round: int
    both: Changes = field(default_factory=dict)
    failing: Changes = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One failure.

    Args:
        cause: why it happens, in plain words.
        watch: what to look at while it happens.
        twin: in what the healthy twin differs.
        sick: what is said of a run in which it shows.
        base: what both runs are of.
        turnings: what changes at which round, in their order; the first one at round 0.
        shows: whether looks at a run show the failure.
        well: whether looks at a run that was treated show that it is gone.
        rounds: after so many it shows, and so many more a cure is given.
        apart: rounds between two looks.
        judged: whether a look also asks a quick referee and for originality, which takes some 50 ms.
        beside: more numbers that belong to the symptom, in words beneath the gauge.
    """

    name: str
    title: str
    cause: str
    watch: str
    twin: str
    sick: str
    base: Experiment
    turnings: tuple[Turning, ...]
    gauge: Gauge
    shows: Callable[[Looks], bool]
    well: Callable[[Looks], bool]
    cures: tuple[Cure, ...]
    code: tuple[str, ...]
    paper: tuple[str, str]  # in words, address
    rounds: tuple[int, int]
    apart: int
    judged: bool = False
    beside: tuple[Gauge, ...] = ()

    def settings(self, step: int, *, failing: bool, cure: str | None = None) -> dict[str, Any]:
        """Every setting that the entry rules, of either run, at a round."""
        ruled: dict[str, Any] = {}
        for turning in self.turnings:
            if turning.round <= step:
                ruled |= dict(turning.both) | (dict(turning.failing) if failing else {})
        return ruled | (dict(self.cure(cure).changes) if cure else {})

    def free(self) -> dict[str, Any]:
        """What every ruled setting is where nothing changes it: as in the base."""
        named = {name for t in self.turnings for name in (*t.both, *t.failing)}
        named |= {name for cure in self.cures for name in cure.changes}
        return {name: getattr(self.base, name) for name in sorted(named)}

    def at(self, step: int, *, failing: bool, cure: str | None = None) -> dict[str, Any]:
        """The same with what nothing changes: what a trainer is to be updated with."""
        return self.free() | self.settings(step, failing=failing, cure=cure)

    def pair(self, seed: int = 0) -> tuple[Experiment, Experiment]:
        """The healthy twin and the failing run, as they begin."""
        base = replace(self.base, seed=seed)
        return replace(base, **self.at(0, failing=False)), replace(base, **self.at(0, failing=True))

    def cure(self, name: str) -> Cure:
        """The cure of that name; ValueError if there is none here."""
        for cure in self.cures:
            if cure.name == name:
                return cure
        raise ValueError(
            say("“{name}” is no cure here: {names}.", name=name[:40], names=", ".join(cure.name for cure in self.cures))
        )
