"""PacGAN's two tables (Lin et al. 2018, Table 1): ring and grid, 2500 samples, live weights, a fixed final step.

A mode is captured by one sample within 3σ, strictly by 1 % of all samples; `hq` is the share of samples within 3σ of
a mode; `reverse_kl` is of the shares of the modes among these against equal shares, in nats. Means over seeds, with
their standard errors; each seed has a sample of z of its own. `perfect` is the same of a perfect forger, fresh samples
of the data set itself; `averaged` of the averaged forger, which the published column does not use.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import sqrt
from statistics import mean, stdev
from time import perf_counter as clock
from typing import Any, Final

from tqdm import tqdm

from gan_core.data import planes
from gan_core.data.base import DataSet, Floats
from gan_core.engine.trainer import Trainer
from gan_core.experiment import recipe
from gan_core.metrics.coverage import coverage

SAMPLES: Final = 2500
STEPS: Final = {"ring8": 7000, "grid25": 9000}
SETS: Final[dict[str, Callable[[], DataSet]]] = {
    "ring8": lambda: planes.ring8(sigma=planes.PROTOCOL_RING_SIGMA),
    "grid25": lambda: planes.grid25(sigma=planes.PROTOCOL_GRID_SIGMA),
}
FIRST: Final = 100  # seed; settings were chosen on others, below 100
PUBLISHED: Final = {  # the best of the table, after 400 000 steps
    "ring8": {"by": "PacGAN2", "modes": 7.9, "hq": 0.956, "reverse_kl": 0.07},
    "grid25": {"by": "PacGAN4", "modes": 24.8, "hq": 0.936, "reverse_kl": 0.04},
}


BETTER_QUALITY: Final = {  # rows of the same table with fewer modes and a better quality
    "ring8": {"by": "PacGAN3", "hq": 0.977},
    "grid25": {"by": "ALI", "hq": 0.957},
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", default="ring8", choices=tuple(SETS))
    parser.add_argument("--seeds", type=int, default=10, help=f"how many, from {FIRST}")
    parser.add_argument("--steps", type=int, help="the final step, if another than the recipe's")
    parser.add_argument("--device")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    told = measured(arguments.data, arguments.seeds, arguments.steps or STEPS[arguments.data], arguments.device)
    print(json.dumps(told) if arguments.json else table(told))


def measured(name: str, seeds: int, steps: int, device: str | None = None) -> dict[str, Any]:
    """The table of one data set; all seeds train together."""
    data = SETS[name]()
    experiments = [replace(recipe(name, "protocol"), seed=FIRST + k) for k in range(seeds)]
    started = clock()
    trainer = Trainer(experiments, device, data)
    for _ in tqdm(range(steps), unit="step", file=sys.stderr):
        trainer.round()
    trainer.settle()
    seconds = clock() - started
    live, averaged = (
        [trainer.sample(SAMPLES, k, live=kind, seed=FIRST + k) for k in range(seeds)] for kind in (True, False)
    )
    fresh = [data.held_out[at : at + SAMPLES] for at in range(0, len(data.held_out) - SAMPLES + 1, SAMPLES)]
    return {
        "data": name,
        "seeds": seeds,
        "steps": steps,
        "seconds": round(seconds, 1),
        **figures(data, live),
        "averaged": figures(data, averaged),
        "perfect": figures(data, fresh),
        "published": PUBLISHED[name],
        "better_quality": BETTER_QUALITY[name],
        "diverged": sum(trainer.diverged(k) is not None for k in range(seeds)),
        "device": trainer.device_name,
    }


def figures(data: DataSet, samples: Sequence[Floats]) -> dict[str, float]:
    """Means over samples of several forgers, with their standard errors."""
    seen = [coverage(data.read(s), data.shares) for s in samples]
    columns: dict[str, list[float]] = {
        "modes": [c.captured for c in seen],
        "strict_modes": [c.modes for c in seen],
        "hq": [c.high_quality for c in seen],
        "reverse_kl": [c.reverse_kl for c in seen],
    }
    told = {name: mean(column) for name, column in columns.items()}
    return told | {f"{name}_se": standard_error(column) for name, column in columns.items()}


def standard_error(values: Sequence[float]) -> float:
    """Of the mean; 0 for a single value."""
    return stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0


def table(told: dict[str, Any]) -> str:
    """Ours, live and averaged, between the published row and a perfect forger."""
    rows = {"live": told, "averaged": told["averaged"], "perfect forger": told["perfect"]}
    published, other = told["published"], told["better_quality"]
    lines = [
        "| | modes | strict modes | within 3σ | reverse KL |",
        "|---|---|---|---|---|",
        *(f"| {name} | {_pm(row, 'modes')} | {_pm(row, 'strict_modes')} | {_pm(row, 'hq')} | {_pm(row, 'reverse_kl')} |"
          for name, row in rows.items()),
        f"| published ({published['by']}) | {published['modes']} | – | {published['hq']} | {published['reverse_kl']} |",
        f"| best published quality ({other['by']}) | – | – | {other['hq']} | – |",
    ]  # fmt: skip
    return "\n".join(lines) + f"\n\n{told['seeds']} seeds, {told['steps']} steps, {told['seconds']} s for all of them."


def _pm(row: dict[str, float], name: str) -> str:
    return f"{row[name]:.4g} ± {row[name + '_se']:.2g}"
