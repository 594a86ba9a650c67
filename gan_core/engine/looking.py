"""Takes a picture of one member of a trainer: what its forger prints and what its detective thinks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from gan_core.engine.losses import GAMES
from gan_core.snapshot import Desk, Floats, Snapshot

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

HEAT_CELLS = 40
GRID_LINES = 21
ARROWS = 64


def look(trainer: Trainer, member: int, desk: int, feedback: bool) -> Snapshot:
    """The wall (images) or the plane (points) of one member, from its fixed latents.

    Args:
        desk: index of the item to examine, taken modulo the wall's size.
        feedback: whether to ask the detective for its feedback too (one backward pass).
    """
    fakes = _fakes(trainer, member)
    index = desk % len(fakes)
    points = trainer.data.kind == "points"
    chosen = [index, *(k for k in range(ARROWS) if k != index)][: ARROWS if points else 1]
    scores, gradients = _examined(trainer, member, fakes[chosen], feedback)
    gradient = gradients[0]
    strongest = float(np.abs(gradient).max())
    return Snapshot(
        step=trainer.step,
        fakes=fakes,
        desk=Desk(
            index=index,
            item=fakes[index],
            z=trainer.fixed_latents(member)[0][0, index].cpu().numpy(),
            score=float(scores[0]),
            feedback=gradient / strongest if strongest > 0 else gradient,
            feedback_norm=float(np.linalg.norm(gradient)),
        ),
        heat=_heat(trainer, member) if points else None,
        grid=_grid(trainer, member) if points else None,
        arrows=np.concatenate([fakes[chosen], gradients], axis=1) if points and feedback else None,
    )


@torch.no_grad()
def _fakes(trainer: Trainer, member: int) -> Floats:
    z, grain = trainer.fixed_latents(member)
    return trainer.print_from(z, grain, member)


def _examined(trainer: Trainer, member: int, items: Floats, feedback: bool) -> tuple[Floats, Floats]:
    """Scores (n,) in [0, 1] and feedback −∂L_G/∂item (n, *shape), each item judged on its own."""
    x = trainer.to_net(items)[None].requires_grad_(feedback)
    logits = _judged(trainer, member, x)
    threshold = trainer.thresholds[member]
    scores = (logits.detach() - threshold).sigmoid()[0].cpu().numpy()
    if not feedback:
        return scores, np.zeros_like(items)
    loss = GAMES[trainer.experiments[member].loss].forger(torch.full_like(logits, threshold), logits)
    (gradient,) = torch.autograd.grad(loss.sum() * len(items), x)
    return scores, trainer.to_item_shape(-gradient[0] / trainer.data.scale)


def _judged(trainer: Trainer, member: int, x: Tensor) -> Tensor:
    """Logits (1, n). A detective that sees company sees each item among real ones."""
    return trainer.opinion(x, member, trainer.held_out[None, : x.shape[1]])


@torch.no_grad()
def _heat(trainer: Trainer, member: int) -> Floats:
    """The detective's probability of real at the middle of each cell of the square: (40, 40), row 0 at the bottom."""
    side = (np.arange(HEAT_CELLS, dtype=np.float32) + 0.5) / HEAT_CELLS * 2 - 1
    y, x = np.meshgrid(side, side, indexing="ij")
    cells = (np.stack([x, y], axis=-1).reshape(-1, 2) * trainer.data.extent).astype(np.float32)
    logits = _judged(trainer, member, trainer.to_net(cells)[None])
    return (logits - trainer.thresholds[member]).sigmoid().reshape(HEAT_CELLS, HEAT_CELLS).cpu().numpy()


@torch.no_grad()
def _grid(trainer: Trainer, member: int) -> Floats:
    """A flat sheet through the latent space, as far out along its first two axes as z goes, warped: (21, 21, 2)."""
    side = torch.linspace(-trainer.forger.reach, trainer.forger.reach, GRID_LINES)
    sheet = torch.zeros(GRID_LINES * GRID_LINES, trainer.experiments[member].z_dim)
    axes = torch.cartesian_prod(side, side)
    used = min(2, sheet.shape[1])
    sheet[:, :used] = axes[:, :used]
    warped = trainer.print_from(sheet[None].to(trainer.device), None, member)
    return warped.reshape(GRID_LINES, GRID_LINES, 2)
