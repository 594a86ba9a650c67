"""A close look at one member around one turn: what the batch that teaches scores, and one item of it on the desk."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from gan_core.engine.looking import examined, look
from gan_core.engine.measuring import measure
from gan_core.engine.turn import Turn
from gan_core.engine.view import WALL, Latents, View
from gan_core.snapshot import CloseUp, Floats

JUDGED = 3  # times as many fakes as real items, so that the share of fakes that pass is known well


def close_up(
    view: View,
    member: int,
    batch: Turn,
    desk: int,
    since: CloseUp | None = None,
    *,
    feedback: bool = False,
    real: bool = False,
) -> CloseUp:
    """The forger itself, measured now, with a fake of `batch` on the wall's place `desk`, or with a real item of it.

    Args:
        since: the same before the turn: the item stays, and after a forger's turn the detective's scale as well.
            Else the item is the one with the strongest feedback where the forger learns, and the first (they come in
            random order) where the detective does.
        real: whether the item is the first of the batch's real ones; only where the turn looks at any.
    """
    forging = batch.player == "forger"
    view = replace(view, live=True)
    metrics, level = measure(view, member, since.level if since and forging else None, JUDGED)
    levels = tuple(level if k == member else other for k, other in enumerate(view.thresholds))
    seen = replace(view, thresholds=levels)
    pick = since.pick if since else _strongest(seen, member, batch) if forging else 0
    if real and batch.rows is not None:
        snapshot = look(seen, member, desk, feedback, real=int(batch.rows[member][pick]))
    else:
        snapshot = look(seen, member, desk, feedback, _with_guest(view, member, batch, pick, desk))
    return CloseUp(snapshot, metrics, level, pick, _on_fakes(view, member, batch), _on_reals(view, member, batch))


def feedback_on(view: View, member: int, batch: Turn) -> tuple[Floats, Floats]:
    """The fakes of a batch (B, *shape), and the feedback on each."""
    with torch.no_grad():
        items = view.print_from(*_latents(batch, member), member)
    return items, examined(view, member, items)[1]


def _strongest(view: View, member: int, batch: Turn) -> int:
    """Which fake of the batch gets the strongest feedback."""
    feedback = feedback_on(view, member, batch)[1]
    return int(np.square(feedback.reshape(len(feedback), -1)).sum(1).argmax())


def _latents(batch: Turn, member: int) -> Latents:
    return batch.z[member][None], None if batch.grain is None else batch.grain[member][None]


def _with_guest(view: View, member: int, batch: Turn, pick: int, desk: int) -> Latents:
    """The latents of the wall, but on one place those of a fake of the batch."""
    place = desk % WALL[view.data.kind]
    z, grain = (None if t is None else t.clone() for t in view.fixed[member])
    rolled, paper = _latents(batch, member)
    assert z is not None
    z[0, place] = rolled[0, pick]
    if grain is not None and paper is not None:
        grain[0, place] = paper[0, pick]
    return z, grain


@torch.no_grad()
def _on_fakes(view: View, member: int, batch: Turn) -> Floats:
    return view.judge(view.rows_from(*_latents(batch, member), member), member)


@torch.no_grad()
def _on_reals(view: View, member: int, batch: Turn) -> Floats | None:
    return None if batch.rows is None else view.judge(view.match.units.train[batch.rows[member]], member)
