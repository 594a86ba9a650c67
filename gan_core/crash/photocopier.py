"""A forger that copies the few real items there are (Meehan et al. 2020)."""

from __future__ import annotations

from typing import Final

from gan_core.crash.bases import DIGITS
from gan_core.crash.entry import Cure, Entry, Gauge, Turning
from gan_core.crash.look import Looks, middle, sharp
from gan_core.words import say

FEW: Final = 6
FOOLED: Final = 0.6  # a referee who is right no more often might as well guess
COPIED: Final = 0.05
OWN: Final = 0.3  # perfect is ½

# Quick players under a gentle penalty: a detective that may see every pixel of what it knows.
_QUICK: Final = {"lr_g": 1e-2, "lr_d": 3e-3, "r1": 0.3, "r2": 0.3}


def _original(looks: Looks) -> float:
    return middle(looks, "original")


def _referee(looks: Looks) -> float:
    return middle(looks, "referee")


ENTRY: Final = Entry(
    name="photocopier",
    title=say("A forger that photocopies"),
    cause=say(
        "The failing run has {few} real digits to learn from, its twin has all 1438. Nobody tells a forger to invent: "
        "it is to make what its detective believes, and a detective that knows {few} digits believes those. The "
        "forger, which has never seen one, finds them by the detective’s hints alone, and prints them again and again. "
        "A referee who knows the same {few} has little to complain of.",
        few=FEW,
    ),
    watch=say("The pictures, and how original they are; then what the referee says."),
    twin=say("Same seed, all the digits."),
    sick=say("It copies: a referee with the same real digits can hardly tell, but hardly one of its digits is new."),
    base=DIGITS,
    turnings=(Turning(0, both=_QUICK, failing={"few": FEW}),),
    gauge=Gauge(
        say("Originality: how often a fake is less like a known digit than an unseen real one is"),
        _original,
        0.0,
        1.0,
        COPIED,
        percent=True,
    ),
    shows=lambda looks: _original(looks) <= COPIED and _referee(looks) <= FOOLED,
    well=lambda looks: _original(looks) >= OWN and sharp(looks) >= 0.4,
    cures=(
        Cure("all", say("All the digits"), say("As many real digits to learn from as its twin has."), {"few": 0}),
        Cure("more", say("Ten times as many"), say("Sixty real digits in place of six."), {"few": 10 * FEW}),
        Cure("penalty", say("A larger penalty"), say("R1 and R2 thirty times as large."), {"r1": 10.0, "r2": 10.0}),
    ),
    code=("Plain.real", "Plain.detective_learns", "Plain.forger_learns"),
    paper=(
        "Meehan, Chaudhuri and Dasgupta 2020, A non-parametric test to detect data-copying in generative models",
        "https://arxiv.org/abs/2004.05675",
    ),
    rounds=(600, 400),
    apart=20,
    judged=True,
    beside=(
        Gauge(
            say("Accuracy of a quick referee who knows the same real digits"), _referee, 0.0, 1.0, FOOLED, percent=True
        ),
    ),
)
