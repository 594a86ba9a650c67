"""What a round costs is counted from the very layers that the players have."""

from dataclasses import replace

import pytest

from gan_core import data as datasets
from gan_core.engine.trainer import Trainer
from gan_core.experiment import DATA, Experiment, recipe
from gan_core.price import base_plate, detective_layers, forger_layers, price, weights

SMALL = {"batch": 4, "g_width": 6, "d_width": 5, "z_dim": 3}


@pytest.mark.parametrize("data", DATA)
def test_a_set_s_shape_is_known_without_its_items(data):
    assert datasets.shape(data) == datasets.load(data).shape


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("company", [{}, {"pack": 3}, {"mbstd": 1}, {"patch": 6}])
def test_the_layers_are_the_players(data, company):
    e = replace(recipe(data), **SMALL | company)
    pair = Trainer([e], "cpu").pair
    assert weights(forger_layers(e)) + base_plate(e) == sum(t.numel() for t in pair.forger.weights)
    assert weights(detective_layers(e)) == sum(t.numel() for t in pair.detective.weights)


def test_a_checkpoint_is_as_large_as_it_was_said():
    e = recipe("digits")
    assert len(Trainer([e, e], "cpu").state()) == pytest.approx(price([e, e]).checkpoint, rel=0.05)


def test_what_makes_a_round_longer_costs_more():
    e = recipe("ring8")
    base = price([e]).operations
    assert price([e, e]).operations == pytest.approx(2 * base)
    for more in ({"batch": 2 * e.batch}, {"d_steps": 2}, {"g_steps": 3}, {"gp": 1.0}, {"d_width": 90}, {"z_dim": 30}):
        assert price([replace(e, **more)]).operations > base
    assert price([replace(e, r1=0, r2=0)]).operations < base


def test_the_dear_ones_are_seen_to_be_dear():
    stand_still = price([Experiment(batch=2048, g_width=128, d_width=128, d_steps=16, g_steps=16, r1=1)])
    assert stand_still.operations > 100 * price([recipe("banknotes")]).operations
    assert price([Experiment(batch=2, g_width=1024, d_width=1024)]).checkpoint > 5e8
