"""A close look at a turn: it is about the very batch that teaches, and about the forger itself."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from gan_core.engine.close_up import feedback_on
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment

POINTS = Experiment(data="ring8", batch=64, z_dim=2, g_width=8, d_width=16, lr_d=0.01, lr_g=0.01, ema=200)
NOTES = Experiment(data="banknotes", batch=8, z_dim=4, g_width=4, d_width=2, lr_g=0.01)


def trained(experiment, rounds=30):
    trainer = Trainer([experiment], "cpu")
    for _ in range(rounds):
        trainer.round()
    return trainer


@pytest.mark.parametrize("player", ["detective", "forger"])
def test_peeking_shows_the_turn_that_comes(player):
    trainer = trained(POINTS, 3)
    seen = trainer.peek(player)
    again = trainer.peek(player)
    dealt = trainer._deal(player, None)
    for a, b, c in zip(*(t.tensors().values() for t in (seen, again, dealt)), strict=True):
        assert torch.equal(a, b)
        assert torch.equal(a, c)


@pytest.mark.parametrize("experiment", [POINTS, NOTES], ids=["points", "notes"])
def test_the_desk_holds_the_forgers_own_item_of_the_batch(experiment):
    trainer = trained(experiment, 5)
    batch = trainer.peek("forger")
    close = trainer.close_up(0, batch, 3)
    grain = None if batch.grain is None else batch.grain[:1]
    own = trainer.match.forger(trainer.pair.forger.weights, batch.z[:1], grain)[0]
    items = trainer.match.units.to_items(own * trainer.data.scale)
    desk = close.snapshot.desk
    assert np.allclose(desk.item, items[close.pick], atol=1e-6)
    assert (desk.z == batch.z[0, close.pick].numpy()).all()
    assert np.allclose(close.fake, trainer.logits(items), atol=1e-5)
    assert desk.score == pytest.approx(1 / (1 + np.exp(close.level - close.fake[close.pick])), abs=1e-5)


def test_looking_closely_changes_nothing():
    one, other = trained(POINTS, 2), trained(POINTS, 2)
    for _ in range(3):
        for trainer in (one, other):
            trainer.detective_step()
            trainer.forger_step()
        one.close_up(0, one.peek("detective"), 5, feedback=True)
    assert all(torch.equal(a, b) for a, b in zip(one.pair.tensors(), other.pair.tensors(), strict=True))


def test_over_all_fakes_the_stamps_are_as_often_right_as_the_accuracy_says():
    trainer = trained(POINTS, 60)
    close = trainer.close_up(0, trainer.peek("forger"))
    fresh = trainer.logits(trainer.sample(8000, live=True, seed=7))
    passing = float((fresh > close.level).mean())
    assert close.metrics.fooled == pytest.approx(1 - close.metrics.d_accuracy, abs=2e-3)
    assert passing == pytest.approx(close.metrics.fooled, abs=close.metrics.d_band)


def test_the_forgers_turn_brings_the_item_with_the_strongest_feedback():
    trainer = trained(POINTS, 20)
    batch = trainer.peek("forger")
    close = trainer.close_up(0, batch, feedback=True)
    _, feedback = feedback_on(replace(trainer.view, live=True, thresholds=(close.level,)), 0, batch)
    assert np.linalg.norm(feedback, axis=1).argmax() == close.pick
    assert close.snapshot.desk.feedback_norm == pytest.approx(np.linalg.norm(feedback, axis=1).max(), rel=1e-3)
    assert trainer.close_up(0, trainer.peek("detective")).pick == 0


def test_a_forgers_turn_is_told_on_the_scale_that_it_began_with():
    trainer = trained(POINTS, 40)
    batch = trainer.peek("forger")
    before = trainer.close_up(0, batch)
    trainer.forger_step()
    after = trainer.close_up(0, batch, since=before)
    assert (after.level, after.pick) == (before.level, before.pick)
    higher, of = before.gained(after, "forger")
    assert (higher, of) == (int((after.fake > before.fake).sum()), 64)
    assert higher > 48
    assert after.metrics.fooled > before.metrics.fooled


def test_a_real_item_of_the_batch_can_lie_on_the_desk():
    trainer = trained(POINTS, 20)
    batch = trainer.peek("detective")
    close = trainer.close_up(0, batch, 3, real=True)
    desk = close.snapshot.desk
    assert desk.real
    assert (desk.item == trainer.data.train[batch.rows[0, close.pick]]).all()
    assert desk.score == pytest.approx(1 / (1 + np.exp(close.level - close.real[close.pick])), abs=1e-5)
    trainer.detective_step()
    assert (trainer.close_up(0, batch, 3, since=close, real=True).snapshot.desk.item == desk.item).all()
