"""The average of real items, and how much each of its numbers varies: what a detective may see an item beside."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor

FAINTEST: Final = 0.05  # spread of a number, in units of all numbers' spread


def typical(rows: Tensor) -> tuple[Tensor, Tensor]:
    """(n, d) → the average (d,), and for each number the inverse of its spread (d,), scaled so that their mean square
    is 1: what a slope costs in a penalty stays about what it was."""
    spread = torch.maximum(rows.std(dim=0), FAINTEST * rows.std())
    unit = 1 / spread
    return rows.mean(dim=0), unit / unit.square().mean().sqrt()
