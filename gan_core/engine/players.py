"""Casts the two players for a data set: which networks they are, and what the forger draws its items from."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import torch
from torch import Tensor

from gan_core.data.base import DataSet
from gan_core.engine.backprop import Back, Weights
from gan_core.engine.company import seat_numbers
from gan_core.engine.networks import CentredNet, Net, WaveNet, levelled, mlp, patch_net, waves
from gan_core.engine.plates import PlateNet, plate_net
from gan_core.engine.press import Grey, Print, by_patch
from gan_core.engine.seam import AnyNetwork
from gan_core.engine.tiles import PATCH
from gan_core.engine.units import units
from gan_core.experiment import Experiment
from gan_core.philox import Rolls, What
from gan_core.plain_players import normal, spread

FORGER_PITCHES = (1.0, 16.0)  # of waves over z, whose numbers have standard deviation 1
DETECTIVE_PITCHES = (2.0, 32.0)  # of waves over items, whose numbers have standard deviation 1
CORRECTION = 0.2  # how loudly a forger with waves corrects a draft that is spread as far as items are
UNIFORM_REACH = math.sqrt(3)  # uniform numbers within ± this have standard deviation 1

Lesson = Callable[[Tensor], list[Tensor]]  # slopes at items (E, B, d) → slopes at weights


class Network(Protocol):
    """Something with first weights that can be drawn member by member."""

    def init(self, rolls: Rolls) -> list[Tensor]: ...


class Detective(Protocol):
    """A network with one output, the logit of "real": one of `networks.py`, or any (`gan_core.engine.seam`)."""

    def init(self, rolls: Rolls) -> list[Tensor]: ...
    def __call__(self, weights: Weights, x: Tensor) -> Tensor: ...
    def forward(self, weights: Weights, x: Tensor) -> Back: ...


@dataclass(frozen=True)
class Forger:
    """z → item. z is laid on the sphere of radius √z_dim first, so that a long z is no louder than a short one.

    Images end in tanh and are printed on paper with a grain of its own, and by patches in colours that are each a
    little off: noise that the forger neither rolls nor steers, as strong as on real notes. The grain keeps the game
    well posed where real notes fill only a thin sheet of all pictures (instance noise: Arjovsky and Bottou 2017,
    Sønderby et al. 2017).
    """

    net: Net | PlateNet | AnyNetwork
    image: tuple[int, int, int] | None = None  # (c, h, w)
    grain: float = 0.0
    shades: int = 0  # of grey pictures; 0: any
    free: bool = False  # whether every pixel has a colour of its own
    overprint: float = 1.0  # of greys: by how much what is nearly white or black is printed whiter or blacker
    scale: float = 1.0  # by which pictures are divided before a network sees them
    reach: float = 2.0  # how far out along an axis z is worth looking at
    tint: float = 0.0  # of ink and paper, where the press rolls it

    def init(self, rolls: Rolls) -> list[Tensor]:
        return self.net.init(rolls)

    def draw(self, n: int, rolls: Rolls | None) -> tuple[Tensor, Tensor | None]:
        """Standard normal z (n, z_dim), and what paper and ink bring (n, `material`), None where that is nothing.

        Without rolls they are zeros.
        """

        def rolled(size: int, what: What) -> Tensor:
            return torch.zeros(n, size) if rolls is None else normal(rolls, (n, size), what)

        z = rolled(self.net.inputs, What.Z)
        return z, rolled(self.material, What.GRAIN).mul_(self.grain / self.scale) if self.material else None

    @property
    def material(self) -> int:
        """How many numbers paper and ink bring to a picture: the grain of each pixel, then tints in units of it."""
        if not self.image or not self.grain:
            return 0
        return self.image[1] * self.image[2] + (2 * self.image[0] if self.tint else 0)

    def ready(self, z: Tensor) -> Tensor:
        """z as the net takes it, for what is printed again and again."""
        return z if self.image is None else levelled(z)

    def made(self, weights: Weights, ready: Tensor, grain: Tensor | None = None) -> Tensor:
        """Items (E, B, d) from z made ready."""
        return self._lesson(weights, ready, grain)[0]

    def __call__(self, weights: Weights, z: Tensor, grain: Tensor | None = None) -> Tensor:
        """(E, B, z_dim) → (E, B, d)."""
        return self.made(weights, self.ready(z), grain)

    def lesson(self, weights: Weights, z: Tensor, grain: Tensor | None) -> tuple[Tensor, Lesson]:
        """The same items, and how slopes at them become slopes at the weights."""
        return self._lesson(weights, self.ready(z), grain)

    def _lesson(self, weights: Weights, ready: Tensor, grain: Tensor | None) -> tuple[Tensor, Lesson]:
        seen = self.net.forward(weights, ready)
        if self.image is None:
            return seen.out, seen.back
        channels, height, width = self.image
        pixels = height * width
        printed = self._printed(seen.out, None if grain is None or not self.tint else grain[..., pixels:])
        items = printed.items
        if grain is not None:
            on_paper = items.reshape(*items.shape[:-1], -1, channels, PATCH**2)
            items = (on_paper + by_patch(grain[..., :pixels])).flatten(-3)
        return items, lambda at_items: seen.back(printed.back(at_items))

    def _printed(self, plate: Tensor, tints: Tensor | None) -> Grey | Print:
        assert self.image is not None
        channels, height, width = self.image
        if channels == 1 or self.free:
            return Grey(plate, self.scale, self.shades, self.overprint)
        off = None if tints is None else tints * (self.tint / self.grain)
        return Print(plate, channels, height * width, self.scale, off)


@dataclass(frozen=True)
class WaveForger:
    """z → point, through waves. z, uniform in a cube, is the first draft of the item itself; the net corrects it.

    A draft lies everywhere that items may lie, so that no mode is far from the first fakes; the waves let the forger
    tear the sheet of drafts where modes are apart. A smaller draft leaves more to the net: it is corrected the louder.
    One that lies aside, where no items are, is told at first sight.
    """

    net: WaveNet | AnyNetwork
    z_dim: int
    size: int
    reach: float = UNIFORM_REACH
    spread: float = 1.0  # of the draft
    aside: float = 0.0  # how far the middle of the draft lies from that of the items, along each axis

    def init(self, rolls: Rolls) -> list[Tensor]:
        return self.net.init(rolls)

    def draw(self, n: int, rolls: Rolls | None) -> tuple[Tensor, None]:
        """Uniform z (n, z_dim) with standard deviation 1; zeros without rolls."""
        shape = (n, self.z_dim)
        return torch.zeros(shape) if rolls is None else spread(rolls, shape, self.reach, What.Z), None

    def ready(self, z: Tensor) -> Tensor:
        """z with its waves, which take as long as the net itself."""
        return self.net.through(z) if isinstance(self.net, WaveNet) else z

    def made(self, weights: Weights, ready: Tensor, grain: Tensor | None = None) -> Tensor:
        """As of Forger; z is what comes first in what was made ready."""
        net = self.net.net if isinstance(self.net, WaveNet) else self.net
        return self._corrected(ready[..., : self.z_dim], net(weights, ready))

    def __call__(self, weights: Weights, z: Tensor, grain: Tensor | None = None) -> Tensor:
        """(E, B, z_dim) → (E, B, size)."""
        return self.made(weights, self.ready(z))

    def lesson(self, weights: Weights, z: Tensor, grain: Tensor | None = None) -> tuple[Tensor, Lesson]:
        """As of Forger."""
        seen = self.net.forward(weights, z)
        return self._corrected(z, seen.out), lambda at_items: seen.back(self.correction * at_items)

    def _corrected(self, z: Tensor, correction: Tensor) -> Tensor:
        draft = torch.nn.functional.pad(z[..., : self.size], (0, max(0, self.size - self.z_dim)))
        spread = self.spread * draft
        return torch.add(spread + self.aside if self.aside else spread, correction, alpha=self.correction)

    @property
    def correction(self) -> float:
        """How loudly the net corrects the draft at first."""
        return CORRECTION / math.sqrt(self.spread)


Players = tuple[Forger | WaveForger, Detective]
Cast = Callable[[Experiment, DataSet, torch.device], Players]


def cast(experiment: Experiment, data: DataSet, device: torch.device) -> Players:
    """The forger and the detective of an experiment on a data set."""
    e, size = experiment, math.prod(data.shape)
    sight = seat_numbers(e.room, size)
    if data.kind != "image" and e.waves:
        where = device, torch.get_default_dtype()
        seen = _frequencies(size, e.waves, _lowered(DETECTIVE_PITCHES, e.pitch), *where, e.coarse, sight)
        felt = _frequencies(e.z_dim, 2 * e.waves, _lowered(FORGER_PITCHES, e.pitch), *where)
        detective = mlp((sight + 2 * e.waves, e.d_width, e.d_width, 1))
        forger = mlp((e.z_dim + 4 * e.waves, e.g_width, e.g_width, size))
        return WaveForger(WaveNet(forger, felt), e.z_dim, size, spread=e.draft, aside=e.aside), WaveNet(detective, seen)
    if data.kind != "image":
        return Forger(mlp((e.z_dim, e.g_width, e.g_width, size))), mlp((sight, e.d_width, e.d_width, 1))
    c, h, w = data.shape
    judge = patch_net((c, h, w), e.d_width, seat_numbers(e.room, c * PATCH**2), e.patch)
    centred = CentredNet(judge, *units(data, device).typical) if e.patch and e.room == 1 else judge
    printing = data.grain, data.shades, data.free, data.overprint, data.scale
    return Forger(_printer(e, data), (c, h, w), *printing, tint=data.tint if e.patch else 0.0), centred


def _printer(e: Experiment, data: DataSet) -> Net | PlateNet:
    """The forger's net for pictures: their pixels alone, or ink and two colours."""
    c, h, w = data.shape
    own = c == 1 or data.free
    if e.patch:
        return plate_net(e.z_dim, 2 * e.g_width, max(1, e.patch // 2), (c if own else 1, h, w), 0 if own else 2 * c)
    return mlp((e.z_dim, 2 * e.g_width, 2 * e.g_width, e.g_width, c * h * w if own else h * w + 2 * c), level=True)


@lru_cache(maxsize=64)
def _frequencies(
    size: int,
    count: int,
    pitches: tuple[float, float],
    device: torch.device,
    dtype: torch.dtype,
    coarse: float = 1.0,
    sight: int = 0,
) -> Tensor:
    """Of waves over so many numbers, of `sight` that are given: company is seen as it is. One tensor for all players
    that look alike, so that what it makes of the same places is worked out once."""
    with torch.inference_mode(False):  # whoever asks first: others may go back through it
        found = waves(size, count, pitches) / coarse
        return torch.nn.functional.pad(found, (0, 0, 0, max(0, sight - size))).to(device, dtype)


def _lowered(pitches: tuple[float, float], pitch: float) -> tuple[float, float]:
    """The lowest pitch as it is, the highest lowered."""
    low, high = pitches
    return low, max(low, pitch * high)
