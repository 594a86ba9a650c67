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

LEAK = 0.2  # slope of LeakyReLU for negative input

Weights = Sequence[Tensor]


@dataclass(frozen=True)
class Net:
    """E layered networks with LeakyReLU between layers.

    Layer k takes an item as `rows[k]` rows of `pairs[k][0]` numbers and maps each row, with the same weights, to
    `pairs[k][1]` numbers. One row is a fully connected layer; many are a convolution whose stride is its kernel, if the
    numbers of an item come in the order of `gan_core.tiles`: no number ever has to be moved.
    """

    pairs: tuple[tuple[int, int], ...]
    rows: tuple[int, ...]
    level: bool = False  # bring every hidden layer to unit root mean square, row by row (Karras et al. 2018)

    def init(self, generator: torch.Generator) -> list[Tensor]:
        """One member's first weights, a matrix (in, out) and a bias (1, out) a layer.

        He et al. 2015 for hidden layers, variance-keeping for the last; biases 0.
        """
        weights: list[Tensor] = []
        for k, (i, o) in enumerate(self.pairs):
            gain = 1.0 if k == len(self.pairs) - 1 else math.sqrt(2 / (1 + LEAK**2))
            weights += [torch.randn(i, o, generator=generator) * gain / math.sqrt(i), torch.zeros(1, o)]
        return weights

    def __call__(self, weights: Weights, x: Tensor) -> Tensor:
        """(E, B, in) → (E, B, out)."""
        batch = x.shape[1]
        for k in range(len(self.pairs)):
            x = self._layer(weights, x, k, batch)
            if k + 1 < len(self.pairs):
                x = torch.nn.functional.leaky_relu(x, LEAK)
                x = levelled(x) if self.level else x
        return x

    def with_steepness(self, weights: Weights, x: Tensor) -> tuple[Tensor, Tensor]:
        """Output (E, B, 1) of a one-output net and ‖∇ₓ output‖² (E, B), both differentiable in the weights."""
        out, slope = self.with_slope(weights, x)
        first = weights[0]
        if first.shape[1] <= first.shape[2]:
            squares = (slope @ first.transpose(1, 2)).square()
        else:
            squares = (slope @ (first.transpose(1, 2) @ first)) * slope
        return out, squares.reshape(*out.shape[:2], -1).sum(-1)

    def with_mean_steepness(self, weights: Weights, x: Tensor) -> tuple[Tensor, Tensor]:
        """Output (E, 2B, 1) and the mean of ‖∇ₓ output‖² over either half of the batch (E, 2), both differentiable.

        Σ ‖W v‖² = Σᵢⱼ (Σ v vᵀ)ᵢⱼ (WᵀW)ᵢⱼ: sums over the batch first, so that nothing as large as the batch is squared.
        """
        out, slope = self.with_slope(weights, x)
        members, batch = out.shape[:2]
        halves = slope.reshape(2 * members, -1, slope.shape[-1])
        spread = (halves.transpose(1, 2) @ halves).reshape(members, 2, *2 * halves.shape[-1:])  # (E, 2, h, h)
        gram = (weights[0].transpose(1, 2) @ weights[0]).unsqueeze(1)
        return out, (spread * gram).sum((-2, -1)) / (batch // 2)

    def with_slope(self, weights: Weights, x: Tensor) -> tuple[Tensor, Tensor]:
        """Output (E, B, 1) of a one-output net and its gradient v at the first layer's output, (E, B · rows, h).

        The gradient at the input is v Wᵀ with the first layer's W. A LeakyReLU net is linear on each side of its kinks,
        so that the gradient is itself a short chain of products with the sides held fixed: cheaper than autograd's
        double backward, and differentiable in the weights like any other layer.
        """
        batch, last = x.shape[1], len(self.pairs) - 1
        before: list[Tensor] = []
        for k in range(last):
            x = self._layer(weights, x, k, batch)
            before.append(x.detach())
            x = torch.nn.functional.leaky_relu(x, LEAK)
        out = self._layer(weights, x, last, batch)
        slope = weights[-2].transpose(1, 2).expand(-1, batch, -1)  # (E, B, h)
        for k in range(last - 1, 0, -1):
            slope = _through_kink(slope.reshape(before[k].shape), before[k]) @ weights[2 * k].transpose(1, 2)
        return out, _through_kink(slope.reshape(before[0].shape), before[0])

    def _layer(self, weights: Weights, x: Tensor, k: int, batch: int) -> Tensor:
        rows = x.reshape(x.shape[0], batch * self.rows[k], self.pairs[k][0])
        return torch.baddbmm(weights[2 * k + 1], rows, weights[2 * k])


def _through_kink(slope: Tensor, before: Tensor) -> Tensor:
    """Passes a slope back through LeakyReLU, given what went into it."""
    passed: Tensor = torch.ops.aten.leaky_relu_backward(slope, before, LEAK, False)
    return passed


@dataclass(frozen=True)
class WaveNet:
    """Nets that see their input x through fixed waves of it as well: x, sin(xF) and cos(xF) (Tancik et al. 2020).

    A net of bare coordinates learns coarse shapes soon and fine ones hardly ever; with waves it sees both.
    """

    net: Net
    frequencies: Tensor  # (in, waves), in radians

    def init(self, generator: torch.Generator) -> list[Tensor]:
        """One member's first weights."""
        return self.net.init(generator)

    def __call__(self, weights: Weights, x: Tensor) -> Tensor:
        """(E, B, in) → (E, B, out)."""
        phases = x @ self.frequencies
        return self.net(weights, torch.cat([x, phases.sin(), phases.cos()], dim=-1))

    def with_steepness(self, weights: Weights, x: Tensor) -> tuple[Tensor, Tensor]:
        """As of Net. With the slopes s at x, at the sines and at the cosines, ∇ₓ is s₀ + (s₁ cos − s₂ sin) Fᵀ."""
        phases = x @ self.frequencies
        sines, cosines = phases.sin(), phases.cos()
        out, slope = self.net.with_slope(weights, torch.cat([x, sines, cosines], dim=-1))
        parts = [x.shape[-1], phases.shape[-1], phases.shape[-1]]
        at_x, at_sines, at_cosines = torch.split_with_sizes(slope @ weights[0].transpose(1, 2), parts, dim=-1)
        through = torch.addcmul(at_sines * cosines, at_cosines, sines, value=-1)
        return out, (at_x + through @ self.frequencies.T).square().sum(-1)

    def with_mean_steepness(self, weights: Weights, x: Tensor) -> tuple[Tensor, Tensor]:
        """As of Net."""
        out, steepness = self.with_steepness(weights, x)
        return out, steepness.reshape(len(steepness), 2, -1).mean(-1)


def waves(size: int, count: int, pitches: tuple[float, float]) -> Tensor:
    """Frequencies (size, count) in random directions, always the same, between two pitches in equal steps of pitch."""
    directions = torch.randn(size, count, generator=torch.Generator().manual_seed(0))
    low, high = (math.log10(p) for p in pitches)
    return torch.nn.functional.normalize(directions, dim=0) * torch.logspace(low, high, count)


def mlp(sizes: Sequence[int], *, level: bool = False) -> Net:
    """Fully connected layers of these widths, from input to output: (2, 64, 64, 1)."""
    pairs = tuple(pairwise(sizes))
    return Net(pairs, (1,) * len(pairs), level)


def patch_net(image: tuple[int, int, int], width: int) -> Net:
    """A convolutional detective of pictures (c, h, w): patches of 4 × 4 pixels, then 2 × 2 of those, then the whole."""
    c, h, w = image
    tiles = (h // 8) * (w // 8)
    return Net(
        pairs=((16 * c, width), (4 * width, 2 * width), (tiles * 2 * width, 2 * width), (2 * width, 1)),
        rows=(4 * tiles, tiles, 1, 1),
    )


def levelled(x: Tensor) -> Tensor:
    """x scaled to unit root mean square along its last axis."""
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-8)


def members(weights: Weights, rows: slice) -> list[Tensor]:
    """The weights of some members only."""
    return [w[rows] for w in weights]
