"""All randomness of a training: one generator a member, on the CPU, so that a seed means the same on every device."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from gan_core.engine.players import Forger, WaveForger


@dataclass(frozen=True)
class Dice:
    """The generators of E members. Who does not need a roll makes none, as if alone, and gets zeros."""

    generators: Sequence[torch.Generator]
    batch: int

    def latents(self, forger: Forger | WaveForger, who: Sequence[bool]) -> tuple[Tensor, Tensor | None]:
        """z (E, B, z_dim), and the paper's grain (E, B, h · w) where it has some."""
        rolls = [forger.draw(self.batch, g if w else None) for g, w in zip(self.generators, who, strict=True)]
        grains = [grain for _, grain in rolls if grain is not None]
        return torch.stack([z for z, _ in rolls]), torch.stack(grains) if grains else None

    def rows(self, items: Sequence[int], who: Sequence[bool]) -> Tensor:
        """(E, B) of so many items each, drawn with replacement."""
        zeros = torch.zeros(self.batch, dtype=torch.long)
        able = zip(self.generators, items, who, strict=True)
        return torch.stack([torch.randint(n, (self.batch,), generator=g) if w else zeros for g, n, w in able])

    def shares(self, who: Sequence[bool]) -> Tensor:
        """(E, B, 1), uniform in [0, 1)."""
        return self._rolled(lambda g: torch.rand(self.batch, 1, generator=g), torch.zeros(self.batch, 1), who)

    def _rolled(self, roll: Callable[[torch.Generator], Tensor], zeros: Tensor, who: Sequence[bool]) -> Tensor:
        return torch.stack([roll(g) if w else zeros for g, w in zip(self.generators, who, strict=True)])
