"""Forger and detective as ordinary PyTorch modules. An item is a row of numbers: a point, or a picture by patches."""

from __future__ import annotations

from math import sqrt

import torch
from torch import Generator, Tensor, nn
from torch.nn.functional import leaky_relu, pad


class Network(nn.Module):
    """Layer k maps each of an item's `rows[k]` stretches alike: one is fully connected, many are a convolution."""

    def __init__(self, sizes: list[tuple[int, int]], rows: list[int], waves: Tensor | None, level: bool) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in sizes)
        self.rows, self.waves, self.level = rows, waves, level

    def forward(self, x: Tensor) -> Tensor:
        """(n, in) → (n, out)."""
        if self.waves is not None:  # what is fine in x is coarse in waves of it
            x = torch.cat([x, torch.sin(x @ self.waves), torch.cos(x @ self.waves)], dim=1)
        for k, layer in enumerate(self.layers):
            x = leaky_relu(x, 0.2) if k else x
            x = x * (x.square().mean(-1, keepdim=True) + 1e-8).rsqrt() if self.level else x
            x = layer(x.reshape(len(x), self.rows[k], -1))
        return x.flatten(1)


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
    ) -> None:
        super().__init__()
        self.network, self.size, self.channels, self.scale, self.grain = network, size, channels, scale, grain
        self.draft, self.shades, self.free, self.overprint = draft, shades, free, overprint  # draft: spread, aside

    def roll(self, shape: tuple[int, int], dice: Generator) -> tuple[Tensor, Tensor]:
        """z (n, z_dim), and the grain of each picture's paper: noise that nobody steers."""
        if self.network.waves is not None:
            return (2 * torch.rand(shape, generator=dice) - 1) * 3**0.5, torch.zeros(1)
        z, pixels = torch.randn(shape, generator=dice), self.size // max(1, self.channels)
        return z, torch.randn(shape[0], pixels, generator=dice) * self.grain / self.scale if self.grain else 0 * z[
            :, :1
        ]

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
        grain = grain.reshape(len(plate), -1, 1, 16) if self.grain else grain[..., None, None]
        if self.free:
            grey = in_shades(self.overprint * torch.tanh(plate), self.shades).reshape(len(plate), -1, self.channels, 16)
            return (grey / self.scale + grain).flatten(1)
        cover, colours = torch.sigmoid(plate[:, : -2 * self.channels]), torch.tanh(plate[:, -2 * self.channels :])
        paper, ink = colours[:, None, :, None].chunk(2, dim=2)
        cover = cover.reshape(len(plate), -1, 1, 16)
        return ((paper + cover * (ink - paper)) / self.scale + grain).flatten(1)


def in_shades(grey: Tensor, shades: int) -> Tensor:
    """Cut off at −1 and 1 and rounded to so many shades, as real pictures are; a slope passes as if it had not been."""
    if not shades:
        return grey
    half = (shades - 1) / 2
    return grey + (torch.round((grey.clamp(-1, 1) + 1) * half) / half - 1 - grey).detach()
