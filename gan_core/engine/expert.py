"""The expert: a judge who has all the time and all the real items that it wants, and then says what it saw.

The referee says what a newcomer notices. The expert learns on fresh real items, or on all that there are, against fresh
fakes of one frozen forger, until it no longer improves on items kept apart for that; its word comes from others again
(C2ST, Lopez-Paz and Oquab 2017). It reads what is left between the two distributions, however well the fakes please.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn

from gan_core import data as datasets
from gan_core.data.base import DataSet, Floats
from gan_core.data.point_traits import crowd_traits
from gan_core.engine.adam import ModuleAdam
from gan_core.engine.eyes import fine_eye
from gan_core.engine.reals import Part, Reals
from gan_core.giveaway import giveaway
from gan_core.metrics.accuracy import balanced_accuracy, chance_band
from gan_core.opinion import Opinion

Fakes = Callable[[int, int], Floats]  # how many, and a seed → so many fresh fakes of one frozen forger

BATCH: Final = 64  # real items of a step, and as many fakes; of points four times as many
STEPS: Final = 1500  # at most
LOOK: Final = 50  # steps between two looks at the items kept apart
PATIENCE: Final = 4  # looks without an improvement before the rate falls, and before the end
RATES: Final = (4e-3, 8e-4)
CERTAIN: Final = 0.02  # loss at which nothing is left to learn
PIECE: Final = 128  # items of either kind that are judged at a time
SOME: Final = 512  # real items whose mean and spread are the units of what the net sees
LEAST: Final = 0.05  # spread of a number, in units of the whole item's
SEEDS: Final = 1_000_000  # fakes come from seeds above those that are used for measuring


class Expert:
    """Learns in small steps, one a call, so that a live page can spread them out.

    Args:
        data: the set whose real items it knows.
        fakes: draws fresh fakes of a forger that no longer changes.
        at_step: the forger's step.
        steps: of learning, at most.
    """

    def __init__(self, data: DataSet, fakes: Fakes, at_step: int, *, steps: int = STEPS, seed: int = 0) -> None:
        self.at_step = at_step
        self.opinion: Opinion | None = None
        self.lessons, self.progress = 0, 0.0  # steps of learning so far; the share of its studies, in [0, 1]
        self._data, self._fakes, self._steps = data, fakes, steps
        self._reals = Reals(data, seed)
        some = self._reals.lessons(SOME)
        self._centre, self._spread = some.mean(axis=0), np.maximum(some.std(axis=0), LEAST * some.std())
        self._batch = BATCH if data.kind == "image" else 4 * BATCH
        self._seed = SEEDS
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self._net = fine_eye(data.shape)
        self._course = self._studies()

    def step(self) -> bool:
        """A few milliseconds of its studies; True when they are over and `opinion` stands."""
        next(self._course, None)
        return self.opinion is not None

    def finish(self) -> Opinion:
        """The rest of its studies at once."""
        while not self.step():
            pass
        assert self.opinion is not None
        return self.opinion

    # ---- the course

    def _studies(self) -> Iterator[None]:
        choice: list[tuple[Tensor, Tensor]] = []
        for pair in self._pairs("choice"):
            choice.append(pair)
            yield
        yield from self._lessons(choice)
        scores: list[tuple[Floats, Floats]] = []
        shown: list[tuple[Floats, Floats]] = []
        for real, fake in self._pairs("exam"):
            scores.append((self._scores(real), self._scores(fake)))
            shown.append((self._natural(real), self._natural(fake)))
            yield
        yield from self._conclude(scores, shown)

    def _lessons(self, choice: list[tuple[Tensor, Tensor]]) -> Iterator[None]:
        """Learn until the items kept apart are judged no better, twice: at a high rate, then at a low one."""
        best, kept = float("inf"), deepcopy(self._net.state_dict())
        for rate in RATES:
            adam = ModuleAdam(self._net, decay=1e-4)
            waited = 0
            while waited < PATIENCE and self.lessons < self._steps and best > CERTAIN:
                self._lesson(adam, rate)
                self.lessons += 1
                self.progress = 0.9 * self.lessons / self._steps
                yield
                if self.lessons % LOOK:
                    continue
                loss = self._loss_of(choice)
                waited += 1
                if loss < best:
                    best, kept, waited = loss, deepcopy(self._net.state_dict()), 0
            self._net.load_state_dict(kept)

    def _lesson(self, adam: ModuleAdam, rate: float) -> None:
        real, fake = self._seen(self._reals.lessons(self._batch)), self._seen(self._made(self._batch))
        adam.step(self._loss(real, fake), rate)

    def _loss(self, real: Tensor, fake: Tensor) -> Tensor:
        logits = self._net(torch.cat([real, fake])).squeeze(-1)
        softplus = nn.functional.softplus
        return (softplus(-logits[: len(real)]).mean() + softplus(logits[len(real) :]).mean()) / 2

    @torch.no_grad()
    def _loss_of(self, pairs: list[tuple[Tensor, Tensor]]) -> float:
        return float(np.average([float(self._loss(*pair)) for pair in pairs], weights=[len(p[0]) for p in pairs]))

    @torch.no_grad()
    def _scores(self, items: Tensor) -> Floats:
        scores: Floats = self._net(items).squeeze(-1).numpy()
        return scores

    # ---- items

    def _pairs(self, part: Part) -> Iterator[tuple[Tensor, Tensor]]:
        """Real items of a part and as many fakes, a piece at a time."""
        for start in range(0, self._reals.count(part), PIECE):
            real = self._reals.piece(part, start, PIECE)
            yield self._seen(real), self._seen(self._made(len(real)))

    def _made(self, n: int) -> Floats:
        self._seed += 1
        return self._fakes(n, self._seed)

    def _seen(self, items: Floats) -> Tensor:
        """As the net sees them: each number in units of its own spread over real items, so that no corner is faint."""
        return torch.from_numpy(((items - self._centre) / self._spread).astype(np.float32))

    def _natural(self, items: Tensor) -> Floats:
        natural: Floats = items.numpy() * self._spread + self._centre
        return natural

    # ---- what it says

    def _conclude(self, scores: list[tuple[Floats, Floats]], shown: list[tuple[Floats, Floats]]) -> Iterator[None]:
        on_real, on_fake = (np.concatenate(side) for side in zip(*scores, strict=True))
        real, fake = (np.concatenate(side) for side in zip(*shown, strict=True))
        looks = self._looks(fake) if self._data.kind == "image" else None
        yield
        self.progress = 1.0
        self.opinion = Opinion(
            at_step=self.at_step,
            accuracy=balanced_accuracy(on_real, on_fake),
            band=chance_band(len(on_real), len(on_fake)),
            lessons=self.lessons,
            looks=looks,
            giveaway=giveaway(datasets.traits(self._data.name) or crowd_traits(self._data), real, fake),
        )

    def _looks(self, fakes: Floats) -> Floats:
        """Where a small change would move the verdict most, over many fakes (Simonyan et al. 2014): (h, w)."""
        items = self._seen(fakes[:PIECE]).requires_grad_()
        (slopes,) = torch.autograd.grad(self._net(items).sum(), items)
        mean = slopes.abs().sum(1).mean(0).numpy()
        looks: Floats = (mean / max(float(mean.max()), 1e-12)).astype(np.float32)
        return looks
