"""A step laid open: what is shown is what the run itself does next."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from benchmarks.plain_games import in_double, most, trainer_of
from gan_core.engine.inside import follow, inside, printed
from gan_core.engine.on_the_line import on_the_line
from gan_core.engine.plainly import plainly, remembering
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment
from gan_core.philox import Stream
from gan_core.plain import play
from gan_core.theory.line_game import EQUILIBRIUM

NOTES = Experiment(data="banknotes", batch=6, z_dim=4, g_width=4, d_width=3, beta1=0.5, ema=0, r1=0.1)
LINE = Experiment(data="line", loss="nonsaturating", batch=16, z_dim=1, g_width=8, d_width=8, waves=4, ema=0)


@pytest.fixture(scope="module", params=[0, 6], ids=["by pixels", "by patches"])
def trained(request):
    trainer = Trainer([replace(NOTES, patch=request.param)], "cpu")
    for _ in range(5):
        trainer.round()
    return trainer


def test_the_batch_is_the_one_that_the_next_turn_sees(trained):
    seen = inside(trained)
    assert np.allclose(trained.logits(seen.real), seen.logits[0], atol=1e-4)
    assert np.allclose(trained.logits(seen.fake), seen.logits[1], atol=1e-4)
    before = [t.clone() for t in trained.pair.tensors()]
    again = inside(trained)
    assert np.array_equal(seen.z, again.z)
    assert all(torch.equal(a, b) for a, b in zip(before, trained.pair.tensors(), strict=True))
    game = plainly(trained)
    assert np.allclose(
        trained.match.units.to_items(game.real(game.turns.next(Stream.DETECTIVE)) * trained.data.scale), seen.real
    )


def test_slopes_follow_from_the_loss(trained):
    seen = inside(trained)
    real, fake = seen.logits.astype(float)
    assert seen.loss_d == pytest.approx(np.logaddexp(0, fake - real).mean(), abs=1e-5)
    assert seen.loss_g == pytest.approx(np.logaddexp(0, real - fake).mean(), abs=1e-5)
    pull = 1 / (1 + np.exp(fake - real))
    assert np.allclose(seen.at_logits[2], -(1 - 1 / (1 + np.exp(real - fake))), atol=1e-5)
    assert np.allclose(seen.at_logits[0], -(1 - pull), atol=1e-5)
    moved = trained.logits(seen.fake + 1e-3 * seen.feedback)
    assert np.all(moved >= seen.logits[1] - 1e-5)  # where the feedback points, the detective believes more
    assert [layer.weight.shape for layer in seen.forger] == [layer.slope.shape for layer in seen.forger]


def test_a_plain_game_that_remembers_goes_on_as_the_run():
    with in_double():
        trainer = trainer_of([replace(NOTES, data="ring8", r1=0.1)])
        for _ in range(7):
            trainer.round()
        game = remembering(plainly(trainer), trainer)
        for _ in range(7):
            trainer.round()
            play(game)
        assert most(game, trainer) < 1e-9


def test_one_notes_lesson_raises_its_own_score(trained):
    told = follow(trained, 3)
    wall = replace(trained.view, live=True).print_from(*trained.fixed_latents())
    assert np.allclose(told.before, wall[3], atol=1e-5)
    assert told.scores[0] == pytest.approx(1 / (1 + math.exp(-told.logit)), abs=1e-5)
    assert told.scores[1] > told.scores[0]
    weight = told.weight
    assert (weight.after - weight.before) * weight.slope < 0
    layer = trained.pair.forger.weights[2 * weight.layer][0]
    assert float(layer[weight.column, weight.row]) == pytest.approx(weight.before, abs=1e-6)
    assert told.weights == sum(w.numel() for w in trained.pair.forger.weights)


def test_rolls_of_ones_own_are_printed(trained):
    z, grain = trained.fixed_latents()
    two = printed(trained, z[0, 2:4].tolist())
    assert np.allclose(two[0], trained.view.print_from(z[:, 2:3], grain[:, :1])[0], atol=1e-5)
    assert not np.allclose(two[0], two[1])


def test_on_a_line_the_best_detective_wins_most():
    trainer = Trainer([LINE], "cpu")
    first = on_the_line(trainer)
    assert EQUILIBRIUM <= first.best_value <= 0
    assert first.value <= first.best_value + 1e-9
    for _ in range(150):
        trainer.detective_step()
    then = on_the_line(trainer)
    assert then.apart < first.apart
    assert first.best_value - 1e-9 >= then.value > first.value
    assert then.best_value == pytest.approx(first.best_value)
    assert math.isclose(float(then.fake.sum()) * 7 / 160, 1, abs_tol=0.02)


def test_nothing_else_can_be_drawn_whole(trained):
    with pytest.raises(ValueError, match="on a line"):
        on_the_line(trained)
