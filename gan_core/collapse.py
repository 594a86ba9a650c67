"""Mode collapse on one slider, and its cures: which settings of a run each stands for.

At 0 a run is the recipe `collapse`, in which every kind is made. Any push lets the forger learn faster than the
detective, along a ladder of ratios that a sweep has calibrated (`python -m benchmarks collapse`), so that the kinds
printed fall steadily along its travel; and it makes the game the plain one, without a penalty. Nothing else changes:
not the data, not what is shown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Any, Final

from gan_core.experiment import Experiment, recipe
from gan_core.recipes import COLLAPSES

DATA: Final = tuple(COLLAPSES)
MARKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
# The forger's learning rate in units of the detective's, at the marks.
LADDERS: Final[dict[str, tuple[float, ...]]] = {
    "ring8": (1, 12, 16.5, 18.5, 28),
    "grid25": (1, 2, 2.6, 3.5, 6),
    "banknotes": (2, 15, 18, 21, 26),
}
GUARDS: Final = {"ring8": 0.03, "grid25": 0.01, "banknotes": 5.0}  # γ of the cures that have a penalty
FEW: Final = {
    "ring8": 2,
    "grid25": 6,
    "banknotes": 2,
}  # kinds at most that make a collapse: a quarter, or two
MEASURED: Final = Path(__file__).parent / "measured"  # what the sweep found, one file a data set


@dataclass(frozen=True)
class Cure:
    """Something to try on a collapsed run."""

    name: str
    label: str
    why: str
    formula: str
    code: str


CURES: Final[dict[str, Cure]] = {
    cure.name: cure
    for cure in (
        Cure(
            "penalty",
            "R1 + R2",
            "A gentle slope cannot send every fake to one place at once.",
            "+ γ/2 E‖∇D(x)‖² + γ/2 E‖∇D(G(z))‖²",
            "x.requires_grad_()\n"
            "slope, = torch.autograd.grad(D(x).sum(), x, create_graph=True)\n"
            "loss = loss + gamma / 2 * slope.square().sum(1).mean()  # at real items, and again at fakes",
        ),
        Cure(
            "relativistic",
            "Relativistic loss",
            "Each fake is compared with a real item, so that the real ones pull everywhere.",
            "−log σ(D(G(z)) − D(x))",
            "loss_d = F.softplus(D(fake) - D(real)).mean()\nloss_g = F.softplus(D(real) - D(fake)).mean()",
        ),
        Cure(
            "both",
            "Relativistic + R1 + R2",
            "Both at once, as in R3GAN.",
            "−log σ(D(G(z)) − D(x)), with γ/2 E‖∇D‖² at both",
            "loss_d = F.softplus(D(fake) - D(real)).mean() + gamma / 2 * (r1 + r2)\n"
            "loss_g = F.softplus(D(real) - D(fake)).mean()",
        ),
        Cure(
            "pack2",
            "Packing, two at once",
            "Two alike side by side look suspicious.",
            "D(x₁, x₂)",
            "pair = torch.cat([x, x.roll(-1, 0)], dim=1)  # each item beside the next one\nlogit = D(pair)",
        ),
        Cure(
            "pack4",
            "Packing, four at once",
            "Four alike side by side look more suspicious.",
            "D(x₁, x₂, x₃, x₄)",
            "four = torch.cat([x.roll(-k, 0) for k in range(4)], dim=1)\nlogit = D(four)",
        ),
        Cure(
            "mbstd",
            "Batch spread",
            "One number tells the detective how much a whole batch varies.",
            "D(x, mean of std over the batch)",
            "spread = x.std(0).mean().expand(len(x), 1)\nlogit = D(torch.cat([x, spread], dim=1))",
        ),
        Cure(
            "turns",
            "More turns for the detective",
            "Four steps of the detective for one of the forger: it keeps up.",
            "4 × ∇D, then 1 × ∇G",
            "for _ in range(4):\n    step(detective)\nstep(forger)",
        ),
    )
}


def base(data: str, seed: int = 0) -> Experiment:
    """The run at 0 of the slider; ValueError for data that cannot be collapsed here."""
    if data not in COLLAPSES:
        raise ValueError(f"Mode collapse is shown with {', '.join(DATA)}; got “{data[:40]}”.")
    return replace(recipe(data, "collapse"), seed=seed)


def cures(data: str) -> dict[str, Cure]:
    """The cures that this data set's detective has seats for."""
    return {name: cure for name, cure in CURES.items() if _CHANGES.get(name, {}).get("pack", 1) <= base(data).room}


