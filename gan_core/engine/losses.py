"""What the two players play for.

Every loss takes logits (E, B) and gives one number a member (E,), to be made small. It is a mean over items; beside it
stand the slopes of one item's loss at its logits, (E, B), which is all that training needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor
from torch.nn.functional import relu, softplus

LossFunction = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True)
class Game:
    """A pair of losses over the detective's logits for real items and for fakes, and their slopes.

    `relative` games know no absolute level: only differences between real and fake logits matter, so that the threshold
    of such a detective must be centred.
    """

    detective: LossFunction
    forger: LossFunction
    formula: str
    detective_slopes: LossFunction  # (E, 2B) at the logits of real items, then of fakes
    forger_slopes: LossFunction  # (E, B) at the logits of fakes
    relative: bool = False


def _log_loss(real: Tensor, fake: Tensor) -> Tensor:
    """−log D(x) − log(1 − D(G(z))), with D = σ(logit). Goodfellow et al. 2014."""
    return (softplus(-real) + softplus(fake)).mean(-1)


def _log_slopes(real: Tensor, fake: Tensor) -> Tensor:
    return torch.cat([-(-real).sigmoid(), fake.sigmoid()], dim=1)


GAMES: Final[dict[str, Game]] = {
    "nonsaturating": Game(
        _log_loss,
        lambda real, fake: softplus(-fake).mean(-1),
        "−log D(G(z))",
        _log_slopes,
        lambda real, fake: -(-fake).sigmoid(),
    ),
    "saturating": Game(
        _log_loss,
        lambda real, fake: -softplus(fake).mean(-1),
        "log(1 − D(G(z)))",
        _log_slopes,
        lambda real, fake: -fake.sigmoid(),
    ),
    # Jolicoeur-Martineau 2018; with R1 and R2 it is the game of R3GAN (Huang et al. 2024).
    "relativistic": Game(
        lambda real, fake: softplus(fake - real).mean(-1),
        lambda real, fake: softplus(real - fake).mean(-1),
        "−log σ(D(G(z)) − D(x))",
        lambda real, fake: torch.cat([-(fake - real).sigmoid(), (fake - real).sigmoid()], dim=1),
        lambda real, fake: -(real - fake).sigmoid(),
        relative=True,
    ),
    # Mao et al. 2017, with targets 1 for real and 0 for fake on the logit itself, read against ½.
    "leastsquares": Game(
        lambda real, fake: ((real - 1).square() + (fake + 1).square()).mean(-1) / 2,
        lambda real, fake: (fake - 1).square().mean(-1) / 2,
        "½ (D(G(z)) − 1)²",
        lambda real, fake: torch.cat([real - 1, fake + 1], dim=1),
        lambda real, fake: fake - 1,
    ),
    # Lim and Ye 2017.
    "hinge": Game(
        lambda real, fake: (relu(1 - real) + relu(1 + fake)).mean(-1),
        lambda real, fake: -fake.mean(-1),
        "−D(G(z))",
        lambda real, fake: torch.cat([-(real < 1).to(real), (fake > -1).to(fake)], dim=1),
        lambda real, fake: -torch.ones_like(fake),
    ),
    # Arjovsky et al. 2017; needs a penalty to keep the slope bounded.
    "wasserstein": Game(
        lambda real, fake: (fake - real).mean(-1),
        lambda real, fake: -fake.mean(-1),
        "−D(G(z))",
        lambda real, fake: torch.cat([-torch.ones_like(real), torch.ones_like(fake)], dim=1),
        lambda real, fake: -torch.ones_like(fake),
        relative=True,
    ),
}
