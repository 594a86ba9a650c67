"""Whether what a beat tells is so: single turns as the page takes and shows them, at many moments of a run.

`raised`: the share of forger's turns after which the item on the desk, one of the batch that taught, scores higher.
`batch`: the share of that whole batch that does. `lowered`: the share of detective's turns after which the batch's real
items and fakes are further apart on average, while the detective is above its band of chance. `agreement`: the mean
cosine of the feedback on a fake of the batch with that on its three nearest neighbours (points), where arrows are long
enough to be drawn; `shown`: the same among the few arrows that a picture shows. `pull`: what `agreement` would be if
every arrow led straight to the nearest cluster's centre, where there are such: arrows on either side of one disagree.
`opens`: the detective's highest accuracy in the first 16 rounds. `stamp`: the largest gap between the share of other
fresh fakes that the stamp calls real and the share of fakes that, by the numbers beside it, get past.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from tqdm import tqdm

from gan_core.data.base import DataSet
from gan_core.engine.close_up import feedback_on
from gan_core.engine.trainer import Trainer
from gan_core.engine.turn import Turn
from gan_core.experiment import DATA, Experiment
from gan_core.snapshot import CloseUp, Floats

SETS = ("banknotes", "digits", "ring8", "grid25")
MOMENTS = (10, 30, 100, 300, 1000, 2000)  # rounds after which beats are watched
BEATS = 8  # rounds watched at a moment
NEIGHBOURS = 3  # of an arrow
DRAWN = 3 / 370  # of the side of a picture on a window of 1440 × 1000: shorter arrows are not drawn (plane.js)
STAMPED = {"image": 2000, "points": 8000, "line": 8000}  # other fresh fakes under the stamp
OPENING = 16  # rounds in which "FAKE!" is to come first
MEANS = ("raised", "batch", "lowered", "agreement", "shown", "pull", "opens")
OTHERS = 977  # the seed that they come from


@dataclass
class Seen:
    """What was seen in the beats of some seeds."""

    raised: list[bool] = field(default_factory=list)
    batch: list[float] = field(default_factory=list)  # share of the forger's whole batch that scores higher
    lowered: list[bool] = field(default_factory=list)
    agreement: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)  # the same among the few arrows that a picture shows
    pull: list[float] = field(default_factory=list)  # the same if they led to the nearest centre
    opens: list[float] = field(default_factory=list)  # the detective's highest accuracy at first, seed by seed
    gaps: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """The benchmark's keys."""
        told = {name: _mean(getattr(self, name)) for name in MEANS}
        return told | {"stamp": round(max(self.gaps), 3), "beats": len(self.raised), "beatable": len(self.lowered)}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", nargs="+", default=SETS, choices=DATA)
    parser.add_argument("--recipe", default="default")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="another setting")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--moments", type=int, nargs="+", default=MOMENTS, help="rounds after which to watch")
    parser.add_argument("--beats", type=int, default=BEATS, help="rounds to watch at each moment")
    parser.add_argument("--each", action="store_true", help="a row a moment as well")
    parser.add_argument("--device")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    rows = {data: watched(data, arguments) for data in arguments.data}
    if arguments.json:
        print(json.dumps(rows))
        return
    names = list(next(iter(rows.values())))
    print("| | " + " | ".join(names) + " |\n|---|" + "---|" * len(names))
    for data, row in rows.items():
        print(f"| {data} | " + " | ".join("–" if row[name] is None else str(row[name]) for name in names) + " |")


