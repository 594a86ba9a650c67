"""Backpropagation by hand through E layered networks, and through their slopes.

A layer maps its input h to the rows h W + b; between layers stands LeakyReLU. A net of such layers is linear between
its kinks, so one chain of products back through the net, v, gives everything:

    ∂out/∂W = hᵀ v      ∂out/∂b = Σ v      ∂out/∂input = v Wᵀ at the first layer

A penalty asks for a slope itself to be gentler. Let q be how the penalty changes with ∂out/∂input. Then q travels
forward through the net like an item, but past no bias and with the kinks held where they are, and ∂penalty/∂W = qᵀ v.

Autograd finds the same numbers (tests/gan_core/engine/test_backprop.py). For nets as small as these its bookkeeping
takes as long as the products themselves, and for penalties it walks the same chains twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import torch
from torch import Tensor
from torch.nn.functional import leaky_relu

from gan_core.engine.products import layer, product

LEAK = 0.2  # slope of LeakyReLU for negative input

Weights = Sequence[Tensor]


class Layers(Protocol):
    """The plan of a net: see gan_core.engine.networks."""

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]: ...
    @property
    def rows(self) -> tuple[int, ...]: ...
    @property
    def level(self) -> bool: ...


class Back(Protocol):
    """The way back through one forward pass: by hand (`Pass`), or by autograd (`gan_core.engine.seam`)."""

    out: Tensor  # (E, B, out)

    def slopes(self, at_output: Tensor) -> list[Tensor]: ...
    def at_input(self, slopes: Sequence[Tensor]) -> Tensor: ...
    def back(self, at_output: Tensor) -> list[Tensor]: ...
    def back_with_penalty(self, at_output: Tensor, slopes: Sequence[Tensor], at_slope: Tensor) -> list[Tensor]: ...


class Pass:
    """One forward pass (E, B, in) → `out` (E, B, out), which keeps what every layer was given."""

    def __init__(self, net: Layers, weights: Weights, x: Tensor) -> None:
        self.net, self.weights = net, weights
        self.members, self.batch = x.shape[:2]
        self.given: list[Tensor] = []  # h of each layer, (E, rows, in)
        self._hidden: list[Tensor] = []  # what came out of each layer but the last, past its kink
        self._loudness: list[Tensor] = []  # by which hidden rows were multiplied, where the net levels them
        for k in range(len(net.pairs)):
            self.given.append(x.reshape(self.members, self.batch * net.rows[k], weights[2 * k].shape[1]))
            x = layer(weights[2 * k + 1], self.given[k], weights[2 * k])
            if k + 1 < len(net.pairs):
                x = leaky_relu(x, LEAK, inplace=True)
                if net.level:
                    self._loudness.append(loudness(x))
                    x = x * self._loudness[k]
                self._hidden.append(x)
        self.out = x

    def slopes(self, at_output: Tensor) -> list[Tensor]:
        """v of each layer, (E, rows, out): the slope at its output of what has this slope at the net's output."""
        v = at_output
        found = [v]
        for k in range(len(self.net.pairs) - 1, 0, -1):
            h = self._hidden[k - 1]
            v = product(v, self.weights[2 * k].mT).reshape(h.shape)
            if self.net.level:
                v = (v - h * (v * h).mean(-1, keepdim=True)) * self._loudness[k - 1]
            v = _past_kink(v, h)
            found.append(v)
        return found[::-1]

    def at_input(self, slopes: Sequence[Tensor]) -> Tensor:
        """The slope at the net's input, (E, B, in)."""
        return product(slopes[0], self.weights[0].mT).reshape(self.members, self.batch, -1)

    def back(self, at_output: Tensor) -> list[Tensor]:
        """The slope at every weight of what has this slope at the output."""
        gradients = []
        for h, v in zip(self.given, self.slopes(at_output), strict=True):
            gradients += [product(h.mT, v), v.sum(1, keepdim=True)]
        return gradients

    def back_with_penalty(self, at_output: Tensor, slopes: Sequence[Tensor], at_slope: Tensor) -> list[Tensor]:
        """The slope at every weight of what has one slope at the output and another at the output's own slope.

        For a net with one output that does not level. Since v of an item is a multiple of v of a bare output, hᵀ v and
        qᵀ v are one product.

        Args:
            at_output: (E, B, 1).
            slopes: of the bare output, `slopes(ones)`.
            at_slope: (E, B, in), the slope of the penalty at `at_input(slopes)`.
        """
        gradients: list[Tensor] = []
        q, last = at_slope, len(slopes) - 1
        for k, (h, v) in enumerate(zip(self.given, slopes, strict=True)):
            q = q.reshape(h.shape)
            by_row = at_output.expand(-1, -1, self.net.rows[k]).reshape(self.members, -1, 1)
            gradients += [
                product(torch.addcmul(q, h, by_row).mT, v),
                product(by_row.mT, v),
            ]
            if k < last:
                q = _past_kink(product(q, self.weights[2 * k]), self._hidden[k])
        return gradients


class WavePass(Pass):
    """A pass of a net that sees x, sin(xF) and cos(xF)."""

    def __init__(self, net: Layers, weights: Weights, x: Tensor, frequencies: Tensor) -> None:
        self.frequencies = frequencies
        phases = x @ frequencies
        self.sines, self.cosines = phases.sin(), phases.cos()
        super().__init__(net, weights, torch.cat([x, self.sines, self.cosines], dim=-1))

    def at_input(self, slopes: Sequence[Tensor]) -> Tensor:
        """With the slopes s at x, at the sines and at the cosines, ∂/∂x is s₀ + (s₁ cos − s₂ sin) Fᵀ."""
        size, waves = self.frequencies.shape
        at_x, at_sines, at_cosines = super().at_input(slopes).split_with_sizes([size, waves, waves], dim=-1)
        return at_x + torch.addcmul(at_sines * self.cosines, at_cosines, self.sines, value=-1) @ self.frequencies.T

    def back_with_penalty(self, at_output: Tensor, slopes: Sequence[Tensor], at_slope: Tensor) -> list[Tensor]:
        """As of Pass, for the slope at x."""
        through = at_slope @ self.frequencies
        q = torch.cat([at_slope, through * self.cosines, -through * self.sines], dim=-1)
        return super().back_with_penalty(at_output, slopes, q)


class CentredPass(Pass):
    """A pass of a net that sees (x − centre) · unit."""

    def __init__(self, net: Layers, weights: Weights, x: Tensor, centre: Tensor, unit: Tensor) -> None:
        self.unit = unit
        super().__init__(net, weights, (x - centre) * unit)

    def at_input(self, slopes: Sequence[Tensor]) -> Tensor:
        """The slope at x."""
        return super().at_input(slopes) * self.unit

    def back_with_penalty(self, at_output: Tensor, slopes: Sequence[Tensor], at_slope: Tensor) -> list[Tensor]:
        """As of Pass, for the slope at x."""
        return super().back_with_penalty(at_output, slopes, at_slope * self.unit)


def loudness(x: Tensor) -> Tensor:
    """What brings x to unit root mean square along its last axis."""
    return torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-8)


def _past_kink(slope: Tensor, after: Tensor) -> Tensor:
    """Takes a slope through LeakyReLU, given what came out of it: in place, but for what a thin product turned
    round, whose rows do not lie one after the other: a trace cannot follow that into the same place."""
    backward = torch.ops.aten.leaky_relu_backward
    if not (slope.is_contiguous() and after.is_contiguous()):
        turned: Tensor = backward(slope, after, LEAK, True)
        return turned
    passed: Tensor = backward.grad_input(slope, after, LEAK, True, grad_input=slope)
    return passed
