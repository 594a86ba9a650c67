"""The referee: a fresh classifier that nobody has played against (C2ST, Lopez-Paz and Oquab 2017)."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from gan_core.data.base import DataSet, Floats
from gan_core.engine.adam import ModuleAdam
from gan_core.engine.eyes import eye

STEPS = 150
BATCH = 128


class Referee:
    """Learns to tell held-out real items from a frozen sample of fakes, and is then tested on others of both.

    Half of the items teach, the other half test, so that `accuracy` has the chance band ±1.96 · √(¼ / n_test). Training
    takes `STEPS` small steps, one a call, so that a live page can spread them out.
    """

    def __init__(self, data: DataSet, fakes: Floats, at_step: int, seed: int = 0) -> None:
        n = min(len(fakes), len(data.held_out)) // 2 * 2
        scale = 1.0 if data.kind == "image" else data.scale
        self.at_step = at_step
        self.accuracy: float | None = None
        self._real, self._fake = (torch.from_numpy(np.ascontiguousarray(a[:n])) for a in (data.held_out, fakes))
        self._scale, self._half = scale, n // 2
        self._generator = torch.Generator().manual_seed(seed)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self._net = eye(data.shape)
        sees_waves = data.kind != "image"
        self._batch = 2 * BATCH if sees_waves else BATCH
        self._adam = ModuleAdam(self._net, decay=1e-4)
        self._rates = (5e-3, 1e-4) if sees_waves else (2e-3, 2e-3)  # of the first step, and after the last
        self._steps = 0

    def step(self) -> bool:
        """One step of learning; True when the referee has been tested and `accuracy` stands."""
        if self._steps < STEPS:
            rows = torch.randint(2 * self._half, (self._batch,), generator=self._generator)
            labels = (rows < self._half).float()
            loss = nn.functional.binary_cross_entropy_with_logits(self._net(self._lesson(rows)).squeeze(-1), labels)
            first, last = self._rates
            self._adam.step(loss, first + (last - first) * self._steps / STEPS)
            self._steps += 1
        if self._steps == STEPS and self.accuracy is None:
            self.accuracy = self._tested()
        return self.accuracy is not None

    def finish(self) -> float:
        """Takes all remaining steps; the accuracy."""
        while not self.step():
            pass
        assert self.accuracy is not None
        return self.accuracy

    def _lesson(self, rows: Tensor) -> Tensor:
        """Items that teach, of both kinds in turn: row k is the k-th real one, then come the fakes. Real items are the
        set's own, of which no judge has a copy."""
        real = (rows < self._half).nonzero().squeeze(-1)
        items = self._fake[2 * (rows % self._half)]
        items[real] = self._real[2 * rows[real]]
        return items / self._scale

    @torch.no_grad()
    def _tested(self) -> float:
        right = sum(
            ((self._net(items[1::2] / self._scale).squeeze(-1) > 0) == wanted).sum()
            for items, wanted in ((self._real, True), (self._fake, False))
        )
        return float(right / (2 * self._half))
