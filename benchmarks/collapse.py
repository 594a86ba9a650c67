"""Mode collapse on the slider: kinds printed at each mark, and which cures prevent and which heal, over seeds.

Every seed first trains at 0 of the slider (`apprentice` rounds), then goes on from there at each mark (`pushed`
rounds), as on the page. A seed's figure is the median of its last five looks, 20 rounds or more apart, since kinds come
and go, by the strict rule (gan_core.metrics.coverage); `median`, `low` and `high` are over seeds. `collapsed` names the
seeds that print few kinds at 100 % (`collapse.FEW`), `sharp` how many of them print items of which half at least pass a
strict look. Of each cure, `prevented` counts the seeds that go to 100 % under it and print every kind (22 of the
grid's 25); `healed` the collapsed seeds that print every kind again after `cured` rounds of it, the slider left at
100 %. A cure that is what runs already is left out. `phase` is the median over a few
seeds for slider × penalty. With `--keep` the page's own copy, gan_core/measured, is written anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from time import perf_counter as clock
from typing import Any, Final

import numpy as np
from tqdm import tqdm

from gan_core import collapse
from gan_core.engine.dealer import relaxing
from gan_core.engine.trainer import Trainer
from gan_core.metrics.coverage import coverage

LOOKS: Final = 5
SAMPLES: Final = 1000
TOGETHER: Final = {"ring8": 16, "grid25": 16, "banknotes": 2}  # members of one trainer: more do not fit the caches
PHASE_PENALTIES: Final = (0.0, 0.1, 1.0, 10.0)  # in units of the cure's
PHASE_SEEDS: Final = {"ring8": 3, "grid25": 3, "banknotes": 1}
SHARP: Final = 0.5  # of the items must pass, for them to be recognisable


@dataclass(frozen=True)
class Rounds:
    """How long each part takes, in rounds."""

    apprentice: int
    pushed: int
    cured: int
    apart: int  # between looks


ROUNDS: Final = {
    "ring8": Rounds(1500, 800, 1000, 50),
    "grid25": Rounds(2000, 800, 3000, 40),
    "banknotes": Rounds(800, 200, 500, 20),
}
Changes = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", default="ring8", choices=collapse.DATA)
    parser.add_argument("--seeds", type=int, default=10, help="how many, from 0")
    parser.add_argument("--cure", action="append", help="try this one alone, at 0 and 100 %%; may be said again")
    parser.add_argument("--cured", type=int, help="rounds of a cure")
    parser.add_argument("--no-phase", action="store_true", help="leave the phase diagram out")
    parser.add_argument("--phase-alone", action="store_true", help="add the phase diagram to the page's copy")
    parser.add_argument("--keep", action="store_true", help="write the page's copy anew")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    if arguments.phase_alone:
        told = (collapse.measured(arguments.data) or {}) | {"phase": phase_alone(arguments.data)}
    else:
        length = replace(ROUNDS[arguments.data], **({"cured": arguments.cured} if arguments.cured else {}))
        phase = not (arguments.no_phase or arguments.cure)
        told = measured(arguments.data, arguments.seeds, phase=phase, rounds=length, only=arguments.cure)
    if arguments.cure and arguments.keep:
        told = added(collapse.measured(arguments.data) or {}, told)
    if arguments.keep:
        collapse.MEASURED.mkdir(exist_ok=True)
        text = json.dumps(told, indent=1)
        (collapse.MEASURED / f"collapse_{arguments.data}.json").write_text(text + "\n", encoding="utf-8")
    print(json.dumps(told) if arguments.json else table(told))


def measured(
    data: str,
    seeds: int,
    *,
    phase: bool = True,
    rounds: Rounds | None = None,
    quiet: bool = False,
    only: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Everything of one data set."""
    length, started = rounds or ROUNDS[data], clock()
    marks = (0.0, 1.0) if only else collapse.MARKS
    apprentices = [Trainer([collapse.base(data, s) for s in part]) for part in parts(range(seeds), TOGETHER[data])]
    with tqdm(unit="round", file=sys.stderr, disable=quiet) as bar:
        for trainer in apprentices:
            train(trainer, length.apprentice, bar)
        by_mark, collapsed = [], []
        for at in marks:
            collapsed = [branch(trainer, collapse.settings(data, at)) for trainer in apprentices]
            by_mark.append(ends(collapsed, length.pushed, length.apart, bar))
        fallen = [k for k, (kinds, _) in enumerate(by_mark[-1]) if kinds <= collapse.FEW[data]]
        bar.write(f"collapsed: {fallen}", sys.stderr)
        known = [name for name in collapse.cures(data) if not collapse.changes_nothing(data, name)]
        names = [name for name in known if name in only] if only else [None, *known]
        ill = members(collapsed, fallen)
        cured = {name or "none": tried(data, name, apprentices, ill, length, bar) for name in names}
        diagram = phase_diagram(data, apprentices[0], length, bar) if phase else None
    kinds_by_mark = [[kinds for kinds, _ in looks] for looks in by_mark]
    total = len(apprentices[0].data.modes)
    return {
        "data": data,
        "seeds": seeds,
        "modes_all": total,
        "marks": [round(100 * at) for at in marks],
        "ratios": [round(collapse.ratio(data, at), 2) for at in marks],
        "median": [median(kinds) for kinds in kinds_by_mark],
        "low": [min(kinds) for kinds in kinds_by_mark],
        "high": [max(kinds) for kinds in kinds_by_mark],
        "whole_at_0": whole(apprentices[0], by_mark[0]),
        "collapsed": fallen,
        "sharp": sum(by_mark[-1][k][1] >= SHARP for k in fallen),
        "by_seed": kinds_by_mark,
        **{key: {name: counts[key] for name, counts in cured.items()} for key in ("prevented", "healed")},
        "phase": diagram,
        "rounds": vars(length),
        "seconds": round(clock() - started, 1),
    }


