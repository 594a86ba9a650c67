"""Whether each failure of the collection shows, and which cures heal it, over seeds.

For each entry the failing run and its healthy twin are trained as on the page, and looked at every few rounds. `shows`
counts the seeds on which the entry's rule says so at the end, `first` is the median round from which it does, and
`twin` counts the healthy twins of which the rule says the same. From there every cure is given to all failing runs, and
`heals` counts those of which the entry's rule says, so many rounds later, that they are well; `none` is without a cure.
With `--keep` the page's own copy, gan_core/measured/crash.json, is written anew.

"Which 50 %?" is another thing: of its four runs `shows` counts the seeds on which each was halted, and `told` those on
which the gauges alone name all four.

With `--live` each page is opened once, and what counts is how long it takes until the failure shows there.
"""

from __future__ import annotations

import argparse
import json
import sys
from statistics import median
from typing import Any, Final

from tqdm import tqdm

from benchmarks import crash_live
from gan_core.crash.entries import ENTRIES
from gan_core.crash.entry import Entry
from gan_core.crash.lineup import WHICH, guess, lineup
from gan_core.crash.look import middle
from gan_core.crash.measured import FILE
from gan_core.engine.parade import Parade
from gan_core.engine.trainer import Trainer
from gan_core.engine.ward import Ward

FIRST_SEED: Final = 100  # the entries were tuned on seeds below
PATIENCE: Final = 2000  # rounds after which a line-up counts as not halted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--entry", choices=[*ENTRIES, WHICH], action="append", help="one or several; else all")
    parser.add_argument("--seeds", type=int, default=10, help=f"how many, from {FIRST_SEED}")
    parser.add_argument(
        "--prevents", metavar="CURE", help="give this cure of one --entry from the first round on instead"
    )
    parser.add_argument("--live", action="store_true", help="how long until each shows on the page instead")
    parser.add_argument("--patience", type=float, default=120.0, help="seconds to wait for one on the page, at most")
    parser.add_argument("--keep", action="store_true", help="write the page's copy anew, for these entries")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    if arguments.prevents:
        [name] = arguments.entry
        print(json.dumps(prevented(ENTRIES[name], arguments.prevents, arguments.seeds)))
        return
    names = arguments.entry or [*ENTRIES, WHICH]
    if arguments.live:
        waits = crash_live.waited(names, FIRST_SEED, arguments.patience)
        print(json.dumps(waits) if arguments.json else crash_live.table(waits))
        return
    told = {name: measured(ENTRIES[name], arguments.seeds) for name in names if name in ENTRIES}
    if WHICH in names:
        told[WHICH] = lined_up(arguments.seeds)
    if arguments.keep:
        before = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
        FILE.write_text(json.dumps(before | told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told) if arguments.json else table(told))


def measured(entry: Entry, seeds: int) -> dict[str, Any]:
    """Everything of one entry."""
    pairs = [entry.pair(FIRST_SEED + k) for k in range(seeds)]
    twins = Ward(Trainer([twin for twin, _ in pairs], "cpu"), entry, set())
    failing = Ward(Trainer([ill for _, ill in pairs], "cpu"), entry, set(range(seeds)))
    until, cured = entry.rounds
    first: dict[int, int] = {}
    for ward in tqdm((twins, failing), entry.name, file=sys.stderr):
        train(ward, until, first if ward is failing else {})
    heals = {}
    for cure in tqdm((None, *(cure.name for cure in entry.cures)), entry.name, file=sys.stderr):
        branch = branched(failing)
        branch.treat(cure)
        train(branch, cured, {})
        heals[cure or "none"] = [sum(branch.well(k) for k in range(seeds)), seeds]
    return {
        "shows": [sum(failing.ill(k) for k in range(seeds)), seeds],
        "first": median(first.values()) if first else None,
        "twin": [sum(twins.ill(k) for k in range(seeds)), seeds],
        "heals": heals,
        "readings": [round(failing.reading(k) or 0, 5) for k in range(seeds)],
        "readings_twin": [round(twins.reading(k) or 0, 5) for k in range(seeds)],
        "accuracy": [usual(failing, "accuracy"), usual(twins, "accuracy")],
        "sharp": [usual(failing, "sharp"), usual(twins, "sharp")],
        "rounds": list(entry.rounds),
    }


