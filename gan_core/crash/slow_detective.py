"""A detective that cannot keep up: accuracy near or below 50 % that means nothing."""

from __future__ import annotations

from typing import Final

from gan_core.crash.bases import RING
from gan_core.crash.entry import Cure, Entry, Gauge, Turning
from gan_core.crash.look import healthy, middle, sharp
from gan_core.words import say

ENTRY: Final = Entry(
    name="slow_detective",
    title=say("50 % that means nothing"),
    cause=say(
        "The failing run’s detective learns sixty times more slowly. It is right half of the time or less, as if "
        "the forger were perfect, but only because it has not learnt what is real: it judges by what was true long "
        "ago, and the forger learns to please a judge that knows nothing."
    ),
    watch=say("The detective’s accuracy beside the share of fakes that pass a strict look."),
    twin=say("Same seed, a detective at its recipe’s pace."),
    sick=say("Its detective is right half of the time or less, and yet few fakes pass a strict look."),
    base=RING,
    turnings=(Turning(0, failing={"lr_d": 5e-5}),),
    gauge=Gauge(say("Fakes that pass a strict look"), sharp, 0.0, 1.0, 0.3, percent=True),
    shows=lambda looks: middle(looks, "accuracy") <= 0.55 and sharp(looks) < 0.3,
    well=healthy,
    cures=(
        Cure(
            "pace",
            say("The pace of the recipe"),
            say("The detective learns as fast as its twin’s."),
            {"lr_d": RING.lr_d},
        ),
        Cure(
            "turns",
            say("Eight turns a round"),
            say("The detective’s steps stay small, but it has eight of them for one of the forger’s."),
            {"d_steps": 8},
        ),
        Cure(
            "wait",
            say("A slower forger"),
            say("The forger’s steps are made sixty times smaller, too."),
            {"lr_g": RING.lr_g / 60},
        ),
    ),
    code=("Plain.detective_learns", "step"),
    paper=(
        "Heusel et al. 2017, GANs trained by a two time-scale update rule converge to a local Nash equilibrium",
        "https://arxiv.org/abs/1706.08500",
    ),
    rounds=(80, 120),
    apart=10,
)
