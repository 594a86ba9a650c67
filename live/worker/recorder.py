"""A run that trains in this process for so long, and all that a page would have been sent of it."""

from __future__ import annotations

from collections.abc import Iterator

from gan_core import Trainer
from gan_core.engine.device import threads
from gan_core.experiment import Experiment
from live.wire.messages import Begin, Frame, Report
from live.wire.pace import Pace
from live.worker.painter import vault
from live.worker.training import Training

NAME = "recorded"


class Recorder:
    """Trains as the worker does, for nobody else."""

    def __init__(self, experiment: Experiment, device: str | None = None) -> None:
        self._told: list[Report] = []
        trainer = Trainer([experiment], device)
        order = Begin(NAME, NAME, (experiment,), None, Pace(), playing=True, seq=0)
        self._training = Training(order, trainer, self._told.append, threads(trainer.device))
        self.vault = vault(NAME, trainer.data, trainer.experiments)

    @property
    def seconds(self) -> float:
        """Of training so far."""
        return self._training.seconds

    def frames(self, seconds: float) -> Iterator[Frame]:
        """The pictures of so many seconds of training, as they are made; `stop` adds the last one."""
        self._training.picture()
        while self.seconds < seconds and not self._training.diverged:
            yield from self._taken()
            self._training.turn(1)

    def stop(self) -> Iterator[Frame]:
        """Stands still, and is judged by a referee of this very moment."""
        training = self._training
        training.pause()
        while not training.diverged and training.monitor.stale():
            training.turn(1)
        training.picture()
        yield from self._taken()

    def _taken(self) -> list[Frame]:
        frames = [report for report in self._told if isinstance(report, Frame)]
        self._told.clear()
        return frames
