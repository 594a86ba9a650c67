"""What the worker needs of the library of trainers, so that tests can give it one that costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from gan_core.experiment import Experiment
from gan_core.threads import Threads
from gan_core.words import say

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

Build = Callable[[Sequence[Experiment]], "Trainer"]


class Joint(Protocol):
    """Trainers that play rounds together (gan_core.engine.ensemble.Ensemble)."""

    trainers: tuple[Any, ...]

    @property
    def fits(self) -> bool: ...
    def round(self) -> None: ...
    def part(self) -> None: ...


@dataclass(frozen=True)
class Company:
    """Who may train together, and how."""

    kin: Callable[[Any], Hashable | None]
    join: Callable[[Sequence[Any]], Joint]


def _one_thread() -> Threads:
    return Threads(lambda count: None, 1)


@dataclass(frozen=True)
class Engine:
    """How trainers are made and joined, and how the number of their threads is chosen for one kind of work."""

    build: Build
    company: Company | None = None
    threads: Callable[[], Threads] = _one_thread
    device: str = "cpu"
    give_memory_back: Callable[[], None] = lambda: None
    passed_over: tuple[str, ...] = ()  # why no better device trains, in sentences


def real() -> Engine:
    """The trainers of gan_core, on the best device that passes its rehearsal; this imports torch."""
    from gan_core.engine.device import choose, give_memory_back, threads
    from gan_core.engine.ensemble import Ensemble, kin
    from gan_core.engine.rehearsal import rehearsed
    from gan_core.engine.trainer import Trainer

    chosen = rehearsed()

    def build(experiments: Sequence[Experiment]) -> Trainer:
        trainer = Trainer(experiments, chosen.device)
        if chosen.passed_over:
            trainer.device_name = say("{device} (the GPU did not pass its rehearsal)", device=trainer.device_name)
        return trainer

    of_threads = partial(threads, choose(chosen.device))
    return Engine(build, Company(kin, Ensemble), of_threads, chosen.device, give_memory_back, chosen.passed_over)
