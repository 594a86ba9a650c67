"""Mode collapse on one slider, and its cures: which settings of a run each stands for.

At 0 a run is the recipe `collapse`, in which every kind is made. A push raises the forger's learning rate, in even
steps of the detective's. On the ring it changes nothing else; where a penalty would hold the game together (`FREED`),
any push takes it away and makes the game the plain one, and the page says so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from gan_core.experiment import Experiment, recipe
from gan_core.recipes import COLLAPSES
from gan_core.words import Said, say

DATA: Final = tuple(COLLAPSES)
MARKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
FASTEST: Final = {"ring8": 29, "grid25": 8, "banknotes": 26}  # at 1: the forger's learning rate over the detective's
GUARDS: Final = {"ring8": 0.03, "grid25": 0.1, "banknotes": 50.0}  # γ of the cures that have a penalty
FREED: Final = ("grid25", "banknotes")
PLAIN: Final = {"loss": "nonsaturating", "r1": 0.0, "r2": 0.0}
FEW: Final = {"ring8": 2, "grid25": 6, "banknotes": 2}  # kinds at most that make a collapse: a quarter, or two
MEASURED: Final = Path(__file__).parent / "measured"  # what the sweep found, one file a data set

Changes = dict[str, Any]


@dataclass(frozen=True)
class Cure:
    """Something to try on a collapsed run."""

    name: str
    label: str
    why: str
    formula: str
    code: tuple[str, ...]  # what it runs: names of `gan_core.source`
    changes: Changes = field(default_factory=dict)  # of the run at 0 of the slider
    guarded: bool = False  # with the data set's γ for R1 and R2
    calm: bool = False  # all else as it is at 0, wherever the slider stands
    pace: float | None = None  # how many times as fast as the detective the forger learns, if not as the slider says
    only: tuple[str, ...] = DATA  # the data sets that it is for
    fresh: bool = False  # once, when it is taken, a detective who has learnt nothing takes the place of the old one


_R1_R2: Final = ("Plain.steepness", "Plain.detective_learns")
_CALM: Final = ("changed",)
_FRESH: Final = ("renewed",)
CURES: Final[dict[str, Cure]] = {
    cure.name: cure
    for cure in (
        Cure(
            "calm",
            say("Back to the start"),
            say("All as it is at the left end, whatever the slider says: the forger takes small steps again."),
            say("η_G as at the start"),
            _CALM,
            calm=True,
        ),
        Cure(
            "calm_penalty",
            say("Back to the start, strong R1 + R2"),
            say("Small steps, before a detective whose slope is kept gentle."),
            say("η_G as at the start, + γ/2 E‖∇D‖² at real items and at fakes"),
            (*_CALM, *_R1_R2),
            guarded=True,
            calm=True,
        ),
        Cure(
            "calm_fresh",
            say("Back to the start, a fresh detective"),
            say("Small steps, before a detective who has not yet learnt to see one kind only."),
            say("η_G as at the start, D new"),
            (*_CALM, *_FRESH),
            calm=True,
            fresh=True,
        ),
        Cure(
            "calm_fresh_penalty",
            say("Back to the start, a fresh detective, strong R1 + R2"),
            say("All three at once."),
            say("η_G as at the start, D new, + γ/2 E‖∇D‖²"),
            (*_CALM, *_FRESH, *_R1_R2),
            guarded=True,
            calm=True,
            fresh=True,
        ),
        Cure(
            "slower",
            say("Slower steps, a fresh detective, strong R1 + R2"),
            say("Not quite back to the start: steps still big enough to lead away from the one kind."),
            "η_G smaller, D new, + γ/2 E‖∇D‖²",
            (*_CALM, *_FRESH, *_R1_R2),
            guarded=True,
            calm=True,
            pace=5,
            fresh=True,
            only=("banknotes",),
        ),
        Cure(
            "penalty",
            say("Strong R1 + R2"),
            say("The detective’s slope is kept gentle: no fake is pushed hard."),
            "+ γ/2 E‖∇D(x)‖² + γ/2 E‖∇D(G(z))‖²",
            _R1_R2,
            guarded=True,
        ),
        Cure(
            "relativistic",
            say("Relativistic loss"),
            say("Each fake is compared with a real item."),
            "−log σ(D(G(z)) − D(x))",
            ("losses", "Plain.forger_learns"),
            {"loss": "relativistic"},
        ),
        Cure(
            "both",
            say("Relativistic + strong R1 + R2"),
            say("Both at once, as in R3GAN."),
            say("−log σ(D(G(z)) − D(x)), with γ/2 E‖∇D‖² at both"),
            ("losses", *_R1_R2),
            {"loss": "relativistic"},
            guarded=True,
        ),
        Cure(
            "pack2",
            say("Packing, two at once"),
            say("Two alike side by side look suspicious."),
            "D(x₁, x₂)",
            ("Plain.seated",),
            {"pack": 2},
        ),
        Cure(
            "pack4",
            say("Packing, four at once"),
            say("Four alike side by side look more suspicious."),
            "D(x₁, x₂, x₃, x₄)",
            ("Plain.seated",),
            {"pack": 4},
        ),
        Cure(
            "mbstd",
            say("Batch spread"),
            say("One number tells the detective how much a whole batch varies."),
            say("D(x, mean of std over the batch)"),
            ("Plain.seated",),
            {"mbstd": 1},
        ),
        Cure(
            "turns",
            say("More turns for the detective"),
            say("Four steps of the detective for one of the forger."),
            "4 × ∇D, then 1 × ∇G",
            ("play",),
            {"d_steps": 4},
        ),
    )
}


def base(data: str, seed: int = 0) -> Experiment:
    """The run at 0 of the slider; ValueError for data that cannot be collapsed here."""
    if data not in COLLAPSES:
        raise ValueError(
            say("Mode collapse is shown with {names}; got “{data}”.", names=", ".join(DATA), data=data[:40])
        )
    return replace(recipe(data, "collapse"), seed=seed)


def cures(data: str) -> dict[str, Cure]:
    """The cures that are for this data set, and that its detective has seats for."""
    room = base(data).room
    return {name: cure for name, cure in CURES.items() if data in cure.only and cure.changes.get("pack", 1) <= room}


def ratio(data: str, strength: float) -> float:
    """How many times faster the forger learns than the detective, at a place of the slider from 0 to 1."""
    e = base(data)
    slowest = e.lr_g / e.lr_d
    return slowest + (FASTEST[data] - slowest) * min(max(strength, 0.0), 1.0)


def settings(data: str, strength: float, cure: str | None = None) -> Changes:
    """Every live setting that the slider or a cure rules, as `Trainer.update` takes them.

    Raises:
        ValueError: for an unknown cure, or a place that is not from 0 to 1.
    """
    if cure is not None and cure not in CURES:
        raise ValueError(say("A cure is one of {names}; got “{cure}”.", names=", ".join(CURES), cure=cure[:40]))
    if not 0 <= strength <= 1:
        raise ValueError(say("The slider goes from 0 to 1; got {strength}.", strength=strength))
    e, taken = base(data), CURES[cure] if cure else None
    strength = 0 if taken and taken.calm else strength
    pushed = {name: getattr(e, name) for name in ("loss", "r1", "r2", "pack", "mbstd", "d_steps")}
    pushed |= PLAIN if strength and data in FREED else {}
    pushed["lr_g"] = e.lr_d * ((taken and taken.pace) or ratio(data, strength))
    if taken and taken.guarded:
        pushed |= {"r1": GUARDS[data], "r2": GUARDS[data]}
    return pushed | (taken.changes if taken else {})


def changes_nothing(data: str, cure: str, strength: float = 1) -> bool:
    """Whether a cure is what runs already, with the slider there."""
    return settings(data, strength, cure) == settings(data, strength) and not CURES[cure].fresh


def words(e: Experiment) -> Said:
    """What rules a run, in words, from its settings alone."""
    times, plain = e.lr_g / e.lr_d if e.lr_d else float("inf"), recipe(e.data, "collapse")
    pace = say("The forger learns {times}× as fast as the detective", times=float(f"{times:.2g}"))
    parts = [pace if times > 1.05 else say("Forger and detective learn equally fast")]
    if plain.loss != e.loss == "nonsaturating":
        parts.append(say("the game is the plain one"))
    if plain.r1 and not e.r1:
        parts.append(say("no penalty keeps the detective’s slope gentle"))
    if e.r1 > plain.r1:
        parts.append(say("a strong penalty keeps the detective’s slope gentle"))
    if e.loss == "relativistic" != plain.loss:
        parts.append(say("each fake is compared with a real item"))
    if e.pack > 1:
        parts.append(say("the detective sees {pack} at once", pack=e.pack))
    if e.mbstd:
        parts.append(say("the detective sees how much the batch varies"))
    if e.d_steps > 1:
        parts.append(say("the detective has {d_steps} turns a round", d_steps=e.d_steps))
    together = parts[0]
    for part in parts[1:]:
        together = say("{some}; {next}", some=together, next=part)
    return say("{sentence}.", sentence=together)


@cache
def measured(data: str) -> dict[str, Any] | None:
    """What `python -m benchmarks collapse` found for a data set, or None before it ran."""
    file = MEASURED / f"collapse_{data}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def results(data: str, cure: str | None = None) -> dict[str, list[int]]:
    """What a cure (or none) did over seeds, each as [how many, of how many].

    `prevented`: of all seeds, those that print every kind although the slider went to 100 %; `healed`: of the
    collapsed ones, those that print every kind again with the slider left there. What was not measured is left out.
    """
    found, name = measured(data), cure or "none"
    counts = {"prevented": found["seeds"], "healed": len(found["collapsed"])} if found else {}
    return {key: [found[key][name], of] for key, of in counts.items() if found and name in found[key]}


def phase(data: str) -> dict[str, Any] | None:
    """Kinds printed, `z` of `of`, over the slider `x` in percent and the penalty γ `y`, as the sweep found them."""
    found = measured(data)
    named = {"y_title": say("γ of R1 and R2"), "of": found["modes_all"]} if found else {}
    return found["phase"] | named if found and found["phase"] else None
