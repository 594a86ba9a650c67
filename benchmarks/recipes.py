"""Whether the recipes stand: which stages their seeds reach, after how many steps, and whether they stay there.

All seeds of a data set train together in one trainer, each exactly as it would alone, for a fixed number of steps.
`seconds` are of one run alone, timed in the same process: steps × the median time of a solo round.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from statistics import median
from time import perf_counter as clock
from typing import Any

from tqdm import tqdm

from gan_core.engine.trainer import Trainer
from gan_core.experiment import DATA, Experiment
from gan_core.record import Record
from gan_core.stages import stage_of
from gan_core.study.run import Pace, Run

Row = dict[str, Any]
WARM, TIMED = 20, 100  # rounds of a solo run


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", default="ring8", choices=(*DATA, "points"), help="points: all sets in the plane, and the line"
    )
    parser.add_argument("--recipe", default="default")
    parser.add_argument("--seeds", type=int, default=20, help="how many, from 0")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--look", type=int, default=100, help="steps between measurements")
    parser.add_argument("--device")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    names = [d for d in DATA if d not in ("banknotes", "digits")] if arguments.data == "points" else [arguments.data]
    rows = [one(name, arguments) for name in names]
    print(json.dumps(rows if len(rows) > 1 else rows[0]) if arguments.json else table(rows))


def one(data: str, arguments: argparse.Namespace) -> Row:
    """All seeds of one data set; lists have one entry a seed."""
    base = Experiment.from_query({"data": data, "recipe": arguments.recipe})
    experiments = [replace(base, seed=seed) for seed in range(arguments.seeds)]
    run = Run(
        Trainer(experiments, arguments.device), Pace("steps", arguments.look, 10 * arguments.look, arguments.look)
    )
    with tqdm(total=arguments.steps, desc=data, unit="step", file=sys.stderr) as bar:
        for _ in run.until(arguments.steps):
            bar.update(run.trainer.step - bar.n)
    run.ask_referee()
    solo = solo_seconds(base, arguments.device)
    step2, step3 = ([reached(record, stage) for record in run.records] for stage in (2, 3))
    last = [record.metrics for record in run.records]
    return {
        "data": data,
        "recipe": arguments.recipe,
        "seeds": len(experiments),
        "steps": run.trainer.step,
        "stage2": sum(s is not None for s in step2),
        "stage3": sum(s is not None for s in step3),
        "stage3_at_end": sum(m is not None and stage_of(m, data) == 3 for m in last),
        "stage2_steps": middle(step2),
        "stage3_steps": middle(step3),
        "stage3_steps_worst": max((s for s in step3 if s is not None), default=None),
        "solo_ms": 1000 * solo,
        "stage3_seconds": None if middle(step3) is None else solo * (middle(step3) or 0),
        "high_quality": middle(m and m.high_quality for m in last),
        "reverse_kl": middle(m and m.reverse_kl for m in last),
        "referee": middle(m and m.referee for m in last),
        "failed_seeds": [e.seed for e, s in zip(experiments, step3, strict=True) if s is None],
        "diverged": sum(run.trainer.diverged(k) is not None for k in range(len(experiments))),
    }


def reached(record: Record, stage: int) -> int | None:
    """The step at which a record first stood at a stage, or beyond it."""
    return next((r.step for r in record.reached if r.stage >= stage), None)


def middle(values: Iterable[float | None]) -> float | None:
    """The median of the values that there are."""
    there = [v for v in values if v is not None]
    return median(there) if there else None


def solo_seconds(experiment: Experiment, device: str | None) -> float:
    """Seconds of one round of one run alone, the median of many."""
    trainer, times = Trainer([experiment], device), []
    for _ in range(WARM + TIMED):
        started = clock()
        trainer.round()
        times.append(clock() - started)
    return median(times[WARM:])


def table(rows: list[Row]) -> str:
    """One line a data set."""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *([shown(v) for v in row.values()] for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def shown(value: object) -> str:
    if value is None or value == []:
        return "–"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
