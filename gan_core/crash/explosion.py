"""A learning rate too high."""

from __future__ import annotations

from typing import Final

from gan_core.crash.bases import RING
from gan_core.crash.entry import Cure, Entry, Gauge, Turning
from gan_core.crash.look import Looks, healthy
from gan_core.words import say

LARGEST: Final = 1e6  # score beyond which a run is stopped (gan_core.engine.watch)


def _score(looks: Looks) -> float:
    """At least what stopped the run, if it was stopped: the score that did it was another item's."""
    return max(looks[-1].score, LARGEST if looks[-1].exploded else 0.0)


ENTRY: Final = Entry(
    name="explosion",
    title=say("The numbers explode"),
    cause=say(
        "From round 100 on both players of the failing run take steps sixty and a hundred times as large. Each "
        "overshoots, the answer to it overshoots more, and soon the detective’s scores are beyond all bounds. Left "
        "alone they end as infinity, and infinity minus infinity is NaN: not a number. Whatever is computed from a "
        "NaN is NaN, so this page stops a run whose scores pass a million."
    ),
    watch=say("The detective’s largest score, just after round 100."),
    twin=say("Same seed, the steps of before."),
    sick=say("It has exploded, and is stopped; you see the last healthy picture."),
    base=RING,
    turnings=(Turning(0), Turning(100, failing={"lr_g": 0.3, "lr_d": 0.3})),
    gauge=Gauge(say("The detective’s largest score"), _score, 1e-1, 1e7, LARGEST, log=True),
    shows=lambda looks: looks[-1].exploded,
    well=healthy,
    cures=(
        Cure(
            "smaller",
            say("Smaller steps only"),
            say("The rates of before, from where it stands now."),
            {"lr_g": RING.lr_g, "lr_d": RING.lr_d},
        ),
        Cure(
            "again", say("Rewind only"), say("Back to its last healthy moment, with steps as large."), {}, rewind=True
        ),
        Cure(
            "rewind",
            say("Rewind, then smaller steps"),
            say("Back to the weights of its last healthy moment, with the rates of before."),
            {"lr_g": RING.lr_g, "lr_d": RING.lr_d},
            rewind=True,
        ),
    ),
    code=("step",),
    paper=(
        "Goodfellow, Bengio and Courville 2016, Deep learning, 8.2.4: cliffs and exploding gradients",
        "https://www.deeplearningbook.org/contents/optimization.html",
    ),
    rounds=(150, 150),
    apart=10,
)
