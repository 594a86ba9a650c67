"""A forger's net that lays a picture out from the whole to tiles, from tiles to patches, from patches to pixels.

Every tile, and every patch, is drawn with the same weights from a few numbers of its own (in the order of
`gan_core.engine.tiles`), so that what was learnt in one place serves all, as in a net of transposed convolutions
(Radford et al. 2016). What all pictures have in common lies on a base plate, one number a pixel, that is added.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import pad

from gan_core.engine.backprop import Pass, Weights
from gan_core.engine.networks import Net
from gan_core.engine.tiles import INNER, PATCH, TILE
from gan_core.philox import Rolls


@dataclass(frozen=True)
class PlateNet:
    """z → plate: `ink` numbers for pixels, and `colours` more."""

    net: Net
    ink: int
    colours: int

    @property
    def inputs(self) -> int:
        """How many numbers z has."""
        return self.net.inputs

    def init(self, rolls: Rolls) -> list[Tensor]:
        """One member's first weights; the base plate, which comes last, is empty."""
        return [*self.net.init(rolls), torch.zeros(1, self.ink)]

    def __call__(self, weights: Weights, x: Tensor) -> Tensor:
        """(E, B, z) → (E, B, ink + colours)."""
        return self.forward(weights, x).out

    def forward(self, weights: Weights, x: Tensor) -> PlatePass:
        """The same, with what is needed to go back."""
        return PlatePass(self, weights, x)


class PlatePass:
    """One forward pass, and the way back."""

    def __init__(self, plan: PlateNet, weights: Weights, x: Tensor) -> None:
        self._plan = plan
        self._pass = Pass(plan.net, weights[:-1], x)
        rows = self._pass.out.reshape(*x.shape[:2], -1)
        self._spare = rows.shape[-1] - plan.ink - plan.colours
        ink, colours = rows[..., : plan.ink], rows[..., plan.ink : plan.ink + plan.colours]
        self.out = torch.cat([ink + weights[-1], colours], dim=-1) if plan.colours else ink + weights[-1]

    def back(self, at_output: Tensor) -> list[Tensor]:
        """The slope at every weight of what has this slope at the output."""
        rows = pad(at_output, (0, self._spare)) if self._spare else at_output
        at_base = at_output[..., : self._plan.ink].sum(1, keepdim=True)
        return [*self._pass.back(rows.reshape(self._pass.out.shape)), at_base]


def plate_net(z_dim: int, width: int, detail: int, picture: tuple[int, int, int], colours: int) -> PlateNet:
    """For a picture (c, h, w) of c numbers a pixel; the colours come from a tile of their own."""
    c, h, w = picture
    tiles = (h // TILE) * (w // TILE) + bool(colours)
    patches = INNER**2
    whole = ((z_dim, width), (width, width), (width, tiles * detail))
    pairs = (*whole, (detail, patches * detail), (detail, c * PATCH**2))
    rows = (1, 1, 1, tiles, patches * tiles)
    return PlateNet(Net(pairs, rows, level=True), c * h * w, colours)
