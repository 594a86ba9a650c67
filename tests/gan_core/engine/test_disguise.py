"""Items in disguise: a picture is moved and moved back, and members that wear none are what they are alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from gan_core import data as datasets
from gan_core.engine.canvas import FARTHEST, blank_of
from gan_core.engine.disguise import FAKE, REAL, Canvas, hole_at, row_of, taken_off, worn
from gan_core.engine.tiles import from_tiles, to_tiles
from gan_core.engine.trainer import Trainer
from gan_core.engine.turn import Turn
from gan_core.experiment import Experiment

DIGITS = datasets.load("digits")
CANVAS = Canvas.of(DIGITS, torch.device("cpu"))
TINY = Experiment(data="digits", batch=8, z_dim=4, g_width=4, d_width=4)


def turn(**worn: torch.Tensor) -> Turn:
    return Turn("forger", (True,), (0.0,), (1,), (1.0,), torch.zeros(1, 1, 1), **worn)


def seen(**worn_by: torch.Tensor) -> np.ndarray:
    """The first digit, in that disguise, row by row."""
    picture = torch.from_numpy(to_tiles(DIGITS.train[:1]))[None]
    both = {name: torch.stack([of_both, of_both]) for name, of_both in worn_by.items()}
    return from_tiles(worn(picture, turn(**both), FAKE, replace(CANVAS, blank=0.5))[0].numpy(), (1, 8, 8))[0, 0]


def test_a_picture_moves_down_and_right_and_what_is_left_is_blank():
    moved = seen(moved=row_of(torch.tensor([[0]]), 1))  # of nine shifts the first: each pixel from above and the left
    digit = DIGITS.train[0, 0]
    assert (moved[1:, 1:] == digit[:-1, :-1]).all() or (moved[:-1, :-1] == digit[1:, 1:]).all()
    assert (moved == 0.5).sum() == 15
    assert CANVAS.blank == blank_of(DIGITS.train) == DIGITS.train[..., 0, :].min()


def test_light_changes_contrast_about_the_mean_and_a_hole_is_blank():
    digit = DIGITS.train[0, 0]
    lit = seen(light=torch.tensor([[[0.5, 0.25]]]))
    assert np.allclose(lit, digit.mean() + 1.5 * (digit - digit.mean()) + 0.25, atol=1e-6)
    cut = seen(holes=hole_at(torch.tensor([[8 * 4 + 7]]), 4, 8))  # about row 4, column 7: half of it lies outside
    expected = digit.copy()
    expected[2:6, 5:] = 0.5
    assert (cut == expected).all()


def test_slopes_go_back_as_finite_differences_say():
    torch.manual_seed(0)
    items, direction, wanted = (torch.rand(1, 9, 64, dtype=torch.float64) for _ in range(3))
    moved = row_of(torch.arange(9)[None] * 9, FARTHEST)
    holes = hole_at(torch.arange(9)[None] * 7, 3, 8)
    wear = turn(
        moved=torch.stack([moved * 0, moved]),
        light=torch.rand(2, 1, 9, 2, dtype=torch.float64) - 0.5,
        holes=torch.stack([holes * 0, holes]),
        noise=torch.rand(2, 1, 9, 64, dtype=torch.float64),
    )

    def judged(step: float) -> torch.Tensor:
        return (worn(items + step * direction, wear, FAKE, CANVAS) * wanted).sum()

    slope = (judged(1e-4) - judged(-1e-4)) / 2e-4
    assert torch.allclose(slope, (taken_off(wanted, wear, FAKE, CANVAS) * direction).sum())
    assert not torch.equal(worn(items, wear, REAL, CANVAS), worn(items, wear, FAKE, CANVAS))


DISGUISES = [{"noise": 0.5}, {"moved": 1}, {"light": 0.5, "cut": 3}, {"noise": 0.2, "moved": 2, "cut": 2}]


@pytest.mark.parametrize("worn_by", DISGUISES)
def test_a_member_without_a_disguise_is_what_it_is_alone(worn_by: dict[str, float]):
    alone, beside = Trainer([TINY], "cpu"), Trainer([TINY, replace(TINY, **worn_by)], "cpu")
    for trainer in (alone, beside):
        for _ in range(3):
            trainer.round()
    mine, its = (trainer.pair.detective.weights[0] for trainer in (alone, beside))
    assert np.allclose(mine[0], its[0], atol=1e-6)
    assert not np.allclose(its[0], its[1], atol=1e-4)
