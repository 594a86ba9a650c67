"""The two players as E networks of one shape that are evaluated together.

Weights are lists of tensors whose first axis is the member: a layer of E networks is one batched matrix product.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

LEAK = 0.2  # slope of LeakyReLU for negative input

Weights = Sequence[Tensor]


@dataclass(frozen=True)
class MLP:
    """E fully connected networks with LeakyReLU between layers.

    `sizes` are the widths from input to output, e.g. (2, 64, 64, 1).
    """

    sizes: tuple[int, ...]
    level: bool = False  # bring every hidden layer to unit root mean square, item by item (Karras et al. 2018)

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """Shapes of one member's weights: a matrix (in, out) and a bias (1, out) for each layer."""
        pairs = zip(self.sizes, self.sizes[1:], strict=False)
        return tuple(shape for i, o in pairs for shape in ((i, o), (1, o)))

    def init(self, generator: torch.Generator) -> list[Tensor]:
        """One member's first weights: He et al. 2015 for hidden layers, variance-keeping for the last; biases 0."""
        last = len(self.sizes) - 2
        weights: list[Tensor] = []
        for k, (i, o) in enumerate(zip(self.sizes, self.sizes[1:], strict=False)):
            gain = 1.0 if k == last else math.sqrt(2 / (1 + LEAK**2))
            weights += [torch.randn(i, o, generator=generator) * gain / math.sqrt(i), torch.zeros(1, o)]
        return weights

    def __call__(self, weights: Weights, x: Tensor) -> Tensor:
        """(E, B, in) → (E, B, out)."""
        for k in range(0, len(weights), 2):
            x = torch.baddbmm(weights[k + 1], x, weights[k])
            if k + 2 < len(weights):
                x = torch.nn.functional.leaky_relu(x, LEAK)
                x = levelled(x) if self.level else x
        return x

    def with_steepness(self, weights: Weights, x: Tensor) -> tuple[Tensor, Tensor]:
        """Output (E, B, 1) of a one-output net and ‖∇ₓ output‖² (E, B), both differentiable in the weights.

        A LeakyReLU net is linear on each side of its kinks, so that the gradient is itself a short chain of products with
        the sides held fixed: cheaper than autograd's double backward. Where the input is wider than the first layer h,
        ‖W v‖² is taken as v (WᵀW) v, which never forms the wide gradient.
        """
        sides: list[Tensor] = []
        for k in range(0, len(weights) - 2, 2):
            x = torch.baddbmm(weights[k + 1], x, weights[k])
            sides.append(torch.where(x.detach() > 0, 1.0, LEAK))
            x = x * sides[-1]
        out = torch.baddbmm(weights[-1], x, weights[-2])
        slope = weights[-2].transpose(1, 2)  # (E, 1, h), the same for every item until the first kink
        for k, side in zip(range(len(weights) - 4, 0, -2), reversed(sides[1:]), strict=True):
            slope = (slope * side) @ weights[k].transpose(1, 2)
        slope, first = slope * sides[0], weights[0]
        if first.shape[1] <= first.shape[2]:
            return out, (slope @ first.transpose(1, 2)).square().sum(-1)
        return out, ((slope @ (first.transpose(1, 2) @ first)) * slope).sum(-1)


def levelled(x: Tensor) -> Tensor:
    """x scaled to unit root mean square along its last axis."""
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-8)


def members(weights: Weights, rows: slice) -> list[Tensor]:
    """The weights of some members only."""
    return [w[rows] for w in weights]
