"""Casts the two players for a data set: which networks they are, and what the forger draws its items from."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from gan_core.backprop import Pass
from gan_core.company import seat_numbers
from gan_core.data.base import DataSet
from gan_core.experiment import Experiment
from gan_core.networks import Net, WaveNet, Weights, levelled, mlp, patch_net, waves
from gan_core.tiles import PATCH

FORGER_PITCHES = (1.0, 16.0)  # of waves over z, whose numbers have standard deviation 1
DETECTIVE_PITCHES = (2.0, 32.0)  # of waves over items, whose numbers have standard deviation 1
CORRECTION = 0.2  # how loudly a forger with waves corrects its draft at first
UNIFORM_REACH = math.sqrt(3)  # uniform numbers within ± this have standard deviation 1

Lesson = Callable[[Tensor], list[Tensor]]  # slopes at items (E, B, d) → slopes at weights


class Network(Protocol):
    """Something with first weights that can be drawn member by member."""

    def init(self, generator: torch.Generator) -> list[Tensor]: ...


class Detective(Protocol):
    """A network with one output, the logit of "real"."""

    def init(self, generator: torch.Generator) -> list[Tensor]: ...
    def __call__(self, weights: Weights, x: Tensor) -> Tensor: ...
    def forward(self, weights: Weights, x: Tensor) -> Pass: ...


@dataclass(frozen=True)
class Forger:
    """z → item. z is laid on the sphere of radius √z_dim first, so that a long z is no louder than a short one.

    Images end in tanh and are printed on paper with a grain of its own: noise that the forger neither rolls nor steers,
    as strong as on real notes. It keeps the game well posed where real notes fill only a thin sheet of all pictures
    (instance noise: Arjovsky and Bottou 2017, Sønderby et al. 2017).
    """

    net: Net
    image: tuple[int, int, int] | None = None  # (c, h, w)
    grain: float = 0.0
    scale: float = 1.0  # by which pictures are divided before a network sees them
    reach: float = 2.0  # how far out along an axis z is worth looking at

    def init(self, generator: torch.Generator) -> list[Tensor]:
        return self.net.init(generator)

    def draw(self, n: int, generator: torch.Generator | None) -> tuple[Tensor, Tensor | None]:
        """Standard normal z (n, z_dim) and the paper's grain (n, h · w), None where paper has none.

        Without a generator they are zeros.
        """

        def normal(*shape: int) -> Tensor:
            return torch.zeros(shape) if generator is None else torch.randn(shape, generator=generator)

        z = normal(n, self.net.pairs[0][0])
        return z, normal(n, self.image[1] * self.image[2]) * (
            self.grain / self.scale
        ) if self.image and self.grain else None

    def __call__(self, weights: Weights, z: Tensor, grain: Tensor | None = None) -> Tensor:
        """(E, B, z_dim) → (E, B, d)."""
        return self._printed(self._forward(weights, z).out, grain)

    def lesson(self, weights: Weights, z: Tensor, grain: Tensor | None) -> tuple[Tensor, Lesson]:
        """The same items, and how slopes at them become slopes at the weights."""
        seen = self._forward(weights, z)
        if self.image is None:
            return seen.out, seen.back
        plate = seen.out.requires_grad_()
        items = self._printed(plate, grain)
        return items.detach(), lambda at_items: seen.back(*torch.autograd.grad(items, plate, at_items))

    def _forward(self, weights: Weights, z: Tensor) -> Pass:
        return self.net.forward(weights, z if self.image is None else levelled(z))

    def _printed(self, out: Tensor, grain: Tensor | None) -> Tensor:
        if self.image is None:
            return out
        printed = out.tanh() / self.scale if self.image[0] == 1 else _press(out, *self.image, self.scale)
        if grain is None:
            return printed
        by_patch = printed.reshape(*printed.shape[:-1], -1, self.image[0], PATCH**2)
        return (by_patch + _by_patch(grain)).flatten(-3)


@dataclass(frozen=True)
class WaveForger:
    """z → point, through waves. z, uniform in a cube, is the first draft of the item itself; the net corrects it.

    A draft lies everywhere that items may lie, so that no mode is far from the first fakes; the waves let the forger
    tear the sheet of drafts where modes are apart.
    """

    net: WaveNet
    z_dim: int
    size: int
    reach: float = UNIFORM_REACH

    def init(self, generator: torch.Generator) -> list[Tensor]:
        return self.net.init(generator)

    def draw(self, n: int, generator: torch.Generator | None) -> tuple[Tensor, None]:
        """Uniform z (n, z_dim) with standard deviation 1; zeros without a generator."""
        unit = torch.full((n, self.z_dim), 0.5) if generator is None else torch.rand(n, self.z_dim, generator=generator)
        return (2 * unit - 1) * self.reach, None

    def __call__(self, weights: Weights, z: Tensor, grain: Tensor | None = None) -> Tensor:
        """(E, B, z_dim) → (E, B, size)."""
        return self.lesson(weights, z)[0]

    def lesson(self, weights: Weights, z: Tensor, grain: Tensor | None = None) -> tuple[Tensor, Lesson]:
        """As of Forger."""
        seen = self.net.forward(weights, z)
        draft = torch.nn.functional.pad(z[..., : self.size], (0, max(0, self.size - self.z_dim)))
        items = torch.add(draft, seen.out, alpha=CORRECTION)
        return items, lambda at_items: seen.back(CORRECTION * at_items)


def _press(plate: Tensor, channels: int, height: int, width: int, scale: float) -> Tensor:
    """Prints one ink on one paper: (E, B, h·w + 2c) → (E, B, h·w·c).

    A plate says how much ink lies where, in [0, 1], and names the two colours. So a fake can be wrong in shape and in
    colour, but has no speckle in colours that no press could print.
    """
    pixels = height * width
    coverage = _by_patch(plate[..., :pixels].sigmoid())
    paper, ink = (plate[..., pixels:].tanh() / scale)[..., None, :, None].chunk(2, dim=-2)
    return torch.addcmul(paper, coverage, ink - paper).flatten(-3)


def _by_patch(pixels: Tensor) -> Tensor:
    """(E, B, h·w) in the order of tiles → (E, B, patches, 1, 16), to be spread over channels."""
    return pixels.reshape(*pixels.shape[:-1], -1, 1, PATCH**2)


def cast(experiment: Experiment, data: DataSet, device: torch.device) -> tuple[Forger | WaveForger, Detective]:
    """The forger and the detective of an experiment on a data set."""
    e, size = experiment, math.prod(data.shape)
    sight = seat_numbers(e.room, size)
    if data.kind != "image" and e.waves:
        seen = waves(size, e.waves, DETECTIVE_PITCHES)
        seen = torch.nn.functional.pad(seen, (0, 0, 0, sight - size)).to(device)  # company is seen as it is
        felt = waves(e.z_dim, 2 * e.waves, FORGER_PITCHES).to(device)
        detective = mlp((sight + 2 * e.waves, e.d_width, e.d_width, 1))
        forger = mlp((e.z_dim + 4 * e.waves, e.g_width, e.g_width, size))
        return WaveForger(WaveNet(forger, felt), e.z_dim, size), WaveNet(detective, seen)
    if data.kind != "image":
        return Forger(mlp((e.z_dim, e.g_width, e.g_width, size))), mlp((sight, e.d_width, e.d_width, 1))
    c, h, w = data.shape
    plate = size if c == 1 else h * w + 2 * c
    net = mlp((e.z_dim, 2 * e.g_width, 2 * e.g_width, e.g_width, plate), level=True)
    detective_net = patch_net((c, h, w), e.d_width, seat_numbers(e.room, c * PATCH**2))
    return Forger(net, (c, h, w), data.grain, data.scale), detective_net