def ratio(data: str, strength: float) -> float:
    """How many times faster the forger learns than the detective, at a place of the slider from 0 to 1."""
    ladder, at = LADDERS[data], min(max(strength, 0.0), 1.0) * (len(MARKS) - 1)
    below = min(int(at), len(ladder) - 2)
    low, high = log(ladder[below]), log(ladder[below + 1])
    return exp(low + (high - low) * (at - below))


def settings(data: str, strength: float, cure: str | None = None) -> dict[str, Any]:
    """Every live setting that the slider or a cure rules, as `Trainer.update` takes them.

    Raises:
        ValueError: for an unknown cure, or a place that is not from 0 to 1.
    """
    if cure is not None and cure not in CURES:
        raise ValueError(f"A cure is one of {', '.join(CURES)}; got “{cure[:40]}”.")
    if not 0 <= strength <= 1:
        raise ValueError(f"The slider goes from 0 to 1; got {strength:g}.")
    e = base(data)
    pushed: dict[str, Any] = {
        "lr_g": e.lr_d * ratio(data, strength),
        "loss": "nonsaturating" if strength else e.loss,
        "pack": 1,
        "mbstd": 0,
        "d_steps": 1,
    }
    guard = GUARDS[data] if cure in ("penalty", "both") else 0.0 if strength else e.r1
    pushed |= {"r1": guard, "r2": guard}
    return pushed | _CHANGES.get(cure or "", {})


_CHANGES: Final[dict[str, dict[str, Any]]] = {
    "relativistic": {"loss": "relativistic"},
    "both": {"loss": "relativistic"},
    "pack2": {"pack": 2},
    "pack4": {"pack": 4},
    "mbstd": {"mbstd": 1},
    "turns": {"d_steps": 4},
}


def words(e: Experiment) -> str:
    """What rules a run, in words, from its settings alone."""
    times = e.lr_g / e.lr_d if e.lr_d else float("inf")
    plain = recipe(e.data, "collapse") if e.data in COLLAPSES else None
    pace = (
        f"The forger learns {times:.2g}× as fast as the detective"
        if times > 1.05
        else "Forger and detective learn equally fast"
    )
    parts = [pace]
    if plain and plain.loss != e.loss == "nonsaturating":
        parts.append("the game is the plain one")
    if plain and plain.r1 and not e.r1:
        parts.append("no penalty holds the detective’s slope")
    if e.loss == "relativistic":
        parts.append("each fake is compared with a real item")
    if e.pack > 1:
        parts.append(f"the detective sees {e.pack} at once")
    if e.mbstd:
        parts.append("the detective sees how much the batch varies")
    if e.d_steps > 1:
        parts.append(f"the detective has {e.d_steps} turns a round")
    return "; ".join(parts) + "."


@cache
def measured(data: str) -> dict[str, Any] | None:
    """What `python -m benchmarks collapse` found for a data set, or None before it ran."""
    file = MEASURED / f"collapse_{data}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def healed(data: str, *, back: bool = True) -> dict[str, tuple[int, int]]:
    """How many of how many collapsed seeds each cure healed, with the slider moved back to 0, or left at 100 %."""
    found = measured(data)
    told = found["healed" if back else "healed_at_100"] if found else {}
    return {name: (count, found["seeds"]) for name, count in told.items()} if found else {}


def phase(data: str) -> dict[str, Any] | None:
    """Kinds printed, `z` of `of`, over the slider `x` in percent and the penalty γ `y`, as the sweep found them."""
    found = measured(data)
    named = {"y_title": "γ of R1 and R2", "of": found["modes_all"]} if found else {}
    return found["phase"] | named if found and found["phase"] else None
