"""Which 50 %? Four runs whose detectives are right equally often, for four different reasons.

A run is halted at the first look at which its detective's accuracy reads 50 % and it is what it stands for. What can
then be asked of it are the gauges of a `Reading`; `guess` tells the four apart by these alone, without their settings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final

from gan_core.experiment import Experiment
from gan_core.words import say

WHICH: Final = "which"  # the entry's name
BAND: Final = (0.45, 0.55)
APART: Final = 4  # rounds between two looks
FEW: Final = 5  # real points that the photocopier's detective knows
COPIED: Final = 0.25  # originality of a photocopier at most; of a perfect forger it is ½
HUDDLED: Final = 0.5  # spread of a collapsed crowd at most, where real items have 1

BASE: Final = Experiment(
    data="ring8", loss="relativistic", r1=0.01, r2=0.01, lr_g=4e-3, lr_d=4e-3, beta1=0.5, beta2=0.99, batch=256,
    z_dim=2, g_width=64, d_width=64, waves=0, ema=20,
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What can be asked of one run at one moment. Shares and rates are fractions in [0, 1]."""

    accuracy: float  # of its detective, on the real items that it learns from and on fresh fakes
    referee: float  # accuracy of a quick referee who knows the same real items
    original: float  # P(a fake is farther from the known items than an unseen real one is)
    kinds: int
    of: int
    sharp: float  # share of fakes that pass a strict look
    spread: float  # of the fakes, in units of that of real items


@dataclass(frozen=True)
class Suspect:
    """One of the four: what makes it what it is, and from which round on it may be halted."""

    name: str
    label: str
    why: str
    changes: dict[str, Any] = field(default_factory=dict)
    earliest: int = 0
    is_it: Callable[[Reading], bool] = lambda reading: True


SUSPECTS: Final[dict[str, Suspect]] = {
    suspect.name: suspect
    for suspect in (
        Suspect(
            "good",
            say("A good forger"),
            say(
                "Hardly a cluster is missing, most fakes pass a strict look, and they are about as original as unseen "
                "real points."
            ),
            earliest=600,
            is_it=lambda r: r.kinds >= r.of - 1 and r.sharp >= 0.6,
        ),
        Suspect(
            "weak",
            say("A weak detective"),
            say(
                "Few fakes pass a strict look, and a referee tells most of them. This detective does not: a penalty "
                "three thousand times as large keeps it from seeing anything fine."
            ),
            {"r1": 30.0, "r2": 30.0},
            earliest=200,
            is_it=lambda r: r.sharp <= 0.4,
        ),
        Suspect(
            "copier",
            say("A photocopier"),
            say(
                "Its fakes are sharp, but not original: its detective knows {few} real points, and they lie where "
                "those are.",
                few=FEW,
            ),
            {"few": FEW},
            earliest=600,
            is_it=lambda r: r.original <= COPIED,
        ),
        Suspect(
            "collapse",
            say("A collapse, in mid-hop"),
            say(
                "All its fakes are huddled together. The detective learns where they are, the crowd hops to another "
                "place, and on the way its accuracy passes 50 % without meaning anything."
            ),
            {"loss": "nonsaturating", "r1": 0.0, "r2": 0.0, "lr_g": 2e-2, "lr_d": 5e-4, "ema": 0.0},
            earliest=200,
            is_it=lambda r: r.spread <= HUDDLED and r.kinds <= 2,
        ),
    )
}


def order(seed: int) -> tuple[str, ...]:
    """The names of the four in the order of a seed, so that no place gives one away."""
    names = list(SUSPECTS)
    Random(seed).shuffle(names)
    return tuple(names)


def lineup(seed: int) -> tuple[Experiment, ...]:
    """The four runs of a seed, in its order."""
    return tuple(replace(BASE, seed=seed, **SUSPECTS[name].changes) for name in order(seed))


def caught(suspect: Suspect, reading: Reading, step: int) -> bool:
    """Whether this is a moment at which to halt it."""
    low, high = BAND
    return step >= suspect.earliest and low <= reading.accuracy <= high and suspect.is_it(reading)


def guess(reading: Reading) -> str:
    """The name of the suspect for which the gauges speak."""
    if reading.original <= COPIED:
        return "copier"
    if reading.spread <= HUDDLED:
        return "collapse"
    return "good" if reading.referee <= 0.7 else "weak"
