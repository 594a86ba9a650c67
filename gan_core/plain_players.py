"""Forger and detective as ordinary PyTorch modules. An item is a row of numbers: a point, or a picture by patches."""

from __future__ import annotations

from math import sqrt

import torch
from torch import Tensor, nn
from torch.nn.functional import leaky_relu, pad

from gan_core.philox import Rolls, What


def normal(dice: Rolls, shape: tuple[int, ...], what: int = 0) -> Tensor:
    """Standard normal numbers, in the precision that is played in."""
    return torch.from_numpy(dice.normal(shape, what)).to(torch.get_default_dtype())


def uniform(dice: Rolls, shape: tuple[int, ...], what: int = 0) -> Tensor:
    """Uniform ones in [0, 1)."""
    return torch.from_numpy(dice.uniform(shape, what)).to(torch.get_default_dtype())


def spread(dice: Rolls, shape: tuple[int, ...], reach: float, what: int = 0) -> Tensor:
    """Uniform ones within ± reach."""
    return torch.from_numpy(dice.spread(shape, reach, what)).to(torch.get_default_dtype())


class Network(nn.Module):
    """Layer k maps each of an item's `rows[k]` stretches alike: one is fully connected, many are a convolution."""

    def __init__(
        self,
        sizes: list[tuple[int, int]],
        rows: list[int],
        waves: Tensor | None,
        level: bool,
        beside: tuple[Tensor, Tensor] | None = None,
        base: Tensor | None = None,
    ) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in sizes)
        self.rows, self.waves, self.level, self.beside = rows, waves, level, beside
        self.base = nn.ParameterList([] if base is None else [base])  # what all pictures have in common

    def forward(self, x: Tensor) -> Tensor:
        """(n, in) → (n, out)."""
        if self.beside is not None:  # as the average real item has it, in units of its spread
            x = (x - self.beside[0]) * self.beside[1]
        if self.waves is not None:  # what is fine in x is coarse in waves of it
            x = torch.cat([x, torch.sin(x @ self.waves), torch.cos(x @ self.waves)], dim=1)
        for k, layer in enumerate(self.layers):
            x = leaky_relu(x, 0.2) if k else x
            x = x * (x.square().mean(-1, keepdim=True) + 1e-8).rsqrt() if self.level else x
            x = layer(x.reshape(len(x), self.rows[k], -1))
        x = x.flatten(1)
        return x + pad(self.base[0], (0, x.shape[1] - len(self.base[0]))) if len(self.base) else x


class Forger(nn.Module):
    """z → item: a point, or a picture of one ink on one paper."""

    def __init__(
        self,
        network: Network,
        size: int,
        channels: int,
        scale: float,
        grain: float,
        draft: tuple[float, float],
        shades: int,
        free: bool,
        overprint: float,
        tint: float,
    ) -> None:
        super().__init__()
        self.network, self.size, self.channels, self.scale, self.grain = network, size, channels, scale, grain
        self.draft, self.shades, self.free = draft, shades, free  # draft: spread, aside
        self.overprint, self.tint = overprint, tint

    def roll(self, shape: tuple[int, int], dice: Rolls) -> tuple[Tensor, Tensor]:
        """z (n, z_dim), and what each picture's paper and ink bring, grain and tints: noise that nobody steers."""
        if self.network.waves is not None:
            return spread(dice, shape, 3**0.5, What.Z), torch.zeros(1)
        z = normal(dice, shape, What.Z)
        if not self.grain:
            return z, 0 * z[:, :1]
        numbers = self.size // self.channels + (2 * self.channels if self.tint else 0)
        return z, normal(dice, (shape[0], numbers), What.GRAIN) * self.grain / self.scale

    def forward(self, z: Tensor, grain: Tensor) -> Tensor:
        """G(z)."""
        if self.channels:
            return self.printed(self.network(z), grain)
        out: Tensor = self.network(z)
        if self.network.waves is not None:  # z is a first draft of the point, which the network corrects
            spread, aside = self.draft
            return spread * pad(z, (0, self.size - z.shape[1])) + aside + 0.2 / sqrt(spread) * out
        return out

    def printed(self, plate: Tensor, grain: Tensor) -> Tensor:
        """The plate says how much ink lies where, and names the two colours; a grey or free one is its own plate."""
        pixels = self.size // self.channels
        tints = grain[:, None, pixels:, None] * self.tint / self.grain if self.tint else torch.zeros(1)
        grain = grain[:, :pixels].reshape(len(plate), -1, 1, 16) if self.grain else grain[..., None, None]
        if self.free:
            grey = in_shades(self.overprint * torch.tanh(plate), self.shades).reshape(len(plate), -1, self.channels, 16)
            return (grey / self.scale + grain).flatten(1)
        cover, colours = torch.sigmoid(plate[:, :pixels]), torch.tanh(plate[:, pixels : pixels + 2 * self.channels])
        paper, ink = (colours[:, None, :, None] / self.scale + tints).chunk(2, dim=2)
        cover = cover.reshape(len(plate), -1, 1, 16)
        return (paper + cover * (ink - paper) + grain).flatten(1)


def in_shades(grey: Tensor, shades: int) -> Tensor:
    """Cut off at −1 and 1 and rounded to so many shades, as real pictures are; a slope passes as if it had not been."""
    if not shades:
        return grey
    half = (shades - 1) / 2
    return grey + (torch.round((grey.clamp(-1, 1) + 1) * half) / half - 1 - grey).detach()
