"""What the page under the hood claims: the plain round is the engine's, and theory is where it says.

The plain round is held against the engine in double precision over every loss, penalty, kind of data and company. Going
back by hand and by autograd are timed in turns, so that what else the machine does falls on both alike. On the line the
detective learns alone, without a penalty, against a forger frozen after 100 rounds, until it improves no more; and the
value is of games that both have played for long. Seeds are others than those with which this was tuned (0 to 2).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from statistics import mean, median
from time import perf_counter as clock
from typing import Any

import torch
from tqdm import tqdm

from benchmarks.plain_games import GAMES, ROUNDS, in_double, most, trainer_of
from gan_core.data.base import DataSet
from gan_core.engine.networks import House, WaveNet
from gan_core.engine.on_the_line import on_the_line
from gan_core.engine.plainly import plainly
from gan_core.engine.plates import PlateNet
from gan_core.engine.players import Players, cast
from gan_core.engine.seam import AnyNetwork
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment, recipe
from gan_core.plain import play
from gan_core.theory.line_game import EQUILIBRIUM

LINE = replace(recipe("line"), loss="nonsaturating")  # as the page plays it
FROZEN_AFTER = 100  # rounds
LESSONS = ((1500, 1.0), (1000, 0.2), (1000, 0.04))  # rounds of the detective alone, and the part of its rate
LONG = 2000  # rounds after which the value is read,
READINGS = 10  # as often,
APART = 50  # and so many rounds apart
TIMED = ("ring8", "banknotes")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeds", type=int, default=5, help="from 10 on")
    parser.add_argument("--turns", type=int, default=40, help="of each way back")
    parser.add_argument("--quick", action="store_true", help="a hundredth of the rounds: to see that it runs")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    part = 0.01 if arguments.quick else 1.0
    seeds = range(10, 10 + arguments.seeds)
    best = [best_detective(seed, part) for seed in tqdm(seeds, "detective alone", disable=arguments.json)]
    values = [long_played(seed, part) for seed in tqdm(seeds, "both play", disable=arguments.json)]
    told: dict[str, Any] = {
        "plain_vs_engine_max_diff": plain_vs_engine(max(1, round(part * ROUNDS))),
        "autograd_vs_hand": {data: autograd_vs_hand(data, arguments.turns) for data in TIMED},
        "dstar_error": round(mean(best), 4),
        "dstar_error_each": [round(error, 4) for error in best],
        "value_at_equilibrium": round(mean(v for v, _ in values), 4),
        "value_each": [round(v, 4) for v, _ in values],
        "value_of_perfect_detective_each": [round(v, 4) for _, v in values],
        "equilibrium": round(EQUILIBRIUM, 4),
        "games": len(GAMES),
    }
    print(json.dumps(told) if arguments.json else "\n".join(f"{name}: {value}" for name, value in told.items()))


def plain_vs_engine(rounds: int) -> float:
    """The largest difference between two weights after so many rounds, over all games."""
    with in_double():
        return max(_apart(experiment, rounds) for experiment in GAMES.values())


def _apart(experiment: Experiment, rounds: int) -> float:
    trainer = trainer_of([experiment])
    game = plainly(trainer)
    for _ in range(rounds):
        trainer.round()
        play(game)
    return most(game, trainer)


def by_autograd(experiment: Experiment, data: DataSet, device: torch.device) -> Players:
    """The house's own players, which forget that they can go back by hand."""
    forger, detective = cast(experiment, data, device)

    def like(net: Any) -> AnyNetwork:
        assert isinstance(net, House | PlateNet)
        return AnyNetwork(net, net.init, net.net.inputs if isinstance(net, WaveNet) else net.inputs)

    return replace(forger, net=like(forger.net)), like(detective)  # type: ignore[arg-type]


def autograd_vs_hand(data: str, turns: int) -> float:
    """How many times as long a recipe's round takes by autograd."""
    ways = [Trainer([recipe(data)], "cpu"), Trainer([recipe(data)], "cpu", players=by_autograd)]
    times: list[list[float]] = [[], []]
    for _ in range(turns):
        for trainer, taken in zip(ways, times, strict=True):
            started = clock()
            trainer.round()
            taken.append(clock() - started)
    hand, autograd = (median(taken) for taken in times)
    return round(autograd / hand, 2)


def best_detective(seed: int, part: float) -> float:
    """Mean |D − D*| when the detective has learnt all that it can of a forger that stands still."""
    trainer = Trainer([replace(LINE, seed=seed)], "cpu")
    _rounds(trainer, FROZEN_AFTER)
    trainer.update(0, g_steps=0, r1=0, r2=0)
    for rounds, rate in LESSONS:
        trainer.update(0, lr_d=rate * LINE.lr_d)
        _rounds(trainer, round(part * rounds))
    return on_the_line(trainer).apart


def long_played(seed: int, part: float) -> tuple[float, float]:
    """V(D, G) and V(D*, G) when both have played for long, each the mean of several readings."""
    trainer = Trainer([replace(LINE, seed=seed)], "cpu")
    _rounds(trainer, round(part * LONG))
    readings = []
    for _ in range(READINGS):
        _rounds(trainer, max(1, round(part * APART)))
        seen = on_the_line(trainer)
        readings.append((seen.value, seen.best_value))
    return mean(v for v, _ in readings), mean(v for _, v in readings)


def _rounds(trainer: Trainer, count: int) -> None:
    for _ in range(count):
        trainer.round()
