"""Casts the two players for a data set: which networks they are, and what the forger draws its items from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from gan_core.data.base import DataSet
from gan_core.experiment import Experiment
from gan_core.networks import MLP, Weights, levelled


class Network(Protocol):
    """Something with first weights that can be drawn member by member."""

    def init(self, generator: torch.Generator) -> list[Tensor]: ...


class Detective(Protocol):
    """A network with one output, the logit of "real"."""

    def init(self, generator: torch.Generator) -> list[Tensor]: ...
    def __call__(self, weights: Weights, x: Tensor) -> Tensor: ...
    def with_steepness(self, weights: Weights, x: Tensor) -> tuple[Tensor, Tensor]: ...


@dataclass(frozen=True)
class Forger:
    """z → item. z is laid on the sphere of radius √z_dim first, so that a long z is no louder than a short one.

    Images end in tanh and are printed on paper with a grain of its own: noise that the forger neither rolls nor steers, as strong
    as on real notes. It keeps the game well posed where real notes fill only a thin sheet of all pictures
    (instance noise: Arjovsky and Bottou 2017, Sønderby et al. 2017).
    """

    net: MLP
    image: tuple[int, int, int] | None = None  # (c, h, w)
    grain: float = 0.0

    def init(self, generator: torch.Generator) -> list[Tensor]:
        return self.net.init(generator)

    def draw(self, n: int, generator: torch.Generator | None) -> tuple[Tensor, Tensor | None]:
        """Standard normal z (n, z_dim) and the paper's grain (n, h · w), or None where paper has none; zeros without a generator."""

        def normal(*shape: int) -> Tensor:
            return torch.zeros(shape) if generator is None else torch.randn(shape, generator=generator)

        z = normal(n, self.net.sizes[0])
        return z, normal(n, self.image[1] * self.image[2]) * self.grain if self.image and self.grain else None

    def __call__(self, weights: Weights, z: Tensor, grain: Tensor | None = None) -> Tensor:
        """(E, B, z_dim) → (E, B, d)."""
        if self.image is None:
            return self.net(weights, z)
        printed = self.net(weights, levelled(z)).tanh()
        return printed if grain is None else printed + grain.repeat(1, 1, self.image[0])


def cast(experiment: Experiment, data: DataSet) -> tuple[Forger, Detective]:
    """The forger and the detective of an experiment on a data set."""
    e, size = experiment, math.prod(data.shape)
    if data.kind == "image":
        c, h, w = data.shape
        forger = Forger(
            MLP((e.z_dim, 2 * e.g_width, 2 * e.g_width, e.g_width, size), level=True), (c, h, w), data.grain
        )
    else:
        forger = Forger(MLP((e.z_dim, e.g_width, e.g_width, size)))
    return forger, MLP((size * e.pack, e.d_width, e.d_width, 1))
