"""How far a run in the engine and the same link's run in a page agree: equal dice, arithmetic that rounds otherwise.

Both print the wall of a seed after some rounds. They differ by the root of the mean square of all differences, in units
of the real items' standard deviation; `apart` is the first of these rounds after which that is more than `BOUND`.
Beside it stands how the engine parts from itself when one first weight is moved by the smallest step there is.
"""

from __future__ import annotations

import argparse
import base64
import json
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.node import in_node
from gan_core.engine.portable.book import book
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment
from gan_core.words import wired

BOUND: Final = 1e-3
ROUNDS: Final = (1, 3, 10, 30, 50, 75, 100, 150, 200, 300, 400, 500, 700, 1000)
PLAYED: Final = """async ({ Players }, { book, kernel, seed, rounds }) => {
  const players = await Players.of(book, kernel, seed)
  const walls = []
  while (walls.length < rounds.length) {
    players.round()
    if (players.step === rounds[walls.length]) walls.push(players.print("wall", players.fixed, false))
  }
  return walls.map((wall) => Buffer.from(wall.buffer, wall.byteOffset, wall.byteLength).toString("base64"))
}"""

Floats = NDArray[np.float32]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", default="ring8")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first", type=int, default=100, help="the first seed")
    parser.add_argument("--rounds", type=int, default=300, help="at most")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    rounds = [n for n in ROUNDS if n <= arguments.rounds]
    told = wired(book(Experiment.from_query({"data": arguments.data})))
    found: dict[str, Any] = {"data": arguments.data, "rounds": rounds, "runs": []}
    for seed in range(arguments.first, arguments.first + arguments.seeds):
        experiment = Experiment.from_query({"data": arguments.data, "seed": str(seed)})
        engine = walls(experiment, rounds)
        page = in_node(PLAYED, {"book": told, "seed": seed, "rounds": rounds})
        unit = spread(Trainer([experiment], "cpu"))
        theirs = [np.frombuffer(base64.b64decode(wall), "<f4") / unit for wall in page]
        nudged = walls(experiment, rounds, nudge=True)
        run: dict[str, Any] = {"seed": seed, "page": parted(engine, theirs), "nudged": parted(engine, nudged)}
        found["runs"].append({**run, **{f"{name}_apart": first(run[name], rounds) for name in ("page", "nudged")}})
    print(json.dumps(found) if arguments.json else json.dumps(found, indent=2))


def walls(experiment: Experiment, rounds: list[int], *, nudge: bool = False) -> list[Floats]:
    """The engine's wall after each of these rounds, as the networks see it, in units of the real items' spread."""
    trainer, found = Trainer([experiment], "cpu"), []
    if nudge:
        weight = trainer.pair.forger.weights[0].view(-1)
        weight[0] = torch.nextafter(weight[0], weight[0] + 1)
    for n in rounds:
        while trainer.step < n:
            trainer.round()
        found.append(trainer.view.rows_from(*trainer.fixed_latents()).numpy().ravel())
    return [wall / spread(trainer) for wall in found]


def spread(trainer: Trainer) -> np.float32:
    """The standard deviation of real items, as the networks see them."""
    return np.float32(trainer.match.units.train.std())


def parted(ours: list[Floats], theirs: list[Floats]) -> list[float]:
    """How far apart, after each of these rounds."""
    return [float(f"{np.sqrt(np.mean((a - b) ** 2)):.1e}") for a, b in zip(ours, theirs, strict=True)]


def first(distances: list[float], rounds: list[int]) -> int | None:
    """The first of these rounds after which they are apart."""
    return next((n for n, d in zip(rounds, distances, strict=True) if d > BOUND), None)
