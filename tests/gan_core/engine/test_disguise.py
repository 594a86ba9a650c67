"""Items in disguise: a picture is moved and moved back, and members that wear none are what they are alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from gan_core import data as datasets
from gan_core.engine.disguise import FAKE, FARTHEST, REAL, blank_of, row_of, shift_table, taken_off, worn
from gan_core.engine.tiles import from_tiles, to_tiles
from gan_core.engine.trainer import Trainer
from gan_core.engine.turn import Turn
from gan_core.experiment import Experiment

DIGITS = datasets.load("digits")
TINY = Experiment(data="digits", batch=8, z_dim=4, g_width=4, d_width=4)


def turn(moved: torch.Tensor | None, noise: torch.Tensor | None = None) -> Turn:
    return Turn("forger", (True,), (0.0,), (1,), (1.0,), torch.zeros(1, 1, 1), noise=noise, moved=moved)


def test_a_picture_moves_down_and_right_and_what_is_left_is_blank():
    table = shift_table(DIGITS)
    picture = torch.from_numpy(to_tiles(DIGITS.train[:1]))[None]
    which = row_of(torch.tensor([[0]]), 1)  # of nine shifts the first: each pixel from above and from the left
    seen = from_tiles(worn(picture, turn(torch.stack([which, which])), FAKE, table, 0.5)[0].numpy(), (1, 8, 8))
    assert (seen[0, 0, 1:, 1:] == DIGITS.train[0, 0, :-1, :-1]).all() or (
        seen[0, 0, :-1, :-1] == DIGITS.train[0, 0, 1:, 1:]
    ).all()
    assert (seen == 0.5).sum() == 15
    assert blank_of(DIGITS) == DIGITS.train[..., 0, :].min()


def test_slopes_go_back_as_autograd_says():
    table = shift_table(DIGITS)
    torch.manual_seed(0)
    items, wanted = torch.rand(1, 9, 64, requires_grad=True), torch.rand(1, 9, 64)
    moved = row_of(torch.arange(9)[None] * 9, FARTHEST)
    wear = turn(torch.stack([moved * 0, moved]), torch.rand(2, 1, 9, 64))
    (worn(items, wear, FAKE, table, -1.0) * wanted).sum().backward()
    assert torch.allclose(items.grad, taken_off(wanted, wear, FAKE, table))
    assert not torch.equal(worn(items, wear, REAL, table, -1.0), worn(items, wear, FAKE, table, -1.0))


@pytest.mark.parametrize("worn_by", [{"noise": 0.5}, {"moved": 1}, {"noise": 0.2, "moved": 2}])
def test_a_member_without_a_disguise_is_what_it_is_alone(worn_by: dict[str, float]):
    alone, beside = Trainer([TINY], "cpu"), Trainer([TINY, replace(TINY, **worn_by)], "cpu")
    for trainer in (alone, beside):
        for _ in range(3):
            trainer.round()
    mine, its = (trainer.pair.detective.weights[0] for trainer in (alone, beside))
    assert np.allclose(mine[0], its[0], atol=1e-6)
    assert not np.allclose(its[0], its[1], atol=1e-4)
