"""What the trainer costs beside a tutorial's loop and beside the bare matrix products of the same shapes.

Points in the plane, batch 256, width 64, the non-saturating game without a penalty. Everything is timed in turns within
one run, so that what else the machine does falls on all alike; ratios are of medians.

Whether convolutional nets gain from being stepped together is asked of the banknotes, with their own recipe.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median
from time import perf_counter as clock

import torch
from tqdm import tqdm

from benchmarks.plain_gan import PlainGan
from gan_core.engine.device import choose, describe, finish
from gan_core.engine.products import slow, turned
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment, recipe

BASE = Experiment(
    data="ring8", loss="nonsaturating", lr_g=1e-3, lr_d=1e-3, batch=256, z_dim=2, g_width=64, d_width=64, beta1=0.5,
    beta2=0.999, ema=0,
)  # fmt: skip
TOGETHER = {"cpu": (1, 8, 32, 128), "cuda": (1, 8, 32, 128, 1024)}
CPU = torch.device("cpu")
NOTES_TOGETHER = 4
TURN = 0.04  # seconds of one contestant's turn, about


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--turns", type=int, default=40, help="of each contestant")
    parser.add_argument("--device", default="cpu", choices=tuple(TOGETHER))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--profile", action="store_true", help="say instead where a solo step's time goes")


def main(arguments: argparse.Namespace) -> None:
    if arguments.profile:
        return profile()
    device = choose(arguments.device)
    per_round = timed(contestants(device), arguments.turns)
    told = ratios(per_round, TOGETHER[device.type]) | {
        "device": describe(device),
        "microseconds_a_gan": {name: round(1e6 * t, 1) for name, t in per_round.items()},
        "threads": torch.get_num_threads(),
        "cores": os.cpu_count(),
    }
    print(json.dumps(told) if arguments.json else "\n".join(f"{name}: {value}" for name, value in told.items()))


def contestants(device: torch.device) -> dict[str, tuple[Callable[[], object], int]]:
    """By name: something that takes one round, and how many GANs take it."""
    trainers = {n: Trainer([replace(BASE, seed=k) for k in range(n)], device.type) for n in TOGETHER[device.type]}
    plain = PlainGan(trainers[1].match.units.train)
    rounds: dict[str, tuple[Callable[[], object], int]] = {"plain": (plain.round, 1)}
    rounds |= {f"e{n}": (trainer.round, n) for n, trainer in trainers.items()}
    rounds |= {f"products{n}": (products(n, device), n) for n in (1, 32)}
    for n in (1, NOTES_TOGETHER):
        rounds[f"notes{n}"] = Trainer([replace(recipe("banknotes"), seed=k) for k in range(n)], device.type).round, n
    return rounds


def products(members: int, device: torch.device = CPU) -> Callable[[], None]:
    """The matrix products of one round and nothing else, on buffers that exist already, thin ones turned round as ours.

    The detective's step is a forward pass of the forger on a batch and of the detective on two, and the detective's
    backward pass; the forger's step both forward passes, the backward pass through the detective's inputs and all of
    the forger's.
    """
    batch, width = BASE.batch, BASE.g_width
    forger, detective = ((BASE.z_dim, width), (width, width), (width, 2)), ((2, width), (width, width), (width, 1))
    calls: list[tuple[torch.Tensor, torch.Tensor, torch.Tensor]] = []

    def product(rows: int, inner: int, columns: int) -> None:
        a, b = torch.randn(members, rows, inner, device=device), torch.randn(members, inner, columns, device=device)
        if b.is_cpu and slow(b):
            a, b, rows, columns = turned(b), a.mT, columns, rows
        calls.append((a, b, torch.empty(members, rows, columns, device=device)))

    def forward(net: tuple[tuple[int, int], ...], rows: int) -> None:
        for i, o in net:
            product(rows, i, o)

    def backward(net: tuple[tuple[int, int], ...], rows: int, *, weights: bool, inputs: bool) -> None:
        for k, (i, o) in enumerate(net):
            if weights:
                product(i, rows, o)
            if inputs or k:
                product(rows, o, i)

    forward(forger, batch)
    forward(detective, 2 * batch)
    backward(detective, 2 * batch, weights=True, inputs=False)
    forward(forger, batch)
    forward(detective, batch)
    backward(detective, batch, weights=False, inputs=True)
    backward(forger, batch, weights=True, inputs=False)

    def run() -> None:
        for a, b, out in calls:
            torch.bmm(a, b, out=out)

    return run


def timed(rounds: dict[str, tuple[Callable[[], object], int]], turns: int) -> dict[str, float]:
    """Seconds a GAN and round, the median of many short turns, taken one contestant after the other."""
    times: dict[str, list[float]] = {name: [] for name in rounds}
    repeats = {name: max(1, int(TURN / _once(call))) for name, (call, _) in rounds.items()}
    for _ in tqdm(range(turns), unit="turn", file=sys.stderr):
        for name, (call, members) in rounds.items():
            started = clock()
            for _ in range(repeats[name]):
                call()
            finish()
            times[name].append((clock() - started) / repeats[name] / members)
    return {name: median(t) for name, t in times.items()}


def _once(call: Callable[[], object]) -> float:
    """Seconds that one call takes once it is warm."""
    for _ in range(5):
        call()
    finish()
    started = clock()
    for _ in range(5):
        call()
    finish()
    return (clock() - started) / 5


def ratios(per_round: dict[str, float], together: Sequence[int] = TOGETHER["cpu"]) -> dict[str, float]:
    """Times faster than the plain loop, times slower than the bare products, and times faster a GAN in company."""
    faster = {f"e{n}_vs_plain": per_round["plain"] / per_round[f"e{n}"] for n in together}
    others = {
        "solo_vs_products": per_round["e1"] / per_round["products1"],
        "e32_vs_products": per_round["e32"] / per_round["products32"],
        f"conv_e{NOTES_TOGETHER}_vs_solo": per_round["notes1"] / per_round[f"notes{NOTES_TOGETHER}"],
    }
    named = {"solo_vs_plain": faster.pop("e1_vs_plain")} | faster | others
    return {name: round(value, 3) for name, value in named.items()}


def profile() -> None:
    """A table of where the time of a solo round goes."""
    trainer = Trainer([BASE], "cpu")
    for _ in range(50):
        trainer.round()
    activities = [torch.profiler.ProfilerActivity.CPU]
    with torch.profiler.profile(activities=activities) as seen:
        for _ in range(200):
            trainer.round()
    print(seen.key_averages().table(sort_by="self_cpu_time_total", row_limit=25))
