"""The two players as E networks of one shape that are evaluated together.

Weights are lists of tensors whose first axis is the member: a layer of E networks is one batched matrix product.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from gan_core.engine.backprop import LEAK, CentredPass, Pass, WavePass, Weights, loudness
from gan_core.philox import Rolls
from gan_core.plain_players import normal


@dataclass(frozen=True)
class Net:
    """E layered networks with LeakyReLU between layers.

    Layer k takes an item as `rows[k]` rows of `pairs[k][0]` numbers and maps each row, with the same weights, to
    `pairs[k][1]` numbers. One row is a fully connected layer; many are a convolution whose stride is its kernel, if the
    numbers of an item come in the order of `gan_core.engine.tiles`: no number ever has to be moved.
    """

    pairs: tuple[tuple[int, int], ...]
    rows: tuple[int, ...]
    level: bool = False  # bring every hidden layer to unit root mean square, row by row (Karras et al. 2018)

    @property
    def inputs(self) -> int:
        """How many numbers it takes of an item."""
        return self.pairs[0][0]

    def init(self, rolls: Rolls) -> list[Tensor]:
        """One member's first weights, a matrix (in, out) and a bias (1, out) a layer.

        He et al. 2015 for hidden layers, variance-keeping for the last; biases 0.
        """
        weights: list[Tensor] = []
        for k, (i, o) in enumerate(self.pairs):
            gain = 1.0 if k == len(self.pairs) - 1 else math.sqrt(2 / (1 + LEAK**2))
            weights += [normal(rolls, (i, o), 2 * k) * (gain / math.sqrt(i)), torch.zeros(1, o)]
        return weights

    def __call__(self, weights: Weights, x: Tensor) -> Tensor:
        """(E, B, in) → (E, B, out)."""
        return self.forward(weights, x).out

    def forward(self, weights: Weights, x: Tensor) -> Pass:
        """The same, with all that is needed to go back."""
        return Pass(self, weights, x)


@dataclass(frozen=True)
class WaveNet:
    """Nets that see their input x through fixed waves of it as well: x, sin(xF) and cos(xF) (Tancik et al. 2020).

    A net of bare coordinates learns coarse shapes soon and fine ones hardly ever; with waves it sees both.
    """

    net: Net
    frequencies: Tensor  # (in, waves), in radians

    def through(self, x: Tensor) -> Tensor:
        """x with its waves, as the net within takes it: (E, B, in) → (E, B, in + 2 waves)."""
        return through(self.frequencies, x)

    def init(self, rolls: Rolls) -> list[Tensor]:
        """One member's first weights."""
        return self.net.init(rolls)

    def __call__(self, weights: Weights, x: Tensor) -> Tensor:
        """(E, B, in) → (E, B, out)."""
        return self.net(weights, self.through(x))

    def forward(self, weights: Weights, x: Tensor) -> Pass:
        """The same, with all that is needed to go back."""
        return WavePass(self.net, weights, x, self.frequencies)


@dataclass(frozen=True)
class CentredNet:
    """Nets that see an item beside the average of real ones, each number in units of its own spread.

    What is the same on all real items is then as loud as what varies, and where it lies goes without saying: layers
    that look at every patch alike need not learn it.
    """

    net: Net
    centre: Tensor  # (in,)
    unit: Tensor  # (in,)

    @property
    def inputs(self) -> int:
        """How many numbers it takes of an item."""
        return len(self.centre)

    def init(self, rolls: Rolls) -> list[Tensor]:
        """One member's first weights."""
        return self.net.init(rolls)

    def __call__(self, weights: Weights, x: Tensor) -> Tensor:
        """(E, B, in) → (E, B, out)."""
        return self.forward(weights, x).out

    def forward(self, weights: Weights, x: Tensor) -> Pass:
        """The same, with all that is needed to go back."""
        return CentredPass(self.net, weights, x, self.centre, self.unit)


House = Net | WaveNet | CentredNet  # networks that go back by hand


def through(frequencies: Tensor, x: Tensor) -> Tensor:
    """x, sin(xF) and cos(xF) side by side."""
    phases = x @ frequencies
    return torch.cat([x, phases.sin(), phases.cos()], dim=-1)


def waves(size: int, count: int, pitches: tuple[float, float]) -> Tensor:
    """Frequencies (size, count) in random directions, always the same, between two pitches in equal steps of pitch."""
    directions = torch.randn(size, count, generator=torch.Generator().manual_seed(0))
    low, high = (math.log10(p) for p in pitches)
    return torch.nn.functional.normalize(directions, dim=0) * torch.logspace(low, high, count)


def mlp(sizes: Sequence[int], *, level: bool = False) -> Net:
    """Fully connected layers of these widths, from input to output: (2, 64, 64, 1)."""
    pairs = tuple(pairwise(sizes))
    return Net(pairs, (1,) * len(pairs), level)


def patch_net(image: tuple[int, int, int], width: int, sight: int | None = None, features: int = 0) -> Net:
    """A convolutional detective of pictures (c, h, w): patches of 4 × 4 pixels, then 2 × 2 of those, then the whole.

    `sight` is how many numbers it sees of a patch, if it sees more than the patch, and `features` how many it makes of
    them, if not `width`. Where they are fewer than the numbers it is blind in some directions.
    """
    c, h, w = image
    features = features or width
    tiles = (h // 8) * (w // 8)
    return Net(
        pairs=((sight or 16 * c, features), (4 * features, 2 * width), (tiles * 2 * width, 2 * width), (2 * width, 1)),
        rows=(4 * tiles, tiles, 1, 1),
    )


def levelled(x: Tensor) -> Tensor:
    """x scaled to unit root mean square along its last axis."""
    return x * loudness(x)


def members(weights: Weights, rows: slice) -> list[Tensor]:
    """The weights of some members only."""
    return [w[rows] for w in weights]
