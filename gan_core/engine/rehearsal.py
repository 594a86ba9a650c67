"""Which device trains: the best one that passes a rehearsal of all that a run does there.

A GPU may be there and yet fail, at the first kernel or at the first recording, or be slower than the CPU on nets as
small as these. Whoever trains wants to know beforehand, and a fault of a driver must never be a broken page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter as clock
from typing import Final

from gan_core.engine.device import available
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment, recipe
from gan_core.words import say

WARM: Final = 4  # rounds in which recordings are made and replayed
ROUNDS: Final = 20  # that are timed
Trial = Callable[[str], float]  # device → rounds a second; raises whatever goes wrong there


@dataclass(frozen=True)
class Casting:
    """The device that was chosen, and why no better one was, in sentences."""

    device: str
    passed_over: tuple[str, ...] = ()


def rehearsed(devices: Sequence[str] | None = None, trial: Trial | None = None) -> Casting:
    """The first of `devices`, best first, that passes and is no slower than the last one, the CPU."""
    names = list(devices or available())
    trial = trial or rounds_per_second
    *better, last = names
    passed_over: list[str] = []
    slowest: float | None = None
    for name in better:
        try:
            speed = trial(name)
        except Exception as error:
            passed_over.append(
                say(
                    "{device} failed its rehearsal ({error}: {why}).",
                    device=name.upper(),
                    error=type(error).__name__,
                    why=_first_line(error),
                )
            )
            continue
        slowest = trial(last) if slowest is None else slowest
        if speed >= slowest:
            return Casting(name, tuple(passed_over))
        passed_over.append(
            say(
                "{device} is slower here than {other}: {speed:.0f} rounds a second, not {least:.0f}.",
                device=name.upper(),
                other=last.upper(),
                speed=speed,
                least=slowest,
            )
        )
    return Casting(last, tuple(passed_over))


def rounds_per_second(device: str, experiment: Experiment | None = None) -> float:
    """All that a run does on a device: rounds, recorded and replayed where they are, steps by hand, pictures, measures.

    Raises:
        RuntimeError: if the numbers that it gave are none.
    """
    trainer = Trainer([experiment or recipe("banknotes")], device)
    for _ in range(WARM):
        trainer.round()
    trainer.settle()
    started = clock()
    for _ in range(ROUNDS):
        trainer.round()
    trainer.settle()
    seconds = clock() - started
    trainer.detective_step()
    trainer.forger_step()
    trainer.snapshot(feedback=True)
    trainer.measure()
    trainer.referee().step()
    if (said := trainer.diverged()) is not None:
        raise RuntimeError(said)
    return ROUNDS / seconds


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no more was said"])[0][:160]
