"""A game that circles: Wasserstein without a penalty (Mescheder et al. 2018)."""

from __future__ import annotations

from typing import Final

from gan_core.crash.bases import BARE
from gan_core.crash.entry import Cure, Entry, Gauge, Turning
from gan_core.crash.look import drift
from gan_core.words import say

FAR: Final = 0.3  # of the plane's extent from one look to the next
CALM: Final = 0.2


ENTRY: Final = Entry(
    name="oscillation",
    title=say("Round and round"),
    cause=say(
        "Where the fakes go, the detective’s slope follows; where it slopes down, the fakes leave again. Each "
        "answers the other’s last move, and nothing slows them down; a crowd of many points may find rest later all "
        "the same. The small game below has only two numbers and never does: both players circle its equilibrium."
    ),
    watch=say("The cloud of the fakes: does it settle, or swing from side to side?"),
    twin=say("Same seed, same loss, with the penalties R1 + R2."),
    sick=say("Its fakes swing from side to side."),
    base=BARE,
    turnings=(Turning(0, both={"r1": 3.0, "r2": 3.0}, failing={"r1": 0.0, "r2": 0.0}),),
    gauge=Gauge(say("How far the middle of the fakes moves in ten rounds"), drift, 0.0, 1.0, FAR, percent=True),
    shows=lambda looks: drift(looks) > FAR,
    well=lambda looks: drift(looks) < CALM,
    cures=(
        Cure("penalty", "R1 + R2", say("A penalty on the detective’s slope slows both down."), {"r1": 3.0, "r2": 3.0}),
        Cure(
            "gp",
            say("Gradient penalty"),
            say("WGAN-GP pulls the slope toward 1, also where the fakes are as they should be."),
            {"gp": 1.0},
        ),
        Cure(
            "loss",
            say("Non-saturating loss"),
            say("A push that gets weaker where the fakes are believed."),
            {"loss": "nonsaturating"},
        ),
        Cure(
            "turns",
            say("Five turns for the detective"),
            say("A detective that is nearer to its best answer."),
            {"d_steps": 5},
        ),
    ),
    code=("losses", "Plain.steepness", "Plain.detective_learns"),
    paper=(
        "Mescheder, Geiger and Nowozin 2018, Which training methods for GANs do actually converge?",
        "https://arxiv.org/abs/1801.04406",
    ),
    rounds=(200, 250),
    apart=10,
)
