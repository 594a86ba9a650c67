"""A forger learns from what a visitor brought, and everything that is measured can be measured."""

from dataclasses import replace

import numpy as np
import pytest

from gan_core.data.own import from_word, own_pictures, own_points
from gan_core.engine.trainer import Trainer
from gan_core.experiment import recipe


def pictures(channels: int, side: int) -> np.ndarray:
    rng = np.random.default_rng(0)
    shades = rng.uniform(-1, 1, (60, channels, 1, 1))
    return np.clip(shades + rng.normal(0, 0.1, (60, channels, side, side)), -1, 1).astype(np.float32)


@pytest.mark.parametrize(
    ("base", "data"),
    [
        ("ring8", own_points(from_word("GAN", n=2000))),
        ("banknotes", own_pictures(pictures(3, 16))),
        ("digits", own_pictures(pictures(1, 8))),
        ("banknotes", own_pictures(pictures(1, 24))),
    ],
    ids=["a word", "colour", "tiny", "grey"],
)
def test_a_visitors_items_are_learnt_from(base: str, data):
    trainer = Trainer([replace(recipe(base), batch=16, g_width=16, d_width=16)], "cpu", data)
    for _ in range(3):
        trainer.round()
    assert trainer.diverged() is None
    assert trainer.sample(5).shape == (5, *data.shape)
    metrics = trainer.measure()
    assert metrics.modes_all == 1
    assert 0 <= metrics.d_accuracy <= 1
    assert trainer.snapshot(feedback=True).fakes.shape[1:] == data.shape
    trainer.referee().step()