def watched(data: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """The figures of one data set, over all seeds and moments."""
    changes = dict(change.split("=", 1) for change in arguments.set)
    everything, by_moment = Seen(), {moment: Seen() for moment in arguments.moments}
    for seed in tqdm(range(arguments.first, arguments.first + arguments.seeds), data, file=sys.stderr):
        query = {"data": data, "recipe": arguments.recipe, "seed": str(seed)} | changes
        everything.opens.append(opening(Trainer([Experiment.from_query(query)], arguments.device)))
        trainer = Trainer([Experiment.from_query(query)], arguments.device)
        for moment in arguments.moments:
            for _ in range(moment - trainer.step):
                trainer.round()
            for _ in range(arguments.beats):
                one_round(trainer, everything, by_moment[moment])
    told = everything.figures()
    if arguments.each:
        told |= {f"after {moment}": seen.figures() for moment, seen in by_moment.items()}
    return told


def opening(trainer: Trainer) -> float:
    """The detective's highest accuracy after each of the first rounds."""
    seen = []
    for _ in range(OPENING):
        trainer.round()
        seen.append(trainer.measure().d_accuracy)
    return max(seen)


def one_round(trainer: Trainer, *seen: Seen) -> None:
    """A round, turn by turn, as the page takes it."""
    batch = trainer.peek("detective")
    before = trainer.close_up(0, batch)
    trainer.detective_step()
    after = trainer.close_up(0, batch, since=before)
    returned = trainer.peek("forger")
    sent = trainer.close_up(0, returned, feedback=True)
    way = arrows(trainer, returned)
    trainer.forger_step()
    came = trainer.close_up(0, returned, since=sent)
    trainer.step += 1
    gaps = [stamp_gap(trainer, came)]  # the forger of the other close-ups is gone: theirs are taken below
    gaps += [stamp_gap(trainer, trainer.close_up(0, returned))]
    for s in seen:
        s.raised.append(_score(came) > _score(sent))
        s.batch.append(sent.gained(came, "forger")[0] / len(sent.fake))
        if before.metrics.d_accuracy > 0.5 + before.metrics.d_band:
            s.lowered.append(_apart(after) > _apart(before))
        s.agreement += agreement(drawn(way, trainer.data))
        s.shown += agreement(drawn(sent.snapshot.arrows, trainer.data))
        s.pull += agreement(pulled(way, trainer.data))
        s.gaps += gaps


def stamp_gap(trainer: Trainer, shown: CloseUp) -> float:
    """How far the share of other fakes above the level of "real" is from the share that is shown to get past."""
    fakes = trainer.sample(STAMPED[trainer.data.kind], live=True, seed=OTHERS)
    passing = float((trainer.logits(fakes) > shown.level).mean())
    return abs(passing - (shown.metrics.fooled or 0.0))


def arrows(trainer: Trainer, batch: Turn) -> Floats:
    """Where the fakes of a batch are, and the feedback on each."""
    return np.concatenate(feedback_on(replace(trainer.view, live=True), 0, batch), axis=1)


def drawn(ways: Floats | None, data: DataSet) -> Floats | None:
    """Of arrows (k, 4) in the plane those that are long enough to be drawn; of other things nothing."""
    if ways is None or ways.shape[1:] != (4,):
        return None
    return ways[np.linalg.norm(ways[:, 2:], axis=1) >= DRAWN * 2 * data.extent]


def pulled(ways: Floats, data: DataSet) -> Floats | None:
    """Arrows from the same places straight to the nearest cluster's centre, where a data set has such."""
    if data.centres is None:
        return None
    to = data.centres - ways[:, None, :2]
    nearest = np.linalg.norm(to, axis=-1).argmin(axis=1)
    return np.concatenate([ways[:, :2], to[np.arange(len(ways)), nearest]], axis=1)


def agreement(ways: Floats | None) -> list[float]:
    """The cosines of arrows (k, 4), places and directions in the plane, with those of their nearest neighbours."""
    return list(_cosines(ways)) if ways is not None and ways.shape[1:] == (4,) and len(ways) > NEIGHBOURS else []


def _cosines(arrows: Floats) -> Iterator[float]:
    places, ways = arrows[:, :2], arrows[:, 2:]
    far = np.linalg.norm(places[:, None] - places, axis=-1)
    np.fill_diagonal(far, np.inf)
    length = np.maximum(np.linalg.norm(ways, axis=1), 1e-12)
    for k, row in enumerate(far):
        near = row.argsort()[:NEIGHBOURS]
        yield float((ways[near] @ ways[k] / (length[near] * length[k])).mean())


def _score(shown: CloseUp) -> float:
    return shown.snapshot.desk.score if shown.snapshot.desk else 0.0


def _apart(shown: CloseUp) -> float:
    return float(shown.real.mean() - shown.fake.mean()) if shown.real is not None else 0.0


def _mean(values: list[Any]) -> float | None:
    return round(float(np.mean(values)), 3) if values else None
