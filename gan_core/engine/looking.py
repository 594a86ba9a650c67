"""Takes a picture of one pair: what its forger prints and what its detective thinks of it."""

from __future__ import annotations

from typing import Final

import numpy as np
import torch
from torch import Tensor

from gan_core.engine.losses import GAMES
from gan_core.engine.sights import COARSE_CELLS, GRID_LINES, HEAT_CELLS, ROLLS, cells, places, ready, sheet
from gan_core.engine.view import Latents, View
from gan_core.snapshot import Desk, Floats, Laid, Snapshot

ARROWS = {"points": 64, "line": 64, "image": 1}  # fakes whose feedback is asked


def look(
    view: View,
    member: int,
    desk: int,
    feedback: bool,
    latents: Latents | None = None,
    real: int | None = None,
    *,
    coarse: bool = False,
) -> Snapshot:
    """The wall (images), the plane (points) or the line of one member, from its fixed latents or others.

    Args:
        desk: index of the fake to examine, taken modulo the wall's size.
        feedback: whether to ask the detective for its feedback too (one backward pass).
        real: which of the data set's items lies on the desk in its stead.
        coarse: whether the plane is asked at fewer places.
    """
    z = (latents or view.fixed[member])[0]
    fakes = _fakes(view, member, latents)
    index = desk % len(fakes)
    kind = view.data.kind
    chosen = [index, *(k for k in range(ARROWS[kind]) if k != index)][: ARROWS[kind]]
    scores, gradients = examined(view, member, fakes[chosen], feedback)
    on_desk = _fake(index, fakes[index], z[0, index].cpu().numpy(), float(scores[0]), gradients[0])
    return Snapshot(
        step=view.step,
        fakes=fakes,
        desk=on_desk if real is None else _real(view, member, real),
        heat=BELIEFS[kind](view, member, coarse=coarse) if kind in BELIEFS else None,
        grid=SHEETS[kind](view, member) if kind in SHEETS else None,
        arrows=np.concatenate([fakes[chosen], gradients], axis=1) if kind != "image" and feedback else None,
    )


def laid(view: View, member: int, order: Laid, feedback: bool, *, coarse: bool = False) -> Snapshot:
    """The same with what a visitor laid on the desk."""
    if order.real:
        return look(view, member, 0, feedback, real=order.index % len(view.data.train), coarse=coarse)
    if not order.z:
        return look(view, member, order.index, feedback, coarse=coarse)
    z, grain = view.fixed[member]
    place, rolled = order.index % z.shape[1], z.clone()
    rolled[0, place] = torch.tensor(order.z)
    return look(view, member, place, feedback, (rolled, grain), coarse=coarse)


def _fake(index: int, item: Floats, z: Floats, score: float, gradient: Floats) -> Desk:
    strongest = float(np.abs(gradient).max())
    feedback = gradient / strongest if strongest > 0 else gradient
    return Desk(index, item, z, score, feedback, float(np.linalg.norm(gradient)))


def _real(view: View, member: int, row: int) -> Desk:
    """A real item on the desk: nobody gets any feedback of it, and no dice made it."""
    item = view.data.train[row]
    scores, none = examined(view, member, item[None], feedback=False)
    return Desk(row, item, np.zeros(0, np.float32), float(scores[0]), none[0], 0.0, real=True)


@torch.no_grad()
def _fakes(view: View, member: int, latents: Latents | None) -> Floats:
    return view.print_from(*latents, member) if latents else view.wall(member)


def examined(view: View, member: int, items: Floats, feedback: bool = True) -> tuple[Floats, Floats]:
    """Scores (n,) in [0, 1] of items (n, *shape) in natural units, and feedback −∂L_G/∂item (n, *shape), zero unless
    asked for; each item is judged on its own."""
    x = view.match.units.to_net(items)[None].requires_grad_(feedback)
    logits = _judged(view, member, x)
    threshold = view.thresholds[member]
    scores = (logits.detach() - threshold).sigmoid()[0].cpu().numpy()
    if not feedback:
        return scores, np.zeros_like(items)
    loss = GAMES[view.match.experiments[member].loss].forger(torch.full_like(logits, threshold), logits)
    (gradient,) = torch.autograd.grad(loss.sum() * len(items), x)
    return scores, view.match.units.to_items(-gradient[0] / view.data.scale)


def _judged(view: View, member: int, x: Tensor) -> Tensor:
    """Logits (1, n). A detective that sees company sees each item among real ones."""
    return view.opinion(x, member, view.match.units.held_out[None, : x.shape[1]])


@torch.no_grad()
def heat(view: View, member: int, *, coarse: bool = False) -> Floats:
    """The detective's probability of real at the middle of each cell of the square: (40, 40), row 0 at the bottom;
    `coarse` (20, 20)."""
    count = COARSE_CELLS if coarse else HEAT_CELLS
    at = cells(view.data.extent, view.data.scale, view.match.units.device, count)
    return _belief(view, member, at).reshape(count, count)


@torch.no_grad()
def _heat_of_line(view: View, member: int, *, coarse: bool = False) -> Floats:
    """The same at places along the line, in equal steps from one end of what is drawn to the other: (160,), always."""
    return _belief(view, member, view.match.units.to_net(places(view.data)[:, None])[None])


def _belief(view: View, member: int, sight: Tensor) -> Floats:
    """The detective's probability of real at a sight (1, n, d): (n,)."""
    belief: Floats = (view.opinion_of(sight, member) - view.thresholds[member]).sigmoid()[0].cpu().numpy()
    return belief


@torch.no_grad()
def _grid(view: View, member: int) -> Floats:
    """A flat sheet through the latent space, warped: (21, 21, 2)."""
    forger = view.match.forger
    flat = sheet(forger.reach, view.match.experiments[member].z_dim, view.match.units.device)
    return view.print_ready(ready(forger, flat), None, member).reshape(GRID_LINES, GRID_LINES, 2)


@torch.no_grad()
def _rolls(view: View, member: int) -> Floats:
    """Even rolls along the first axis of z, as far out as z goes, and where the forger lays each: (41, 2), z and x."""
    z = torch.linspace(-view.match.forger.reach, view.match.forger.reach, ROLLS)
    latents = torch.zeros(ROLLS, view.match.experiments[member].z_dim)
    latents[:, 0] = z
    laid = view.print_from(latents[None].to(view.match.units.device), None, member)
    return np.concatenate([z[:, None].numpy(), laid], axis=1)


BELIEFS: Final = {"points": heat, "line": _heat_of_line}
SHEETS: Final = {"points": _grid, "line": _rolls}
