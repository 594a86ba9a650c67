"""How a forger's numbers become a picture: one ink on one paper, or greys.

Paper comes from the bank's own mill: each sheet has a grain, which its printer neither rolls nor steers. Where players
go by patches both colours come from the bank's suppliers too, each a little off. A plate says how much ink lies where,
in [0, 1], and names the two colours. So a fake can be wrong in shape and in colour, but has no speckle in colours that
no press could print.
"""

from __future__ import annotations

import torch
from torch import Tensor

from gan_core.engine.tiles import PATCH


class Print:
    """One printing of plates (E, B, h·w + 2c) → `items` (E, B, c·h·w) in the order of tiles, divided by `scale`.

    Tints (E, B, 2c), divided likewise, are what paper and ink of this one print differ by from what was ordered.
    """

    def __init__(self, plate: Tensor, channels: int, pixels: int, scale: float, tints: Tensor | None = None) -> None:
        self._scale = scale
        self._coverage = by_patch(plate[..., :pixels].sigmoid())
        self._colours = plate[..., pixels:].tanh()
        mixed = self._colours / scale if tints is None else self._colours / scale + tints
        paper, ink = mixed[..., None, :, None].chunk(2, dim=-2)
        self._contrast = ink - paper
        self.items = torch.addcmul(paper, self._coverage, self._contrast).flatten(-3)

    def back(self, at_items: Tensor) -> Tensor:
        """Slopes at the items → slopes at the plates."""
        slopes = at_items.reshape(*at_items.shape[:2], -1, self._contrast.shape[-2], PATCH**2)
        at_ink = (slopes * self._coverage).sum((-3, -1))
        at_paper = slopes.sum((-3, -1)) - at_ink
        at_coverage = (slopes * self._contrast).sum(-2, keepdim=True) * self._coverage * (1 - self._coverage)
        at_colours = torch.cat([at_paper, at_ink], dim=-1) * (1 - self._colours.square()) / self._scale
        return torch.cat([at_coverage.flatten(-3), at_colours], dim=-1)


class Grey:
    """A printing of greys: (E, B, h·w) → `items` of as many numbers, divided by `scale`.

    Real pictures of few shades are told from fakes of all shades by that alone, so fakes are printed in as many. With
    an `overprint` above 1 what is nearly white or black is wholly so, as paper and ink are. Slopes pass as if nothing
    had been rounded or cut off (Bengio et al. 2013).
    """

    def __init__(self, plate: Tensor, scale: float, shades: int = 0, overprint: float = 1.0) -> None:
        self._scale = scale / overprint
        self._grey = plate.tanh()
        self.items = in_shades(self._grey, shades, overprint) / scale

    def back(self, at_items: Tensor) -> Tensor:
        """Slopes at the items → slopes at the plates."""
        return at_items * (1 - self._grey.square()) / self._scale


def in_shades(grey: Tensor, shades: int, overprint: float = 1.0) -> Tensor:
    """Numbers in [−1, 1], so many times as far from 0, at the nearest of so many equal steps from −1 to 1; for 0 of any
    shade. Slopes pass."""
    if not shades:
        return grey
    if overprint > 1:
        grey = overprint * grey
        within = grey.detach().clamp(-1, 1)
        grey = within + (grey - grey.detach()) if grey.requires_grad else within
    half = (shades - 1) / 2
    printed = ((grey.detach() + 1) * half).round() / half - 1
    return printed + (grey - grey.detach()) if grey.requires_grad else printed


def by_patch(pixels: Tensor) -> Tensor:
    """(E, B, h·w) in the order of tiles → (E, B, patches, 1, 16), to be spread over channels."""
    return pixels.reshape(*pixels.shape[:-1], -1, 1, PATCH**2)
