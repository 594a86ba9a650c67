"""A detective that leaves its forger behind."""

from __future__ import annotations

from typing import Final

from gan_core.crash.bases import RING
from gan_core.crash.entry import Cure, Entry, Gauge, Turning
from gan_core.crash.look import healthy, middle, sharp
from gan_core.words import say

ENTRY: Final = Entry(
    name="strong_detective",
    title=say("A detective too strong"),
    cause=say(
        "The failing run’s detective has four turns a round, each with steps three times as large, and its forger’s "
        "steps are a hundred times smaller. Each hint that the forger gets is a good one; but before it has followed "
        "one, the detective has moved on, and is still right about most of them."
    ),
    watch=say("The detective’s accuracy beside the share of fakes that pass a strict look."),
    twin=say("Same seed, the recipe’s own pace."),
    sick=say("Its detective is right most of the time, and few of its fakes pass a strict look."),
    base=RING,
    turnings=(Turning(0, failing={"d_steps": 4, "lr_d": 3 * RING.lr_d, "lr_g": RING.lr_g / 100}),),
    gauge=Gauge(say("Fakes that pass a strict look"), sharp, 0.0, 1.0, 0.2, percent=True),
    shows=lambda looks: middle(looks, "accuracy") >= 0.75 and sharp(looks) < 0.2,
    well=healthy,
    cures=(
        Cure(
            "pace",
            say("A faster forger"),
            say("The forger’s steps are those of the recipe again."),
            {"lr_g": RING.lr_g},
        ),
        Cure(
            "gentle",
            say("A gentler detective"),
            say("One turn a round with the recipe’s steps; the forger stays as slow as it is."),
            {"d_steps": 1, "lr_d": RING.lr_d},
        ),
        Cure(
            "turns",
            say("Eight turns for the forger"),
            say("Its steps stay small, but it has eight a round."),
            {"g_steps": 8},
        ),
    ),
    code=("play", "Plain.forger_learns"),
    paper=(
        "Heusel et al. 2017, GANs trained by a two time-scale update rule converge to a local Nash equilibrium",
        "https://arxiv.org/abs/1706.08500",
    ),
    rounds=(60, 120),
    apart=10,
)
