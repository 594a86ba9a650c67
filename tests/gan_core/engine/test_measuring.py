"""Measuring a trainer: the same ruler as the yardsticks, honest thresholds, and any packing."""

from dataclasses import replace

import numpy as np
import pytest

from gan_core.data import load
from gan_core.engine.measuring import window
from gan_core.engine.trainer import Trainer
from gan_core.engine.view import View
from gan_core.experiment import DATA, Experiment
from gan_core.metrics.distance import ruler
from gan_core.metrics.gauges import Gauges
from gan_core.snapshot import Metrics

TINY = Experiment(data="ring8", batch=24, z_dim=2, g_width=8, d_width=8)


@pytest.mark.parametrize("data", DATA)
def test_every_data_set_can_be_measured(data: str):
    m = Trainer([replace(TINY, data=data)], "cpu").measure()
    figures = {k: v for k, v in vars(m).items() if isinstance(v, (int, float)) and k != "mixed"}
    assert np.isfinite(list(figures.values())).all()
    assert 0 <= m.d_accuracy <= 1
    assert m.modes_all == len(m.shares) == len(load(data).modes)
    assert (m.mixed is not None) == (data == "banknotes")
    assert len(m.ratings) == m.modes_all
    assert 0 <= min(m.ratings) <= max(m.ratings) <= 1


@pytest.mark.parametrize("pack", [1, 2, 3, 4])
@pytest.mark.parametrize("loss", ["hinge", "relativistic"])
def test_any_packing_can_be_measured(pack: int, loss: str):
    for data in ("ring8", "digits"):
        m = Trainer([replace(TINY, data=data, pack=pack, loss=loss)], "cpu").measure()
        assert 0 <= m.d_accuracy <= 1
        assert m.d_band > 0.02 * pack**0.5


def test_ratings_are_the_mean_probability_that_real_items_of_a_mode_get():
    trainer = Trainer([replace(TINY, loss="nonsaturating")], "cpu")
    m, data = trainer.measure(), trainer.data
    real = window(data, trainer.step)
    believed = 1 / (1 + np.exp(-trainer.logits(data.held_out[real])))
    assert m.ratings[3] == pytest.approx(believed[data.held_out_modes[real] == 3].mean(), rel=1e-5)


def test_measuring_twice_says_the_same():
    trainer = Trainer([TINY], "cpu")
    assert trainer.measure() == trainer.measure()


def test_a_forger_that_prints_real_items_reads_as_the_yardstick_says(monkeypatch):
    trainer = Trainer([TINY], "cpu")
    real = trainer.data.train
    monkeypatch.setattr(View, "fresh", lambda _, n, member: trainer.match.units.to_net(real[:n]))
    m: Metrics = trainer.measure()
    gauges = Gauges(trainer.data, 1000)
    perfect, collapsed = gauges.yardsticks("distance")
    assert m.distance == pytest.approx(perfect, abs=0.2 * (collapsed - perfect))
    assert m.distance == pytest.approx(ruler(trainer.data)(real[:1000], trainer.data.held_out[:1000]))
    assert m.modes == 8
    assert m.high_quality == pytest.approx(0.989, abs=0.01)
    assert abs(m.d_accuracy - 0.5) < 2 * m.d_band


def test_the_unit_is_how_much_the_data_spread_along_a_direction():
    for name in ("grid25", "digits", "banknotes"):
        data = load(name)
        along = ruler(data).along @ data.held_out.reshape(len(data.held_out), -1).T
        assert np.sqrt(along.var(axis=1).mean()) == pytest.approx(ruler(data).unit, rel=0.35)
        assert ruler(data) is ruler(data)


@pytest.mark.parametrize("loss", ["relativistic", "wasserstein", "nonsaturating"])
def test_only_relative_games_have_a_threshold_to_be_found(loss: str):
    trainer = Trainer([replace(TINY, loss=loss)], "cpu")
    for _ in range(10):
        trainer.round()
    trainer.measure()
    assert (trainer.thresholds[0] != 0) == (loss != "nonsaturating")
