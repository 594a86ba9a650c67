"""When forgers reach the stages: seconds and steps of training, seed by seed, by the rule of gan_core/stages.py.

Each seed trains for the whole time: a stage may be lost again (`persistence`), and at the end the expert is asked.
On a machine that others use too, `--processor` counts the processor's seconds, and `--steps` says the same of so many
rounds.
With `--against dcgan` a tutorial's DCGAN (benchmarks/dcgan.py) trains on the same notes, in turns with ours, and is
measured by the same code at the same pace. Both print on the same grained paper.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from math import inf
from statistics import median
from time import perf_counter, process_time
from typing import Any, Protocol

from tqdm import tqdm

from benchmarks.dcgan import Dcgan
from gan_core.engine.expert import Expert
from gan_core.engine.trainer import Trainer
from gan_core.experiment import DATA, Experiment
from gan_core.record import ROW
from gan_core.stages import BARS, POINTS
from gan_core.study.run import BY_SECONDS, BY_STEPS, Pace, Run, Trainee

Row = dict[str, Any]


class Opponent(Trainee, Protocol):
    """What is trained and judged."""

    def expert(self, member: int = 0) -> Expert: ...


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", default="banknotes", choices=DATA)
    parser.add_argument("--recipe", default="default")
    parser.add_argument("--seeds", type=int, default=5, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first of the seeds")
    parser.add_argument("--seconds", type=float, default=60.0, help="of training a seed (looks not counted)")
    parser.add_argument("--steps", type=int, help="train for so many rounds instead, and look every 50")
    parser.add_argument("--processor", action="store_true", help="count processor time, of one thread")
    parser.add_argument("--against", choices=["dcgan"], help="what else to train, on banknotes")
    parser.add_argument("--device")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    base = Experiment.from_query({"data": arguments.data, "recipe": arguments.recipe})
    experiments = [replace(base, seed=arguments.first + k) for k in range(arguments.seeds)]
    pace, end = (BY_STEPS, arguments.steps) if arguments.steps else (BY_SECONDS, arguments.seconds)
    clock = process_time if arguments.processor else perf_counter
    rows: list[Row] = []
    others: list[Row] = []
    for e in tqdm(experiments, unit="seed", file=sys.stderr, disable=len(experiments) < 2):
        rows.append(one(Trainer([e], arguments.device), end, pace, clock))
        if arguments.against:
            others.append(one(Dcgan(e, arguments.device), end, pace, clock))
    told = summary(rows, arguments.data, pace)
    if arguments.against:
        given = min(row["seconds"] for row in others)
        told |= {"dcgan": summary(others, arguments.data, pace), "times_sooner": sooner(rows, others, given)}
    if arguments.json:
        print(json.dumps(told))
        return
    print(table(rows))
    print(f"\n{told['reached']} of {len(rows)} seeds reached stage 3. {told['rule']}")
    if arguments.against:
        print(f"\nDCGAN\n\n{table(others)}\n\nTimes sooner: {told['times_sooner']}")


def one(trainer: Opponent, end: float, pace: Pace = BY_SECONDS, clock: Callable[[], float] = perf_counter) -> Row:
    """One seed until `end`, in the pace's unit, or until it blows up; then both judges are asked."""
    run = Run(trainer, pace, clock=clock)
    record = run.records[0]
    for _ in run.until(end):
        pass
    run.ask_referee()
    opinion = trainer.expert().finish()
    reached = {r.stage: r for r in record.reached}
    return {
        "seed": trainer.experiments[0].seed,
        "steps": trainer.step,
        "seconds": round(run.seconds, 2),
        "wall_seconds": round(run.wall, 2),
        "seconds_to_stage2": round(reached[2].seconds, 2) if 2 in reached else None,
        "seconds_to_stage3": round(reached[3].seconds, 2) if 3 in reached else None,
        "steps_to_stage3": reached[3].step if 3 in reached else None,
        **record.figures(),
        "expert": round(opinion.accuracy, 4),
        "giveaway": opinion.giveaway and opinion.giveaway.words,
        "diverged": trainer.diverged(0),
    }


def summary(rows: list[Row], data: str, pace: Pace = BY_SECONDS) -> dict[str, Any]:
    """A list a figure, one entry a seed."""
    told: dict[str, Any] = {"data": data, "reached": sum(row["steps_to_stage3"] is not None for row in rows)}
    for name in rows[0]:
        told[name] = [row[name] for row in rows]
    return told | {"rule": rule(data, pace)}


def sooner(ours: list[Row], others: list[Row], seconds: float) -> dict[str, dict[str, float] | None]:
    """How many times sooner our median seed reached stages 2 and 3 than the others' median seed.

    `at_least` where theirs did not get there in the time that it had; None where ours did not.
    """
    told: dict[str, dict[str, float] | None] = {}
    for stage in ("stage2", "stage3"):
        mine, theirs = (
            median(inf if row[f"seconds_to_{stage}"] is None else row[f"seconds_to_{stage}"] for row in rows)
            for rows in (ours, others)
        )
        word = "times" if theirs < inf else "at_least"
        told[stage] = {word: round(min(theirs, seconds) / max(mine, 0.01), 2)} if mine < inf else None
    return told


def rule(data: str, pace: Pace = BY_SECONDS) -> str:
    """Stage 3 in words, with the bars of this data set."""
    bars = BARS.get(data, POINTS)
    asks = [
        f"the detective within {bars.near:.0%} of a guess, give or take its band (held-out real items, fresh fakes)",
        f"a fresh referee, asked then or up to {pace.again:g} {pace.unit} before, right at most {bars.referee:.0%}",
        "every mode shown",
        f"at least {bars.quality:.0%} of high quality",
    ]
    if bars.reverse_kl < float("inf"):
        asks.append(f"reverse KL at most {bars.reverse_kl:g}")
    if bars.uneven < 1:
        asks.append(f"unevenness at most {bars.uneven:g}")
    if bars.mixed is not None:
        asks.append(f"at most {bars.mixed:.0%} mixed notes")
    return (
        f"Stage 3 is all of this at {ROW} measurements in a row: {'; '.join(asks)}. Measured every "
        f"{pace.look:g} {pace.unit} of training, which alone counts as seconds. `persistence` is the share of later "
        "measurements that met it again; other figures are of the end."
    )


def table(rows: list[Row]) -> str:
    """One line a seed."""
    names = list(rows[0])
    lines = [names, ["---"] * len(names), *([shown(row[name]) for name in names] for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def shown(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
