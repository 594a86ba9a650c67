"""Casts the two players for a data set: which networks they are, and what the forger draws its items from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from gan_core.data.base import DataSet
from gan_core.experiment import Experiment
from gan_core.networks import MLP, Weights


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
    """z → item. On images the last layer ends in tanh, and the paper's grain is laid over it.

    The grain is noise that the forger gets beside z and whose strength it learns for each pixel, as in StyleGAN
    (Karras et al. 2019): paper has a grain that no z could spell out.
    """

    net: MLP
    image: tuple[int, int, int] | None = None  # (c, h, w)

    def init(self, generator: torch.Generator) -> list[Tensor]:
        weights = self.net.init(generator)
        return weights if self.image is None else [*weights, torch.zeros(1, self._pixels)]

    def draw(self, n: int, generator: torch.Generator | None) -> tuple[Tensor, Tensor | None]:
        """Standard normal z (n, z_dim) and grain (n, h · w) or None; zeros without a generator."""

        def normal(*shape: int) -> Tensor:
            return torch.zeros(shape) if generator is None else torch.randn(shape, generator=generator)

        return normal(n, self.net.sizes[0]), None if self.image is None else normal(n, self._pixels)

    def __call__(self, weights: Weights, z: Tensor, grain: Tensor | None = None) -> Tensor:
        """(E, B, z_dim) → (E, B, d)."""
        if self.image is None or grain is None:
            return self.net(weights, z)
        *layers, strength = weights
        return self.net(layers, z).tanh() + (strength * grain).repeat(1, 1, self.image[0])

    @property
    def _pixels(self) -> int:
        assert self.image is not None
        return self.image[1] * self.image[2]


def cast(experiment: Experiment, data: DataSet) -> tuple[Forger, Detective]:
    """The forger and the detective of an experiment on a data set."""
    size = 1
    for side in data.shape:
        size *= side
    e = experiment
    if data.kind == "image":
        c, h, w = data.shape
        forger = Forger(MLP((e.z_dim, 2 * e.g_width, 2 * e.g_width, e.g_width, size)), (c, h, w))
    else:
        forger = Forger(MLP((e.z_dim, e.g_width, e.g_width, size)))
    return forger, MLP((size * e.pack, e.d_width, e.d_width, 1))


def members(weights: Weights, rows: Sequence[int] | slice) -> list[Tensor]:
    """The weights of some members only."""
    return [w[rows] for w in weights]
