"""A close look at one member around one turn: what the batch that teaches scores, and one item of it on the desk."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from gan_core.engine.looking import look
from gan_core.engine.measuring import measure
from gan_core.engine.turn import Turn
from gan_core.engine.view import WALL, Latents, View
from gan_core.snapshot import CloseUp, Floats

PICK = 0  # which fake of the batch lies on the desk: they come in random order


def close_up(view: View, member: int, batch: Turn, desk: int, level: float | None, *, feedback: bool) -> CloseUp:
    """The forger itself, measured now, with the first fake of `batch` on the wall's place `desk`.

    Args:
        level: the logit of "real", where a forger's turn left the detective as it was; else it is measured.
    """
    view = replace(view, live=True)
    metrics, level = measure(view, member, level)
    levels = tuple(level if k == member else other for k, other in enumerate(view.thresholds))
    seen = replace(view, thresholds=levels)
    snapshot = look(seen, member, desk, feedback, _with_guest(view, member, batch, desk))
    return CloseUp(snapshot, metrics, level, _on_fakes(view, member, batch), _on_reals(view, member, batch))


def _with_guest(view: View, member: int, batch: Turn, desk: int) -> Latents:
    """The latents of the wall, but on one place those of a fake of the batch."""
    z, grain = view.fixed[member]
    place = desk % WALL[view.data.kind]
    z = _placed(z, place, batch.z[member, PICK])
    if grain is not None and batch.grain is not None:
        grain = _placed(grain, place, batch.grain[member, PICK])
    return z, grain


def _placed(wall: Tensor, place: int, guest: Tensor) -> Tensor:
    wall = wall.clone()
    wall[0, place] = guest
    return wall


@torch.no_grad()
def _on_fakes(view: View, member: int, batch: Turn) -> Floats:
    grain = None if batch.grain is None else batch.grain[member][None]
    return view.judge(view.rows_from(batch.z[member][None], grain, member), member)


@torch.no_grad()
def _on_reals(view: View, member: int, batch: Turn) -> Floats | None:
    return None if batch.rows is None else view.judge(view.match.units.train[batch.rows[member]], member)
