"""Overtrained detective, saturating loss (Arjovsky and Bottou 2017)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gan_core.crash.bases import DIGITS
from gan_core.crash.entry import Cure, Entry, Gauge, Turning
from gan_core.crash.look import Looks, middle
from gan_core.words import say

TINY: Final = 0.01  # norm of a gradient that has vanished

# Adam remembers long, as it does by default: a short memory makes small gradients large again within a hundred rounds.
_LONG: Final = replace(DIGITS, beta2=0.999)


def _slope(looks: Looks) -> float:
    return middle(looks, "slope")


ENTRY: Final = Entry(
    name="vanishing",
    title=say("The gradient vanishes"),
    cause=say(
        "From round 15 on the detective learns four times a round, and gets so good that it is sure of every "
        "fake. Under the saturating loss the forger’s gradient is multiplied by D(G(z)), which is then almost 0: the "
        "forger hears that it was caught, but not what to change."
    ),
    watch=say("The forger’s gradient, on an axis on which each line is ten times the one below."),
    twin=say("Same seed, same detective; only the loss is the non-saturating one."),
    sick=say("Its forger’s gradient has vanished."),
    base=_LONG,
    turnings=(
        Turning(0, {"loss": "nonsaturating", "r1": 0.0, "r2": 0.0, "lr_g": 3e-4}, {"loss": "saturating"}),
        Turning(15, {"d_steps": 4, "lr_d": 3e-3}),
    ),
    gauge=Gauge(say("Size of the forger’s gradient"), _slope, 1e-4, 1e2, TINY, log=True),
    shows=lambda looks: _slope(looks) < TINY,
    well=lambda looks: _slope(looks) > 10 * TINY,
    cures=(
        Cure(
            "nonsaturating",
            say("Non-saturating loss"),
            say("The forger maximises log D(G(z)) instead: the surer the detective, the stronger the push."),
            {"loss": "nonsaturating"},
        ),
        Cure(
            "noise",
            say("Instance noise"),
            say("Real items and fakes are seen through the same noise, and overlap: the detective cannot be sure."),
            {"noise": 1.0},
        ),
        Cure(
            "penalty",
            "R1 + R2",
            say("The detective’s slope is kept small, so that it cannot be so sure."),
            {"r1": 1.0, "r2": 1.0},
        ),
        Cure(
            "wasserstein",
            say("Wasserstein with gradient penalty"),
            say("A score without a ceiling: its slope does not flatten where the detective is sure."),
            {"loss": "wasserstein", "gp": 1.0},
        ),
    ),
    code=("losses", "Plain.forger_learns", "Disguised.disguised"),
    paper=(
        "Arjovsky and Bottou 2017, Towards principled methods for training generative adversarial networks",
        "https://arxiv.org/abs/1701.04862",
    ),
    rounds=(45, 40),
    apart=5,
)
