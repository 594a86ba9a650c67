"""Mode collapse on the slider: kinds printed at each mark, and which cures heal, over seeds.

Every seed first trains at 0 of the slider (`apprentice` rounds), then goes on from there at each mark (`pushed`
rounds), as on the page. `median`, `low` and `high` are over seeds; a seed's figure is the median of its last five
looks, 20 rounds or more apart, since kinds come and go, by the strict rule (gan_core.metrics.coverage).
`collapsed_at_100` counts the seeds that print a quarter of the kinds at most (two, of eight or of five). `healed` says
how many seeds, collapsed at 100 % for as long, print every kind again (24 of the grid's 25) after `cured` rounds of a
cure with the slider moved back to 0, and (on the ring) `healed_at_100` with the slider left. `phase` is the median over
a few seeds for slider × penalty. With `--keep` the page's own copy, gan_core/measured, is written anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter as clock
from typing import Any, Final

import numpy as np
from tqdm import tqdm

from gan_core import collapse
from gan_core.engine.trainer import Trainer
from gan_core.metrics.coverage import coverage

LOOKS: Final = 5
SAMPLES: Final = 1000
TOGETHER: Final = {"ring8": 16, "grid25": 16, "banknotes": 2}  # members of one trainer: more do not fit the caches
PHASE_PENALTIES: Final = (0.0, 0.1, 1.0, 10.0)  # in units of the cure's
PHASE_SEEDS: Final = {"ring8": 3, "grid25": 3, "banknotes": 1}
LEFT: Final = ("ring8",)  # where cures are also tried with the slider left at 100 %


@dataclass(frozen=True)
class Rounds:
    """How long each part takes, in rounds."""

    apprentice: int
    pushed: int
    cured: int
    apart: int  # between looks


ROUNDS: Final = {
    "ring8": Rounds(1500, 1500, 2000, 50),
    "grid25": Rounds(2000, 1500, 1500, 50),
    "banknotes": Rounds(1500, 600, 400, 20),
}
Changes = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", default="ring8", choices=collapse.DATA)
    parser.add_argument("--seeds", type=int, default=10, help="how many, from 0")
    parser.add_argument("--no-phase", action="store_true", help="leave the phase diagram out")
    parser.add_argument("--keep", action="store_true", help="write the page's copy anew")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    told = measured(arguments.data, arguments.seeds, phase=not arguments.no_phase)
    if arguments.keep:
        collapse.MEASURED.mkdir(exist_ok=True)
        text = json.dumps(told, indent=1)
        (collapse.MEASURED / f"collapse_{arguments.data}.json").write_text(text + "\n", encoding="utf-8")
    print(json.dumps(told) if arguments.json else table(told))


def measured(
    data: str, seeds: int, *, phase: bool = True, rounds: Rounds | None = None, quiet: bool = False
) -> dict[str, Any]:
    """Everything of one data set."""
    length, started = rounds or ROUNDS[data], clock()
    apprentices = [Trainer([collapse.base(data, s) for s in part]) for part in parts(range(seeds), TOGETHER[data])]
    with tqdm(unit="round", file=sys.stderr, disable=quiet) as bar:
        for trainer in apprentices:
            train(trainer, length.apprentice, bar)
        by_mark, collapsed = [], []
        for at in collapse.MARKS:
            pushed = [branch(trainer, collapse.settings(data, at)) for trainer in apprentices]
            by_mark.append([kinds for trainer in pushed for kinds in looked(trainer, length.pushed, length.apart, bar)])
            bar.write(f"at {at:.0%}: {by_mark[-1]}", sys.stderr)
            collapsed = pushed  # at the last mark they are the ones to heal
        healed, *at_100 = (
            {
                name: count_healed(collapsed, collapse.settings(data, strength, name), length, bar)
                for name in (None, *collapse.cures(data))
            }
            for strength in (0.0, 1.0)[: 1 + (data in LEFT)]
        )
        diagram = phase_diagram(data, apprentices[0], length, bar) if phase else None
    return {
        "data": data,
        "seeds": seeds,
        "modes_all": len(apprentices[0].data.modes),
        "marks": [round(100 * at) for at in collapse.MARKS],
        "ratios": [round(collapse.ratio(data, at), 2) for at in collapse.MARKS],
        "median": [median(kinds) for kinds in by_mark],
        "low": [min(kinds) for kinds in by_mark],
        "high": [max(kinds) for kinds in by_mark],
        "all_kinds_at_0": sum(kinds == len(apprentices[0].data.modes) for kinds in by_mark[0]),
        "collapsed_at_100": sum(kinds <= collapse.FEW[data] for kinds in by_mark[-1]),
        "by_seed": by_mark,
        "healed": {name or "none": count for name, count in healed.items()},
        "healed_at_100": {name or "none": count for counts in at_100 for name, count in counts.items()},
        "phase": diagram,
        "rounds": vars(length),
        "seconds": round(clock() - started, 1),
    }


def count_healed(collapsed: Sequence[Trainer], changes: Changes, length: Rounds, bar: tqdm[Any]) -> int:
    """How many of the collapsed members print every kind again."""
    branches = [branch(trainer, changes) for trainer in collapsed]
    kinds = [(trainer, k) for trainer in branches for k in looked(trainer, length.cured, length.apart, bar)]
    bar.write(f"after {changes}: {[k for _, k in kinds]}", sys.stderr)
    return sum(k >= enough(trainer) for trainer, k in kinds)


def phase_diagram(data: str, apprentice: Trainer, length: Rounds, bar: tqdm[Any]) -> dict[str, Any]:
    """The median kinds printed over slider × penalty."""
    seeds = range(min(PHASE_SEEDS[data], len(apprentice.experiments)))
    rows = []
    for penalty in PHASE_PENALTIES:
        row = []
        for at in collapse.MARKS:
            gamma = collapse.GUARDS[data] * penalty
            changes = collapse.settings(data, at) | {"r1": gamma, "r2": gamma}
            trainer = branch(apprentice, changes, seeds)
            row.append(median(looked(trainer, length.pushed, length.apart, bar)))
        rows.append(row)
    return {
        "x": [round(100 * at) for at in collapse.MARKS],
        "y": [round(collapse.GUARDS[data] * penalty, 5) for penalty in PHASE_PENALTIES],
        "z": rows,
        "seeds": len(seeds),
    }


def parts(seeds: range, size: int) -> list[range]:
    """Seeds that train together."""
    return [seeds[at : at + size] for at in range(0, len(seeds), size)]


def branch(trainer: Trainer, changes: Changes, rows: Sequence[int] | None = None) -> Trainer:
    """Its members (or some), going on with other settings."""
    other = trainer.branched(range(len(trainer.experiments)) if rows is None else rows)
    for k in range(len(other.experiments)):
        other.update(k, **changes)
    return other


def train(trainer: Trainer, rounds: int, bar: tqdm[Any]) -> None:
    """So many rounds."""
    for _ in range(rounds):
        trainer.round()
        bar.update()


def looked(trainer: Trainer, rounds: int, apart: int, bar: tqdm[Any]) -> list[float]:
    """Kinds that each member prints at the end of so many rounds: the median of the last looks."""
    train(trainer, rounds - apart * (LOOKS - 1), bar)
    seen = [printed(trainer)]
    for _ in range(LOOKS - 1):
        train(trainer, apart, bar)
        seen.append(printed(trainer))
    return [float(median(kinds)) for kinds in zip(*seen, strict=True)]


def printed(trainer: Trainer) -> list[int]:
    """Kinds that each member prints now, by the strict rule. One that blew up prints none."""
    data = trainer.data
    kinds = []
    for k in range(len(trainer.experiments)):
        fakes = trainer.sample(SAMPLES, k)
        kinds.append(coverage(data.read(fakes), data.shares).modes if np.isfinite(fakes).all() else 0)
    return kinds


def enough(trainer: Trainer) -> float:
    """How many kinds a healed forger prints: all, but one of 25 may be rare at a look."""
    return 0.95 * len(trainer.data.modes)


def table(told: dict[str, Any]) -> str:
    """The same for people, as rows of Markdown."""
    total, seeds, left = told["modes_all"], told["seeds"], told["healed_at_100"]
    columns = zip(*(told[name] for name in ("marks", "ratios", "median", "low", "high")), strict=True)
    lines = ["| slider | forger : detective | kinds printed | over seeds |", "|---|---|---|---|"]
    lines += [
        f"| {mark} % | {times:g}× | {mid:g} of {total} | {low:g}–{high:g} |" for mark, times, mid, low, high in columns
    ]
    lines += ["", "| cure | slider back at 0 | left at 100 % |", "|---|---|---|"]
    rest = {name: f"{count} of {seeds}" for name, count in left.items()}
    lines += [f"| {name} | {count} of {seeds} | {rest.get(name, '–')} |" for name, count in told["healed"].items()]
    return "\n".join(lines)
