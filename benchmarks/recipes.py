"""Whether the recipes stand: which stages their seeds reach, after how many steps, and whether they stay there.

All seeds of a data set train together in one trainer, each exactly as it would alone, for a fixed number of steps.
`seconds` are of one run alone, timed in the same process: steps × the median time of a solo round.
A candidate is tried with `--set lr_g=5e-3 --set lr_d=1e-3 --expert`, on other seeds (`--first`) than it is reported on.
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
    parser.add_argument("--seeds", type=int, default=20, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first of the seeds")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting instead of its own")
    parser.add_argument("--expert", action="store_true", help="ask the expert about each seed at the end")
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
    changes = dict(change.split("=", 1) for change in arguments.set)
    base = Experiment.from_query({"data": data, "recipe": arguments.recipe} | changes)
    experiments = [replace(base, seed=arguments.first + k) for k in range(arguments.seeds)]
    trainer = Trainer(experiments, arguments.device)
    run = Run(trainer, Pace("steps", arguments.look, 10 * arguments.look, arguments.look))
    with tqdm(total=arguments.steps, desc=data, unit="step", file=sys.stderr) as bar:
        for _ in run.until(arguments.steps):
            bar.update(trainer.step - bar.n)
    run.ask_referee()
    opinions = [trainer.expert(k).finish() for k in range(len(experiments))] if arguments.expert else []
    solo = solo_seconds(base, arguments.device)
    step2, step3 = ([reached(record, stage) for record in run.records] for stage in (2, 3))
    last = [record.metrics for record in run.records]
    return {
        "data": data,
        "recipe": arguments.recipe,
        "seeds": len(experiments),
        "steps": trainer.step,
        "stage2": sum(s is not None for s in step2),
        "stage3": sum(s is not None for s in step3),
        "stage3_at_end": sum(m is not None and stage_of(m, data) == 3 for m in last),
        "stage2_steps": middle(step2),
        "stage3_steps": middle(step3),
        "persistence": middle(record.persistence for record in run.records),
        "stage3_steps_worst": max((s for s in step3 if s is not None), default=None),
        "solo_ms": 1000 * solo,
        "stage3_seconds": None if middle(step3) is None else solo * (middle(step3) or 0),
        "high_quality": middle(m and m.high_quality for m in last),
        "reverse_kl": middle(m and m.reverse_kl for m in last),
        "referee": middle(m and m.referee for m in last),
        "expert": middle(o.accuracy for o in opinions),
        "experts": [round(o.accuracy, 3) for o in opinions],
        "giveaways": [o.giveaway and o.giveaway.words for o in opinions],
        "failed_seeds": [e.seed for e, s in zip(experiments, step3, strict=True) if s is None],
        "diverged": sum(trainer.diverged(k) is not None for k in range(len(experiments))),
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
