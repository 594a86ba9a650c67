"""What can be seen of E pairs at one moment: fresh fakes, what a detective thinks of items, in the data's own units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from gan_core.data.base import DataSet, Floats
from gan_core.engine.backprop import Weights
from gan_core.engine.match import Match
from gan_core.engine.networks import WaveNet, members
from gan_core.engine.pair import Pair
from gan_core.engine.sights import seen
from gan_core.experiment import Experiment
from gan_core.philox import Rolls, Stream

WALL = {"image": 24, "points": 512, "line": 2048}  # fakes that are always made from the same z

Latents = tuple[Tensor, Tensor | None]


@dataclass(frozen=True)
class View:
    """Looks, and changes nothing."""

    match: Match
    pair: Pair
    step: int
    thresholds: tuple[float, ...]  # logit above which each detective says "real", as last measured
    fixed: tuple[Latents, ...]  # from which each member's wall is always printed, so that it changes smoothly
    ready: tuple[Tensor, ...]  # the same z as the forger's net takes it
    live: bool = False  # whether the forger itself is seen, not its average

    @property
    def data(self) -> DataSet:
        """The data set."""
        return self.match.units.data

    def sample(self, n: int, member: int = 0, *, live: bool = False, seed: int = 0) -> Floats:
        """n fresh fakes (n, *shape) in the data's natural units; from the averaged forger unless `live`."""
        return self.match.units.to_items(self.fresh(n, member, live=live, seed=seed)) * self.data.scale

    def fresh(self, n: int, member: int = 0, *, live: bool = False, seed: int = 0) -> Tensor:
        """The same fakes as the networks see them: (n, d)."""
        return self._drawn(self._shown(member, live=live), n, seed)

    def copied(self, member: int = 0) -> Callable[[int, int], Floats]:
        """Draws so many fresh fakes, of a seed, from the forger as it is shown now, whatever it learns next."""
        weights = [w.clone() for w in self._shown(member, live=False)]
        return lambda n, seed: self.match.units.to_items(self._drawn(weights, n, seed)) * self.data.scale

    def print_from(self, z: Tensor, grain: Tensor | None, member: int = 0) -> Floats:
        """The fakes (n, *shape), in natural units, that a member's forger makes of z (1, n, z_dim) and grain."""
        return self.match.units.to_items(self.rows_from(z, grain, member) * self.data.scale)

    def rows_from(self, z: Tensor, grain: Tensor | None, member: int = 0) -> Tensor:
        """The same fakes as the networks see them: (n, d)."""
        return self.match.forger(self._shown(member, live=False), z, grain)[0]

    def wall(self, member: int = 0) -> Floats:
        """The fakes (n, *shape), in natural units, that always hang there."""
        return self.print_ready(self.ready[member], self.fixed[member][1], member)

    def print_ready(self, ready: Tensor, grain: Tensor | None, member: int = 0) -> Floats:
        """As `print_from`, of z that the forger made ready before."""
        rows = self.match.forger.made(self._shown(member, live=False), ready, grain)[0]
        return self.match.units.to_items(rows * self.data.scale)

    def logits(self, items: Floats, member: int = 0) -> Floats:
        """The detective's logits (n,) for items (n, *shape) in natural units."""
        return self.judge(self.match.units.to_net(items), member)

    def judge(self, rows: Tensor, member: int = 0) -> Floats:
        """The detective's logits (n,) for items (n, d) as the networks see them."""
        out: Floats = self.opinion(rows[None], member).flatten().cpu().numpy()
        return out

    def opinion(self, rows: Tensor, member: int = 0, others: Tensor | None = None) -> Tensor:
        """The same as a tensor, (1, n, d) → (1, n); company, where the detective sees some, are `others` (1, n, d)."""
        company = self.match.company.alone(member)
        weights = members(company.eyes(self.pair.detective.weights), slice(member, member + 1))
        return self.match.detective(weights, company.seat(rows, others)).squeeze(-1)

    def opinion_of(self, sight: Tensor, member: int = 0) -> Tensor:
        """The same of a sight (gan_core.engine.sights); one that sees company sees each place among real items."""
        detective = self.match.detective
        if isinstance(detective, WaveNet) and self.match.company.spared:
            weights = members(self.pair.detective.weights, slice(member, member + 1))
            return detective.net(weights, seen(detective, sight)).squeeze(-1)
        return self.opinion(sight, member, self.match.units.held_out[None, : sight.shape[1]])

    def _drawn(self, weights: Weights, n: int, seed: int) -> Tensor:
        drawn = self.match.forger.draw(n, Rolls(seed, Stream.FRESH, self.step))
        z, grain = _placed(drawn, self.match.units.device)
        return self.match.forger(weights, z, grain)[0]

    def _shown(self, member: int, *, live: bool) -> Weights:
        averaged = not (live or self.live) and self.match.experiments[member].ema > 0
        return members(self.pair.shown if averaged else self.pair.forger.weights, slice(member, member + 1))


def fixed_latents(match: Match, experiment: Experiment) -> Latents:
    """The z (1, n, z_dim) and grain of a member's wall."""
    drawn = match.forger.draw(WALL[match.units.data.kind], Rolls(experiment.seed, Stream.WALL))
    return _placed(drawn, match.units.device)


def _placed(latents: Latents, device: torch.device) -> Latents:
    """The latents of one member, on the device and with the axis of members."""
    z, grain = latents
    return z[None].to(device), None if grain is None else grain[None].to(device)
