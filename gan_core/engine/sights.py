"""What every picture looks at: the cells of the plane, the places of a line, even sheets of dice rolls.

Players that look through waves would work out the same sines and cosines for each picture, which takes longer than the
rest of it. They are kept, of the few sights that were looked at last, for all runs whose players look alike.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import torch
from torch import Tensor

from gan_core.data.base import DataSet, Floats
from gan_core.engine.networks import WaveNet, through
from gan_core.engine.players import Forger, WaveForger

HEAT_CELLS: Final = 40  # along a side of the plane
COARSE_CELLS: Final = 20  # where many share the machine: a quarter of the work, which is half of a picture's
PLACES: Final = 160  # of a line at which the detective is asked
GRID_LINES: Final = 21  # of the sheet of dice rolls
ROLLS: Final = 41  # along a line
KEPT: Final = 16

_through = lru_cache(maxsize=KEPT)(through)


def places(data: DataSet) -> Floats:
    """(160,): the places of a line at which the detective is asked, in natural units."""
    return np.linspace(-data.extent, data.extent, PLACES, dtype=np.float32)


@lru_cache(maxsize=KEPT)
def cells(extent: float, scale: float, device: torch.device, count: int = HEAT_CELLS) -> Tensor:
    """The middle of each of count² cells of the square, row 0 at the bottom, as the networks see points: (1, n, 2)."""
    side = (np.arange(count, dtype=np.float32) + 0.5) / count * 2 - 1
    y, x = np.meshgrid(side, side, indexing="ij")
    natural = (np.stack([x, y], axis=-1).reshape(-1, 2) * extent).astype(np.float32)
    return (torch.from_numpy(natural) / scale)[None].to(device)


@lru_cache(maxsize=KEPT)
def sheet(reach: float, z_dim: int, device: torch.device) -> Tensor:
    """A flat sheet through the latent space, as far out along its first two axes as z goes: (1, 441, z_dim)."""
    side = torch.linspace(-reach, reach, GRID_LINES)
    axes = torch.cartesian_prod(side, side)
    flat = torch.zeros(len(axes), z_dim)
    used = min(2, z_dim)
    flat[:, :used] = axes[:, :used]
    return flat[None].to(device)


def seen(net: WaveNet, sight: Tensor) -> Tensor:
    """The net's `through` of a sight: of the very tensor, which must not change."""
    return _through(net.frequencies, sight)


def ready(forger: Forger | WaveForger, sight: Tensor) -> Tensor:
    """The forger's `ready` of a sheet, likewise."""
    return seen(forger.net, sight) if isinstance(forger.net, WaveNet) else forger.ready(sight)
