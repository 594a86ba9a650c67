"""One thread, two, or the choice that the work itself makes: rounds in a slice of time, with the cores idle or busy."""

from __future__ import annotations

import argparse
import json
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter as clock

import torch

from gan_core.engine.device import threads
from gan_core.engine.trainer import Trainer
from gan_core.experiment import recipe
from gan_core.study.run import Pace, Run
from gan_core.threads import Threads, cores

SLICE = Pace("seconds", look=0.25, referee=1e9, again=1e9)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", default="banknotes")
    parser.add_argument("--seconds", type=float, default=12.0, help="of training, each time")
    parser.add_argument("--repeats", type=int, default=3, help="all conditions in turn, so often")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    told = {f"busy_{busy}": compared(arguments, busy) for busy in (0, 1)}
    print(json.dumps(told) if arguments.json else "\n".join(f"{name}: {figures}" for name, figures in told.items()))


def compared(arguments: argparse.Namespace, busy: int) -> dict[str, float]:
    """Rounds a second with so many cores busy, in the median; and how near the choice came to the better of the two."""
    speeds: dict[str, list[float]] = {"one": [], "all": [], "chosen": []}
    with others(busy):
        for _ in range(arguments.repeats):
            for name, so_many in speeds.items():
                so_many.append(speed(name, arguments))
    typical = {name: median(so_many) for name, so_many in speeds.items()}
    best = max(typical["one"], typical["all"])
    return {name: round(value, 1) for name, value in typical.items()} | {"ratio": round(typical["chosen"] / best, 2)}


def speed(name: str, arguments: argparse.Namespace) -> float:
    """Rounds a second of a fresh training."""
    torch.set_num_threads(1 if name == "one" else cores())
    trainer = Trainer([recipe(arguments.data)], "cpu")
    choice: Threads | None = threads(trainer.device) if name == "chosen" else None
    run = Run(Unlooked(trainer), SLICE, choice)  # type: ignore[arg-type]
    for _ in run.until(arguments.seconds):
        pass
    return trainer.step / run.seconds


class Unlooked:
    """A trainer that nobody measures."""

    def __init__(self, trainer: Trainer) -> None:
        self._trainer, self._metrics = trainer, trainer.measure()

    def __getattr__(self, name: str) -> object:
        return getattr(self._trainer, name)

    def measure(self, member: int = 0) -> object:
        """The first measurement, for nothing."""
        return self._metrics


@contextmanager
def others(count: int) -> Iterator[None]:
    """So many processes that never rest."""
    processes = [multiprocessing.get_context("spawn").Process(target=toil, daemon=True) for _ in range(count)]
    for process in processes:
        process.start()
    try:
        yield
    finally:
        for process in processes:
            process.kill()


def toil() -> None:
    """Work without end."""
    while clock() >= 0:
        pass
