"""Combinations of settings that are known to fail, each with where that was measured and how often it did."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from gan_core import collapse
from gan_core.crash.measured import measured
from gan_core.experiment import Experiment
from gan_core.words import Said, say

Op = Literal["=", "<=", ">="]
Condition = tuple[str, Op, float | str]  # a setting, or “ratio”: the forger's rate in units of the detective's

PLAIN: Final[tuple[Condition, ...]] = (("r1", "<=", 0), ("r2", "<=", 0), ("gp", "<=", 0))

HARDLY: Final[tuple[Condition, ...]] = (("r1", "<=", 1e-4), ("r2", "<=", 1e-4), ("gp", "<=", 0))


@dataclass(frozen=True)
class Risk:
    """What is known of all runs whose settings meet all conditions; `found` fills the sentence, or is None."""

    name: str
    when: tuple[Condition, ...]
    words: Callable[..., Said]
    found: Callable[[], dict[str, Any] | None] = dict


def _of_crash(name: str) -> Callable[[], dict[str, Any] | None]:
    def found() -> dict[str, Any] | None:
        told = measured(name)
        return {"shows": told["shows"][0], "seeds": told["shows"][1]} if told else None

    return found


def _of_collapse() -> dict[str, Any] | None:
    file = collapse.MEASURED / "collapse_ring8.json"
    if not file.is_file():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    return {"ratio": told["ratios"][-1], "kinds": told["median"][-1], "all": told["modes_all"], "seeds": told["seeds"]}


RISKS: Final = (
    Risk(
        "no_forger", (("g_steps", "<=", 0),), lambda **found: say("The forger has no turn: it learns nothing.", **found)
    ),
    Risk(
        "no_detective",
        (("d_steps", "<=", 0),),
        lambda **found: say("The detective has no turn: it goes on judging by what it knows now.", **found),
    ),
    Risk(
        "explosion",
        (("lr_g", ">=", 0.3), ("lr_d", ">=", 0.3)),
        lambda **found: say(
            "With both rates at 0.3 the numbers exploded on {shows} of {seeds} seeds of the ring.", **found
        ),
        _of_crash("explosion"),
    ),
    Risk(
        "vanishing",
        (("loss", "=", "saturating"), ("ratio", "<=", 0.1), ("d_steps", ">=", 4), *PLAIN),
        lambda **found: say(
            "The saturating loss, no penalty, and a detective with ten times the forger’s rate and four turns: the "
            "forger’s feedback vanished on {shows} of {seeds} seeds of the digits.",
            **found,
        ),
        _of_crash("vanishing"),
    ),
    Risk(
        "oscillation",
        (("loss", "=", "wasserstein"), *PLAIN),
        lambda **found: say(
            "The Wasserstein loss without a penalty: the fakes went round and round on {shows} of {seeds} seeds of the "
            "ring.",
            **found,
        ),
        _of_crash("oscillation"),
    ),
    Risk(
        "slow_detective",
        (("lr_d", "<=", 5e-5), ("d_steps", "<=", 1)),
        lambda **found: say(
            "A detective as slow as this: on {shows} of {seeds} seeds of the ring it was right half of the time, and "
            "yet "
            "few fakes were good.",
            **found,
        ),
        _of_crash("slow_detective"),
    ),
    Risk(
        "collapse",
        (("loss", "=", "nonsaturating"), ("ratio", ">=", 28.9), ("waves", "<=", 0), *HARDLY),
        lambda **found: say(
            "Hardly a penalty, no waves, and a forger that learns {ratio:.0f} times as fast as its detective: on the "
            "ring "
            "{kinds:.0f} of {all} kinds were left, the middle one of {seeds} seeds.",
            **found,
        ),
        _of_collapse,
    ),
)


def told() -> list[dict[str, Any]]:
    """For the page's script: those of which something was measured, or that need no measuring."""
    rows = [(risk, risk.found()) for risk in RISKS]
    return [
        {"name": r.name, "when": [list(c) for c in r.when], "words": r.words(**found)}
        for r, found in rows
        if found is not None
    ]


def holds(condition: Condition, e: Experiment) -> bool:
    """Whether an experiment meets a condition (the script's own rule, for tests)."""
    name, op, bound = condition
    value = (e.lr_g / e.lr_d if e.lr_d else float("inf")) if name == "ratio" else getattr(e, name)
    return bool(value == bound if op == "=" else value <= bound if op == "<=" else value >= bound)