def prevented(entry: Entry, cure: str, seeds: int) -> dict[str, Any]:
    """On how many seeds the failure does not show if the cure is there from the first round on."""
    runs = [entry.pair(FIRST_SEED + k)[1] for k in range(seeds)]
    ward = Ward(Trainer(runs, "cpu"), entry, set(range(seeds)), cure)
    train(ward, entry.rounds[0], {})
    readings = [round(ward.reading(k) or 0, 5) for k in range(seeds)]
    return {"prevents": [sum(not ward.ill(k) for k in range(seeds)), seeds], "readings": readings}


def lined_up(seeds: int) -> dict[str, Any]:
    """Everything of "Which 50 %?"."""
    parade = Parade(Trainer([run for k in range(seeds) for run in lineup(FIRST_SEED + k)], "cpu"))
    over: dict[int, int] = {}
    for _ in tqdm(range(PATIENCE), WHICH, file=sys.stderr):
        parade.before_round()
        over |= {k: parade.trainer.step for k in range(seeds) if k not in over and all(parade.readings[4 * k :][:4])}
        if parade.over:
            break
        parade.trainer.round()
    named = [reading and guess(reading) == suspect.name for suspect, reading in parade.read()]
    gauges: dict[str, list[Any]] = {}
    for suspect, reading in parade.read():
        gauges.setdefault(suspect.name, []).append(reading and [round(number, 3) for number in vars(reading).values()])
    return {
        "shows": [len(over), seeds],
        "told": [sum(all(named[4 * k :][:4]) for k in range(seeds)), seeds],
        "first": median(over.values()) if over else None,
        "last": max(over.values(), default=None),
        "gauges": gauges,
    }


def usual(ward: Ward, name: str) -> float:
    """A number of the looks, in the middle of the last of them and of all seeds."""
    return round(median(middle(looks, name) for looks in ward.looks), 2)


def train(ward: Ward, rounds: int, first: dict[int, int]) -> None:
    """So many rounds, looked at; notes the round from which each member has been ill without a break."""
    for _ in range(rounds):
        ward.before_round()
        ward.trainer.round()
        note(ward, first)
    ward.look()
    note(ward, first)


def note(ward: Ward, first: dict[int, int]) -> None:
    """The round from which each has been ill."""
    for k in range(len(ward.trainer.experiments)):
        if ward.ill(k):
            first.setdefault(k, ward.trainer.step)
        else:
            first.pop(k, None)


def branched(ward: Ward) -> Ward:
    """The same runs on memory of their own, with what was kept of them and the looks that were had."""
    branch = Ward(ward.trainer.branched(range(len(ward.trainer.experiments))), ward.entry, ward.failing)
    branch.kept = dict(ward.kept)
    return branch


def table(told: dict[str, Any]) -> str:
    """The same for people, as rows of Markdown."""
    lines = [
        "| failure | shows | from round | in healthy twins | accuracy, twins’ | sharp, twins’ | heals |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, found in told.items():
        if name == WHICH:
            shows, named = (f"{count} of {of}" for count, of in (found["shows"], found["told"]))
            lines.append(f"| {name} | {shows} | {found['first'] or 0:g} | – | – | – | told apart {named} |")
            continue
        heals = ", ".join(f"{cure} {count} of {of}" for cure, (count, of) in found["heals"].items())
        shows, twin = (f"{count} of {of}" for count, of in (found["shows"], found["twin"]))
        pairs = " | ".join("{:.2f}, {:.2f}".format(*found[name]) for name in ("accuracy", "sharp"))
        lines.append(f"| {name} | {shows} | {found['first'] or 0:g} | {twin} | {pairs} | {heals} |")
    return "\n".join(lines)
