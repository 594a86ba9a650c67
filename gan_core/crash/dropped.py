"""Kinds that are no longer printed while the fakes stay pretty, and no gauge of the game says so."""

from __future__ import annotations

from typing import Final

from gan_core.crash.bases import DIGITS
from gan_core.crash.entry import Cure, Entry, Gauge, Turning
from gan_core.crash.look import Looks, middle, sharp
from gan_core.words import say

_PACE: Final = {"lr_g": DIGITS.lr_g, "lr_d": DIGITS.lr_d}
_GUARD: Final = {"r1": DIGITS.r1, "r2": DIGITS.r2}


def _printed(looks: Looks) -> float:
    """The share of the kinds that are printed."""
    return middle(looks, "modes") / looks[-1].of


ENTRY: Final = Entry(
    name="dropped",
    title=say("Kinds go missing in silence"),
    cause=say(
        "From round 100 on the failing run’s forger learns a hundred times as fast as its detective, which has no "
        "penalty. It needs only a few digits that the detective believes at the moment, and lets the others go. The "
        "detective’s accuracy gives no alarm, it is right about as often as its twin’s: a detective judges one item "
        "at a time, and never asks what is missing."
    ),
    watch=say("The kinds that are printed; then how sharp the fakes are, and the detective’s accuracy."),
    twin=say("Same seed, the game of before."),
    sick=say("It prints half of the kinds at most."),
    base=DIGITS,
    turnings=(
        Turning(0),
        Turning(100, failing={"loss": "nonsaturating", "r1": 0.0, "r2": 0.0, "lr_g": 2e-2, "lr_d": 2e-4}),
    ),
    gauge=Gauge(say("Kinds printed, of all there are"), _printed, 0.0, 1.0, 0.5, percent=True),
    shows=lambda looks: looks[-1].step > 100 and _printed(looks) <= 0.5,
    well=lambda looks: _printed(looks) >= 0.7 and sharp(looks) >= 0.4,
    cures=(
        Cure(
            "pace",
            say("The rates of before"),
            say("The forger learns ten times as fast as its detective again."),
            _PACE,
        ),
        Cure("penalty", "R1 + R2", say("A penalty on the detective’s slope."), _GUARD),
        Cure(
            "back",
            say("The whole game of before"),
            say("Rates, penalties, and the relativistic loss, in which each fake is compared with a real item."),
            _PACE | _GUARD | {"loss": "relativistic"},
        ),
    ),
    code=("losses", "Plain.forger_learns"),
    paper=(
        "Lin et al. 2018, PacGAN: the power of two samples in generative adversarial networks",
        "https://arxiv.org/abs/1712.04086",
    ),
    rounds=(225, 200),
    apart=10,
)
