"""All randomness of a training: one generator a member, on the CPU, so that a seed means the same on every device."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from gan_core.engine.disguise import hole_at, row_of
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

    def noise(self, size: int, strengths: Sequence[float]) -> Tensor:
        """(E, B, size), normal, of each member's own strength; who has 0 rolls nothing."""
        unit = self._rolled(
            lambda g: torch.randn(self.batch, size, generator=g),
            torch.zeros(self.batch, size),
            [s > 0 for s in strengths],
        )
        return unit * torch.tensor(strengths)[:, None, None]

    def moves(self, reaches: Sequence[int]) -> Tensor:
        """(E, B) rows of the table of shifts, of at most `reaches` pixels along each side; the middle one for 0."""
        still = torch.zeros(self.batch, dtype=torch.long)
        able = zip(self.generators, reaches, strict=True)
        rolls = [torch.randint((2 * n + 1) ** 2, (self.batch,), generator=g) if n else still for g, n in able]
        return torch.stack([row_of(roll, n) for roll, n in zip(rolls, reaches, strict=True)])

    def lights(self, strengths: Sequence[float], scale: float) -> Tensor:
        """(E, B, 2): by what part more contrast, and how much lighter in units of `scale`; zeros for 0."""
        unit = self._rolled(
            lambda g: 2 * torch.rand(self.batch, 2, generator=g) - 1,
            torch.zeros(self.batch, 2),
            [s > 0 for s in strengths],
        )
        return unit * torch.tensor(strengths)[:, None, None] / torch.tensor([1.0, scale])

    def holes(self, sides: Sequence[int], picture: tuple[int, int]) -> Tensor:
        """(E, B, 4): the edges of a square of that side about any pixel of a picture (h, w); nowhere for 0."""
        height, width = picture
        none = torch.zeros(self.batch, 4, dtype=torch.long)
        able = zip(self.generators, sides, strict=True)
        pixels = height * width
        return torch.stack(
            [hole_at(torch.randint(pixels, (self.batch,), generator=g), n, width) if n else none for g, n in able]
        )

    def _rolled(self, roll: Callable[[torch.Generator], Tensor], zeros: Tensor, who: Sequence[bool]) -> Tensor:
        return torch.stack([roll(g) if w else zeros for g, w in zip(self.generators, who, strict=True)])