def tried(
    data: str, cure: str | None, healthy: Sequence[Trainer], ill: Sequence[Trainer], length: Rounds, bar: tqdm[Any]
) -> dict[str, int]:
    """How many healthy forgers a cure keeps from collapsing, and how many of the ill ones it heals."""
    changes, fresh = collapse.settings(data, 1, cure), bool(cure and collapse.CURES[cure].fresh)
    counts = {}
    for what, those, rounds in (("prevented", healthy, length.pushed), ("healed", ill, length.cured)):
        found = ends([branch(trainer, changes, fresh=fresh) for trainer in those], rounds, length.apart, bar)
        counts[what] = whole(healthy[0], found)
    return counts


def members(trainers: Sequence[Trainer], wanted: Sequence[int]) -> list[Trainer]:
    """Some of all members, counted through the trainers."""
    found, before = [], 0
    for trainer in trainers:
        rows = [k - before for k in wanted if before <= k < before + len(trainer.experiments)]
        before += len(trainer.experiments)
        found += [branch(trainer, {}, rows)] if rows else []
    return found


def added(kept: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """What is known, with the cures that were tried alone, and for how many rounds if these were others."""
    if kept.get("collapsed") != told["collapsed"] or kept["seeds"] != told["seeds"]:
        raise SystemExit("Other forgers collapsed than those that the other cures were tried on: try them all again.")
    longer = {} if kept["rounds"] == told["rounds"] else dict.fromkeys(told["healed"], told["rounds"]["cured"])
    both = {key: kept[key] | told[key] for key in ("prevented", "healed")}
    return kept | both | {"longer": kept.get("longer", {}) | longer}


def phase_alone(data: str) -> dict[str, Any]:
    """The phase diagram, from apprentices of its own."""
    apprentice, length = Trainer([collapse.base(data, seed) for seed in range(PHASE_SEEDS[data])]), ROUNDS[data]
    with tqdm(unit="round", file=sys.stderr) as bar:
        train(apprentice, length.apprentice, bar)
        return phase_diagram(data, apprentice, length, bar)


def phase_diagram(data: str, apprentice: Trainer, length: Rounds, bar: tqdm[Any]) -> dict[str, Any]:
    """The median kinds printed over slider × penalty."""
    seeds = range(min(PHASE_SEEDS[data], len(apprentice.experiments)))
    relaxed = relaxing(apprentice.step + length.pushed, collapse.base(data).relax)
    rows = []
    for penalty in PHASE_PENALTIES:
        row = []
        for at in collapse.MARKS:
            gamma = collapse.GUARDS[data] * penalty
            changes = collapse.settings(data, at) | {"r1": gamma, "r2": gamma}
            trainer = branch(apprentice, changes, seeds)
            row.append(median(kinds for kinds, _ in ends([trainer], length.pushed, length.apart, bar)))
        rows.append(row)
    return {
        "x": [round(100 * at) for at in collapse.MARKS],
        "y": [round(collapse.GUARDS[data] * penalty * relaxed, 5) for penalty in PHASE_PENALTIES],
        "z": rows,
        "seeds": len(seeds),
    }


def parts(seeds: range, size: int) -> list[range]:
    """Seeds that train together."""
    return [seeds[at : at + size] for at in range(0, len(seeds), size)]


def branch(trainer: Trainer, changes: Changes, rows: Sequence[int] | None = None, *, fresh: bool = False) -> Trainer:
    """Its members (or some), going on with other settings, before fresh detectives or the old ones."""
    other = trainer.branched(range(len(trainer.experiments)) if rows is None else rows)
    for k in range(len(other.experiments)):
        other.update(k, **changes)
        if fresh:
            other.renew(k)
    return other


def train(trainer: Trainer, rounds: int, bar: tqdm[Any]) -> None:
    """So many rounds."""
    for _ in range(rounds):
        trainer.round()
        bar.update()


def ends(trainers: Sequence[Trainer], rounds: int, apart: int, bar: tqdm[Any]) -> list[tuple[float, float]]:
    """Kinds that each member prints at the end of so many rounds, and how many pass: medians of the last looks."""
    found = []
    for trainer in trainers:
        train(trainer, rounds - apart * (LOOKS - 1), bar)
        seen = [printed(trainer)]
        for _ in range(LOOKS - 1):
            train(trainer, apart, bar)
            seen.append(printed(trainer))
        found += [tuple(map(median, zip(*looks, strict=True))) for looks in zip(*seen, strict=True)]
    bar.write(" ".join(f"{kinds:g}/{sharp:.2f}" for kinds, sharp in found), sys.stderr)
    return [(float(kinds), float(sharp)) for kinds, sharp in found]


def printed(trainer: Trainer) -> list[tuple[int, float]]:
    """Kinds that each member prints now, by the strict rule, and the share that pass. One that blew up prints none."""
    data = trainer.data
    found = []
    for k in range(len(trainer.experiments)):
        fakes = trainer.sample(SAMPLES, k)
        seen = coverage(data.read(fakes), data.shares) if np.isfinite(fakes).all() else None
        found.append((seen.modes, seen.high_quality) if seen else (0, 0.0))
    return found


def whole(trainer: Trainer, found: Sequence[tuple[float, float]]) -> int:
    """How many print all kinds; but three of 25 may be rare at a look, as for a healthy forger."""
    return sum(kinds >= 0.88 * len(trainer.data.modes) for kinds, _ in found)


def table(told: dict[str, Any]) -> str:
    """The same for people, as rows of Markdown."""
    total, seeds, fallen = told["modes_all"], told["seeds"], len(told["collapsed"])
    columns = zip(*(told[name] for name in ("marks", "ratios", "median", "low", "high")), strict=True)
    lines = ["| slider | forger : detective | kinds printed | over seeds |", "|---|---|---|---|"]
    lines += [
        f"| {mark} % | {times:g}× | {mid:g} of {total} | {low:g}–{high:g} |" for mark, times, mid, low, high in columns
    ]
    lines += ["", "| cure | prevents | heals |", "|---|---|---|"]
    of = {"prevented": seeds, "healed": fallen}
    names = {**told["prevented"], **told["healed"]}
    rows = {
        name: [f"{told[key][name]} of {all_}" if name in told[key] else "–" for key, all_ in of.items()]
        for name in names
    }
    lines += [f"| {name} | {prevents} | {heals} |" for name, (prevents, heals) in rows.items()]
    return "\n".join(lines)
