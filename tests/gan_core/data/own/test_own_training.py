"""A forger learns from what a visitor brought, and everything that is measured can be measured."""

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest
import torch

from gan_core import data as datasets
from gan_core.data.own import from_word, own_pictures, own_points
from gan_core.engine.plainly import plainly
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment, recipe
from gan_core.metrics.distance import ruler
from gan_core.metrics.gauges import Gauges
from gan_core.plain import play
from gan_core.price import forger_layers, weights


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


def test_a_name_says_what_the_items_are_and_price_and_recipe_follow_from_it():
    data = own_pictures(pictures(3, 16))
    datasets.bring(data)
    assert (datasets.kind(data.name), datasets.shape(data.name)) == ("image", (3, 16, 16))
    experiment = Experiment.from_query({"data": data.name, "g_width": 8, "d_width": 8, "batch": 8})
    trainer = Trainer([experiment], "cpu")
    assert trainer.data is data
    assert weights(forger_layers(experiment)) == sum(t[0].numel() for t in trainer.pair.forger.weights)
    measured = trainer.measure()
    assert 0 <= measured.coverage <= 1 <= 1 + measured.density
    datasets.forget({"ring8"})
    with pytest.raises(ValueError, match="bring them once more"):
        datasets.load(data.name)


@pytest.mark.parametrize("channels", [1, 3])
def test_the_plain_forger_prints_own_pictures_as_the_engine_does(channels: int):
    data = own_pictures(pictures(channels, 8))
    trainer = Trainer([Experiment(data=data.name, batch=8, z_dim=4, g_width=8, d_width=8, ema=0)], "cpu", data)
    game = plainly(trainer)
    for _ in range(5):
        trainer.round()
        play(game)
    after = plainly(trainer)
    for mine, theirs in zip(game.forger.parameters(), after.forger.parameters(), strict=True):
        assert torch.allclose(mine, theirs, atol=1e-4)


@pytest.mark.parametrize("n", [40, 41])
def test_few_items_are_enough_for_every_gauge(n: int):
    data = own_points(from_word("GAN", n=n))
    assert Trainer([recipe("ring8")], "cpu", data).measure().coverage is not None
    assert all(np.isfinite(Gauges(data).yardsticks(name)).all() for name in ("coverage", "density", "high_quality"))


def test_what_is_worked_out_of_a_set_goes_with_it():
    data = own_points(from_word("GAN", n=60))
    assert ruler(data) is ruler(data)
    gone = weakref.ref(data)
    del data
    gc.collect()
    assert gone() is None
