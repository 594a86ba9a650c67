"""Where a collapsed crowd goes next: which of the page's numbers name the kind, over hops of several seeds.

Twins train at 0 of the slider, then at 100 %. From then on each round is looked at: 64 fakes, the detective's mean
belief in the real items of each kind, and its feedback on those fakes. A crowd is half of the fakes at one kind; a hop
is a crowd at another kind than the last. Of the last look before it left, `believed` says how often the kind that the
detective believed most was where the crowd went, `pointed` how often it was the kind toward whose middle the mean
feedback points most, `more` how often the detective believed it more than the kind that was left. `together` is the
share of fakes whose feedback lies within 60° of its mean, the median of all looks, at 0 and at 100 %.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from gan_core import collapse
from gan_core.data.base import Ints
from gan_core.engine.trainer import Trainer
from live.worker.cause import CROWD, together

FAKES: Final = 64
SETTLED: Final = 1000  # rounds after the push before anybody looks

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Look:
    """One member in one round."""

    shares: Doubles  # (K,) of the fakes, by kind
    beliefs: Doubles  # (K,) the detective's, in real items of each kind
    toward: Doubles  # (K,) cosine of the mean feedback with the way from the fakes' middle to each kind's
    together: float

    @property
    def crowd(self) -> int | None:
        """The kind that half of the fakes show."""
        return int(self.shares.argmax()) if self.shares.max() >= CROWD else None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", default="ring8", choices=collapse.DATA)
    parser.add_argument("--seeds", type=int, default=10, help="how many, from 0")
    parser.add_argument("--rounds", type=int, default=600, help="that are looked at")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    told = measured(arguments.data, arguments.seeds, arguments.rounds)
    print(json.dumps(told) if arguments.json else table(told))


def measured(data: str, seeds: int, rounds: int, *, apprentice: int = 1500, settled: int = SETTLED) -> dict[str, Any]:
    """All hops of all seeds."""
    trainer = Trainer([collapse.base(data, seed) for seed in range(seeds)])
    _train(trainer, apprentice)
    calm = [look(trainer, k).together for k in range(seeds)]
    for k in range(seeds):
        trainer.update(k, **collapse.settings(data, 1))
    _train(trainer, settled)
    looks: list[list[Look]] = [[] for _ in range(seeds)]
    for _ in tqdm(range(rounds), unit="round", file=sys.stderr):
        trainer.round()
        for k, seen in enumerate(looks):
            seen.append(look(trainer, k))
    hops = [hop for seen in looks for hop in hops_of(seen)]
    return {
        "data": data,
        "seeds": seeds,
        "rounds": rounds,
        "hops": len(hops),
        "believed": _share([int(before.beliefs.argmax()) == to for before, to in hops]),
        "pointed": _share([_pointed(before) == to for before, to in hops]),
        "more": _share([before.beliefs[to] > before.beliefs[before.crowd] for before, to in hops]),
        "together_at_0": round(median(calm), 2),
        "together_at_100": round(median(one.together for seen in looks for one in seen), 2),
    }


def look(trainer: Trainer, member: int) -> Look:
    """What the page could see now."""
    data = trainer.data
    fakes = trainer.sample(FAKES, member)
    modes = data.read(fakes).mode
    _, feedback = trainer.examine(fakes, member)
    middle, push = (a.reshape(FAKES, -1).mean(0, dtype=float) for a in (fakes, feedback))
    ways = _middles(trainer) - middle
    beliefs = trainer.measure(member).ratings
    return Look(
        np.bincount(modes[modes >= 0], minlength=len(data.modes)) / FAKES,
        np.array(beliefs),
        ways @ push / (np.linalg.norm(ways, axis=1) * np.linalg.norm(push) + 1e-12),
        together(feedback),
    )


def hops_of(looks: list[Look]) -> list[tuple[Look, int]]:
    """The last look at each crowd before it left, and the kind at which the next crowd stood."""
    crowds = [one for one in looks if one.crowd is not None]
    return [(a, int(b.shares.argmax())) for a, b in pairwise(crowds) if a.crowd != b.crowd]


def _pointed(before: Look) -> int:
    """The kind that the feedback points to, of those where the crowd is not."""
    toward = before.toward.copy()
    toward[int(before.shares.argmax())] = -2
    return int(toward.argmax())


def _middles(trainer: Trainer) -> Doubles:
    """(K, d): the mean held-out item of each kind."""
    data = trainer.data
    rows = data.held_out.reshape(len(data.held_out), -1)
    kinds: Ints = data.held_out_modes
    return np.stack([rows[kinds == kind].mean(0, dtype=float) for kind in range(len(data.modes))])


def _train(trainer: Trainer, rounds: int) -> None:
    for _ in range(rounds):
        trainer.round()


def _share(right: list[Any]) -> float | None:
    return round(float(np.mean(right)), 2) if right else None


def table(told: dict[str, Any]) -> str:
    """The same for people, as a row of Markdown."""
    names = ("data", "seeds", "hops", "believed", "pointed", "more", "together_at_0", "together_at_100")
    rows = (names, ["---"] * len(names), [str(told[name]) for name in names])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
