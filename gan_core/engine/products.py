"""Matrix products of E members at once, fast where one factor is thin.

Nets of points end in one or two numbers. The CPU's library for batched products takes four to ten times as long over
such thin matrices as over the same product turned round (docs/results.md).
"""

from __future__ import annotations

import torch
from torch import Tensor

THIN = 4  # columns


def product(a: Tensor, b: Tensor) -> Tensor:
    """(E, m, k) · (E, k, n) → (E, m, n)."""
    if not a.is_cpu:
        return torch.bmm(a, b)
    if a.shape[-1] == 1:
        return a * b
    return torch.bmm(turned(b), a.mT).mT if slow(b) else torch.bmm(a, b)


def layer(bias: Tensor, rows: Tensor, weights: Tensor) -> Tensor:
    """rows · weights + bias: (E, m, k), (E, k, n), (E, 1, n) → (E, m, n)."""
    if rows.is_cpu and slow(weights):
        return torch.baddbmm(bias.mT, turned(weights), rows.mT).mT
    return torch.baddbmm(bias, rows, weights)


def slow(b: Tensor) -> bool:
    """Whether products with b are better turned round. One alone with a single column is fast: it meets a vector."""
    members, _, columns = b.shape
    return columns <= THIN and (members > 1 or columns > 1)


def turned(b: Tensor) -> Tensor:
    """bᵀ, row by row in memory: copied even where b is a single column, whose strides the library reads amiss."""
    return b.mT.clone(memory_format=torch.contiguous_format)
