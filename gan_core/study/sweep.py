"""Many experiments, stepped together where their shapes agree; stops and resumes, and ends in a plain table."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import product
from pathlib import Path
from typing import Any, Final

from tqdm import tqdm

import gan_core
from gan_core.experiment import Experiment
from gan_core.study.run import BY_STEPS, Pace, Run

TOGETHER: Final = 32  # members of one trainer, at most

Row = dict[str, Any]


def grid(base: Experiment, seeds: Iterable[int] = (0,), **values: Iterable[Any]) -> list[Experiment]:
    """Every combination of the values given for each setting, with every seed: `grid(e, range(3), r1=[0.1, 1])`."""
    names = [*values, "seed"]
    return [replace(base, **dict(zip(names, chosen, strict=True))) for chosen in product(*values.values(), seeds)]


def sweep(
    experiments: Iterable[Experiment],
    steps: int,
    kept: Path | None = None,
    *,
    together: int = TOGETHER,
    pace: Pace = BY_STEPS,
    device: str | None = None,
    progress: bool = True,
) -> list[Row]:
    """Train each experiment for so many steps and measure it at the end.

    Args:
        kept: a file of JSON lines. Results are added as they come; what is in it already is not trained again, so
            that a sweep which was stopped goes on where it was.
        together: how many members one trainer steps at most.

    Returns:
        One row an experiment, in the order given: its settings, then what was measured.
    """
    wanted = list(dict.fromkeys(experiments))
    done = dict(_read(kept, steps))
    with tqdm(total=len(wanted) * steps, unit="step", file=sys.stderr, disable=not progress) as bar:
        bar.update(sum(e in done for e in wanted) * steps)
        for group in _groups([e for e in wanted if e not in done], together):
            rows = _trained(group, steps, pace, device, bar)
            _write(kept, rows)
            done.update(zip(group, rows, strict=True))
    return [done[e] for e in wanted]


def to_csv(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """The table as a file for a spreadsheet."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)


def _groups(experiments: list[Experiment], together: int) -> Iterator[list[Experiment]]:
    """Experiments of one shape, so many at a time."""
    shapes = dict.fromkeys(e.shape_key for e in experiments)
    for shape in shapes:
        alike = [e for e in experiments if e.shape_key == shape]
        for start in range(0, len(alike), together):
            yield alike[start : start + together]


def _trained(group: list[Experiment], steps: int, pace: Pace, device: str | None, bar: tqdm[Any]) -> list[Row]:
    run = Run(gan_core.Trainer(group, device), pace)
    before = 0
    for _ in run.until(steps):
        bar.update((run.trainer.step - before) * len(group))
        before = run.trainer.step
    bar.update((steps - before) * len(group))  # where all blew up, nothing is left to wait for
    run.ask_referee()
    return [_row(run, k, steps) for k in range(len(group))]


def _row(run: Run, member: int, steps: int) -> Row:
    """One line of the table. A member that blew up has its last healthy figures."""
    record = run.records[member]
    reached = {r.stage: r.step for r in record.reached}
    return asdict(run.trainer.experiments[member]) | {
        "steps": steps,
        "stage2_step": reached.get(2),
        "stage3_step": reached.get(3),
        **record.figures(),
        "diverged": run.trainer.diverged(member),
    }


def _read(kept: Path | None, steps: int) -> Iterator[tuple[Experiment, Row]]:
    """Rows of the file for as many steps. A line that was cut off by the stop is passed over."""
    names = set(asdict(Experiment()))
    for line in kept.read_text().splitlines() if kept and kept.exists() else ():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if row["steps"] == steps:
            yield Experiment(**{k: v for k, v in row.items() if k in names}), row


def _write(kept: Path | None, rows: list[Row]) -> None:
    if kept is not None:
        with kept.open("a") as file:
            file.writelines("\n" + json.dumps(row) for row in rows)  # a line that was cut off ends here
