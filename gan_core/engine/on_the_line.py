"""The whole game of a run on a line: both densities, the detective, the best there could be, and the value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import torch

from gan_core.data.base import Floats
from gan_core.theory.line_game import Numbers, apart, best_detective, pushed, value

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

CELLS: Final = 160
STEPS: Final = 4001  # of z, from one end to the other
SHOWN: Final = 100  # every so many of them are drawn


@dataclass(frozen=True)
class OnTheLine:
    """Averages over the line's cells (CELLS,), from the forger that plays, not the averaged one.

    Args:
        real: p_data.
        fake: p_g, exactly.
        detective: D, the plain sigmoid of its logit.
        best: D* against this forger.
        value: V(D, G).
        best_value: V(D*, G), 2 JSD(p_data, p_g) − log 4.
        apart: mean |D − D*| over what the detective is shown.
        rolls: (41, 2), even steps of z and where the forger lays each.
    """

    real: Numbers
    fake: Numbers
    detective: Numbers
    best: Numbers
    value: float
    best_value: float
    apart: float
    rolls: Floats


@torch.no_grad()
def on_the_line(trainer: Trainer, member: int = 0) -> OnTheLine:
    """The member's game as it stands; ValueError unless its forger lays one uniform number onto a line."""
    data, forger = trainer.data, trainer.match.forger
    if data.kind != "line" or data.density is None or trainer.experiments[member].z_dim != 1:
        raise ValueError("Only a game of one number on a line can be drawn whole.")
    borders = np.linspace(-data.extent, data.extent, CELLS + 1)
    middles = ((borders[1:] + borders[:-1]) / 2).astype(np.float32)[:, None]
    z = torch.linspace(-forger.reach, forger.reach, STEPS, device=trainer.device)[None, :, None]
    real = np.asarray(data.density(middles), dtype=float)
    laid = replace(trainer.view, live=True).print_from(z, None, member)
    fake = pushed(laid[:, 0], borders)
    detective = 1 / (1 + np.exp(-trainer.logits(middles, member).astype(float)))
    best, width = best_detective(real, fake), float(borders[1] - borders[0])
    return OnTheLine(
        real, fake, detective, best,
        value(real, fake, detective, width), value(real, fake, best, width), apart(detective, best, real, fake),
        np.concatenate([z[0].cpu().numpy(), laid], axis=1)[::SHOWN],
    )  # fmt: skip
