"""The entries of the collection, in the order in which they are told. What they claim: `python -m benchmarks crash`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gan_core.crash.entry import Cure, Entry, Gauge, Turning
from gan_core.crash.look import Looks, middle
from gan_core.experiment import recipe

TINY: Final = 0.01  # norm of a gradient that has vanished
LARGEST: Final = 1e6  # score beyond which a run is stopped (gan_core.engine.watch)

_DIGITS: Final = replace(recipe("digits"), anneal=0, ema=10, beta2=0.999)
_RING: Final = replace(recipe("ring8"), anneal=0, ema=20)


def _slope(looks: Looks) -> float:
    return middle(looks, "slope")


def _sharp(looks: Looks) -> float:
    return middle(looks, "sharp")


def _score(looks: Looks) -> float:
    """At least what stopped the run, if it was stopped: the score that did it was another item's."""
    return max(looks[-1].score, LARGEST if looks[-1].exploded else 0.0)


def _healthy(looks: Looks) -> bool:
    """Every kind but one at most, and half of the fakes sharp."""
    last = looks[-1]
    return not last.exploded and middle(looks, "modes") >= last.of - 1 and _sharp(looks) >= 0.5


def _vanishing() -> Entry:
    """Overtrained detective, saturating loss (Arjovsky and Bottou 2017)."""
    return Entry(
        name="vanishing",
        title="The gradient vanishes",
        cause="From round 15 on the detective learns four times a round, and gets so good that it is sure of every "
        "fake. Under the saturating loss the forger’s gradient is multiplied by D(G(z)), which is then almost 0: the "
        "forger hears that it was caught, but not what to change.",
        watch="The forger’s gradient, on an axis on which each line is ten times the one below.",
        twin="Same seed, same detective; only the loss is the non-saturating one.",
        sick="Its forger’s gradient has vanished.",
        base=_DIGITS,
        turnings=(
            Turning(0, {"loss": "nonsaturating", "r1": 0.0, "r2": 0.0, "lr_g": 3e-4}, {"loss": "saturating"}),
            Turning(15, {"d_steps": 4, "lr_d": 3e-3}),
        ),
        gauge=Gauge("Size of the forger’s gradient", _slope, 1e-4, 1e2, TINY, log=True),
        shows=lambda looks: _slope(looks) < TINY,
        well=lambda looks: _slope(looks) > 10 * TINY,
        cures=(
            Cure(
                "nonsaturating",
                "Non-saturating loss",
                "The forger maximises log D(G(z)) instead: the surer the detective, the stronger the push.",
                {"loss": "nonsaturating"},
            ),
            Cure(
                "penalty",
                "R1 + R2",
                "The detective’s slope is kept small, so that it cannot be so sure.",
                {"r1": 1.0, "r2": 1.0},
            ),
            Cure(
                "wasserstein",
                "Wasserstein with gradient penalty",
                "A score without a ceiling: its slope does not flatten where the detective is sure.",
                {"loss": "wasserstein", "gp": 1.0},
            ),
        ),
        code=("losses", "Plain.forger_learns"),
        paper=(
            "Arjovsky and Bottou 2017, Towards principled methods for training generative adversarial networks",
            "https://arxiv.org/abs/1701.04862",
        ),
        rounds=(45, 40),
        apart=5,
    )


def _explosion() -> Entry:
    """A learning rate too high."""
    return Entry(
        name="explosion",
        title="The numbers explode",
        cause="From round 100 on both players of the failing run take steps sixty and a hundred times as large. Each "
        "overshoots, the answer to it overshoots more, and soon the detective’s scores are beyond all bounds. Left "
        "alone they end as infinity, and infinity minus infinity is NaN: not a number. Whatever is computed from a "
        "NaN is NaN, so this page stops a run whose scores pass a million.",
        watch="The detective’s largest score, just after round 100.",
        twin="Same seed, the steps of before.",
        sick="It has exploded, and is stopped; you see the last healthy picture.",
        base=_RING,
        turnings=(Turning(0), Turning(100, failing={"lr_g": 0.3, "lr_d": 0.3})),
        gauge=Gauge("The detective’s largest score", _score, 1e-1, 1e7, LARGEST, log=True),
        shows=lambda looks: looks[-1].exploded,
        well=_healthy,
        cures=(
            Cure(
                "smaller",
                "Smaller steps only",
                "The rates of before, from where it stands now.",
                {"lr_g": _RING.lr_g, "lr_d": _RING.lr_d},
            ),
            Cure("again", "Rewind only", "Back to its last healthy moment, with steps as large.", {}, rewind=True),
            Cure(
                "rewind",
                "Rewind, then smaller steps",
                "Back to the weights of its last healthy moment, with the rates of before.",
                {"lr_g": _RING.lr_g, "lr_d": _RING.lr_d},
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


def _too_slow() -> Entry:
    """A detective that cannot keep up: accuracy near or below 50 % that means nothing."""
    return Entry(
        name="slow_detective",
        title="50 % that means nothing",
        cause="The failing run’s detective learns sixty times more slowly. It is right half of the time or less, as if "
        "the forger were perfect, but only because it has not learnt what is real: it judges by what was true long "
        "ago, and the forger learns to please a judge that knows nothing.",
        watch="The detective’s accuracy beside the share of fakes that pass a strict look.",
        twin="Same seed, a detective at its recipe’s pace.",
        sick="Its detective is right half of the time or less, and yet few fakes pass a strict look.",
        base=_RING,
        turnings=(Turning(0, failing={"lr_d": 5e-5}),),
        gauge=Gauge("Fakes that pass a strict look", _sharp, 0.0, 1.0, 0.3, percent=True),
        shows=lambda looks: middle(looks, "accuracy") <= 0.55 and _sharp(looks) < 0.3,
        well=_healthy,
        cures=(
            Cure("pace", "The pace of the recipe", "The detective learns as fast as its twin’s.", {"lr_d": _RING.lr_d}),
            Cure(
                "turns",
                "Eight turns a round",
                "The detective’s steps stay small, but it has eight of them for one of the forger’s.",
                {"d_steps": 8},
            ),
            Cure(
                "wait",
                "A slower forger",
                "The forger’s steps are made sixty times smaller, too.",
                {"lr_g": _RING.lr_g / 60},
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


ENTRIES: Final[dict[str, Entry]] = {entry.name: entry for entry in (_vanishing(), _explosion(), _too_slow())}


def entry(name: str) -> Entry:
    """The entry of that name; ValueError with a sentence if there is none."""
    if name not in ENTRIES:
        raise ValueError(f"entry is one of {', '.join(ENTRIES)}; got “{name[:40]}”.")
    return ENTRIES[name]
