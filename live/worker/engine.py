"""What the worker needs of the library of trainers, so that tests can give it one that costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from gan_core.experiment import Experiment
from gan_core.threads import Threads

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


def real() -> Engine:
    """The trainers of gan_core; this imports torch."""
    from gan_core.engine.device import choose, threads
    from gan_core.engine.ensemble import Ensemble, kin
    from gan_core.engine.trainer import Trainer

    device = choose()
    return Engine(Trainer, Company(kin, Ensemble), lambda: threads(device))
