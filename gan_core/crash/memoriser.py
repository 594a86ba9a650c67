"""A detective that learns its few real items by heart (Zhao et al. 2020)."""

from __future__ import annotations

from typing import Final

from gan_core.crash.bases import DIGITS
from gan_core.crash.entry import Cure, Entry, Gauge, Turning
from gan_core.crash.look import Looks, middle
from gan_core.words import say

FEW: Final = 40
WIDE: Final = 0.25  # between what it knows and what it does not


def _gap(looks: Looks) -> float:
    return middle(looks, "known") - middle(looks, "unknown")


ENTRY: Final = Entry(
    name="memoriser",
    title=say("A detective that learns by heart"),
    cause=say(
        "The failing run has {few} real digits to learn from, its twin has all 1438. A detective that sees "
        "the same few again and again comes to know each of them, instead of what digits have in common: of "
        "real digits that it has never seen it believes fewer and fewer. Its accuracy falls towards 50 %, "
        "and that is no praise for the forger.",
        few=FEW,
    ),
    watch=say(
        "How many more of the digits that it knows the detective believes, than of others that are just as real."
    ),
    twin=say("Same seed, all the digits."),
    sick=say("Its detective knows its own digits by heart, and doubts others that are just as real."),
    base=DIGITS,
    turnings=(Turning(0, failing={"few": FEW}),),
    gauge=Gauge(say("Belief in known digits, beyond that in others"), _gap, 0.0, 1.0, WIDE, percent=True),
    shows=lambda looks: _gap(looks) >= WIDE,
    well=lambda looks: _gap(looks) < WIDE / 2,
    cures=(
        Cure("all", say("All the digits"), say("As many real items to learn from as its twin has."), {"few": 0}),
        Cure("penalty", say("A larger penalty"), say("R1 and R2 ten times as large."), {"r1": 10.0, "r2": 10.0}),
        Cure(
            "moved",
            say("Moved pictures"),
            say(
                "Each picture is moved by up to two pixels before it is judged, real ones and fakes alike. From the "
                "first round on this prevents the failure; it does not undo it so soon."
            ),
            {"moved": 2},
        ),
        Cure(
            "slower",
            say("A slower detective"),
            say("Its steps are made ten times smaller."),
            {"lr_d": DIGITS.lr_d / 10},
        ),
    ),
    code=("Plain.real", "Plain.detective_learns", "Disguised.moved"),
    paper=(
        "Zhao et al. 2020, Differentiable augmentation for data-efficient GAN training",
        "https://arxiv.org/abs/2006.10738",
    ),
    rounds=(200, 150),
    apart=10,
)
