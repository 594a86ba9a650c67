"""Between a data set's natural units and the numbers that networks see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from gan_core.data.base import DataSet, Floats
from gan_core.data.beside import beside
from gan_core.data.own_names import is_own
from gan_core.data.shared import shared
from gan_core.engine.disguise import Canvas
from gan_core.engine.tiles import PATCH, from_tiles, to_tiles
from gan_core.engine.typical import typical


@dataclass(frozen=True)
class Units:
    """The two ways, for one data set on one device."""

    data: DataSet
    device: torch.device

    def to_net(self, items: Floats) -> Tensor:
        """Items (n, *shape) in natural units as the networks see them: (n, d) on the device."""
        rows = to_tiles(items) if self.data.kind == "image" else items.reshape(len(items), -1)
        return (torch.from_numpy(np.ascontiguousarray(rows, dtype=np.float32)) / self.data.scale).to(self.device)

    def to_items(self, rows: Tensor) -> Floats:
        """(n, d) numbers in the networks' order as (n, *shape), unscaled."""
        numbers: Floats = rows.cpu().numpy()
        if self.data.kind != "image":
            return numbers.reshape(-1, *self.data.shape)
        c, h, w = self.data.shape
        return from_tiles(numbers, (c, h, w))

    @property
    def stretch(self) -> int:
        """How many numbers of an item belong together: a patch of a picture, or a point."""
        return PATCH**2 * self.data.shape[0] if self.data.kind == "image" else self.data.train[0].size

    @cached_property
    def canvas(self) -> Canvas | None:
        """How pictures are disguised (`gan_core.engine.disguise`); None for points."""
        return Canvas.of(self.data, self.device)

    @cached_property
    def train(self) -> Tensor:
        """The training items as the networks see them: (n, d)."""
        return self._kept(self.data.train)

    @cached_property
    def typical(self) -> tuple[Tensor, Tensor]:
        """The average training item (d,), and for each number what brings it to about unit spread (d,)."""
        return typical(self.train)

    @cached_property
    def held_out(self) -> Tensor:
        """The held-out real items as the networks see them: (m, d)."""
        return self._kept(self.data.held_out)

    def _kept(self, items: Floats) -> Tensor:
        """As the networks see them; on the CPU in memory that workers have in common, but for visitors' own."""
        rows = self.to_net(items)
        common = self.device.type == "cpu" and not is_own(self.data.name)
        return torch.from_numpy(shared(rows.numpy())) if common else rows


@beside
def units(data: DataSet, device: torch.device) -> Units:
    """The same object for the same data and device, so that many trainings hold a set's items once."""
    return Units(data, device)
