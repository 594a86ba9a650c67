"""Pictures of a trainer: shapes, immutability, which way up the heat lies, and what the feedback says."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
import torch

from gan_core.data import load
from gan_core.engine.losses import GAMES
from gan_core.engine.sights import cells, seen
from gan_core.engine.trainer import Trainer
from gan_core.experiment import LOSSES, Experiment
from gan_core.snapshot import Laid

POINTS = Experiment(data="ring8", loss="nonsaturating", batch=64, z_dim=2, g_width=8, d_width=16, lr_d=0.01)
NOTES = Experiment(data="banknotes", batch=8, z_dim=4, g_width=4, d_width=2)


def test_a_picture_of_points():
    trainer = Trainer([POINTS], "cpu")
    s = trainer.snapshot(desk=600, feedback=True)
    assert s.desk is not None
    assert s.fakes.shape == (512, 2)
    assert (s.heat.shape, s.grid.shape, s.arrows.shape) == ((40, 40), (21, 21, 2), (64, 4))
    assert s.desk.index == 600 - 512
    assert (s.desk.item == s.fakes[88]).all()
    assert (s.arrows[0, :2] == s.desk.item).all()
    assert 0 <= s.heat.min() <= s.heat.max() <= 1
    assert trainer.snapshot().arrows is None


def test_a_picture_of_notes():
    trainer = Trainer([NOTES], "cpu")
    s = trainer.snapshot(desk=3, feedback=True)
    assert s.desk is not None
    assert s.fakes.shape == (24, 3, 24, 48)
    assert s.desk.feedback.shape == (3, 24, 48)
    assert np.abs(s.desk.feedback).max() == pytest.approx(1)
    assert s.heat is s.grid is s.arrows is None
    assert s.desk.z.shape == (4,)


def test_a_picture_stays_as_it_was():
    trainer = Trainer([POINTS], "cpu")
    s = trainer.snapshot(feedback=True)
    with pytest.raises(FrozenInstanceError):
        s.step = 3  # type: ignore[misc]
    kept = s.fakes.copy()
    for _ in range(3):
        trainer.round()
    assert (s.fakes == kept).all()
    assert not (trainer.snapshot().fakes == kept).all()


def test_looking_changes_nothing():
    one, other = Trainer([POINTS], "cpu"), Trainer([POINTS], "cpu")
    for _ in range(3):
        one.round()
        other.round()
        one.snapshot(feedback=True)
        one.measure()
        one.sample(5)
    assert all(torch.equal(a, b) for a, b in zip(one.pair.tensors(), other.pair.tensors(), strict=True))


@pytest.mark.parametrize("waves", [0, 4])
@pytest.mark.parametrize("seats", [1, 2])
def test_what_every_picture_looks_at_is_worked_out_once_and_seen_as_anything_else_is(waves, seats):
    experiment = replace(POINTS, waves=waves, seats=seats, ema=10)
    trainer, other = Trainer([experiment], "cpu"), Trainer([replace(experiment, seed=1, lr_g=0.1)], "cpu")
    for _ in range(3):
        trainer.round()
    s, view = trainer.snapshot(), trainer.view
    with torch.no_grad():
        assert np.array_equal(s.fakes, view.print_from(*trainer.fixed_latents()))
        reach = view.match.forger.reach
        corner = view.print_from(torch.tensor([[[-reach, reach]]]), None)
        assert s.grid[0, -1] == pytest.approx(corner[0], abs=1e-5)
        side = ((np.arange(40) + 0.5) / 20 - 1) * trainer.data.extent
        at = trainer.logits(np.array([[side[7], side[3]]], np.float32)) - trainer.thresholds[0]
        assert s.heat[3, 7] == pytest.approx(1 / (1 + np.exp(-at[0])), abs=1e-5)
    if waves and seats == 1:
        sight = cells(trainer.data.extent, trainer.data.scale, trainer.device)
        assert seen(trainer.match.detective, sight) is seen(other.match.detective, sight)


def test_the_heat_lies_with_row_0_at_the_bottom():
    # The detective learns that real points are at the bottom right and fakes, a square off, everywhere else.
    ring = load("ring8")
    corner = np.array([1.5, -1.5]) + 0.2 * np.random.default_rng(0).standard_normal((500, 2))
    trainer = Trainer([POINTS], "cpu", replace(ring, train=(ring.scale * corner).astype(np.float32)))
    for _ in range(150):
        trainer.detective_step()
    heat, coarse = trainer.snapshot().heat, trainer.snapshot(coarse=True).heat
    assert coarse.shape == (20, 20)
    assert np.abs(coarse - heat.reshape(20, 2, 20, 2).mean(axis=(1, 3))).max() < 0.1
    assert heat is not None
    corners = {"bottom right": heat[:8, -8:], "bottom left": heat[:8, :8], "top right": heat[-8:, -8:]}
    assert max(corners, key=lambda name: corners[name].mean()) == "bottom right"
    row, column = np.unravel_index(heat[5:35, 5:35].argmax(), (30, 30))
    assert row < 15 < column


@pytest.mark.parametrize("loss", LOSSES)
def test_the_feedback_is_the_slope_of_the_forgers_loss(loss: str):
    trainer = Trainer([replace(POINTS, loss=loss)], "cpu")
    for _ in range(20):
        trainer.round()
    trainer.measure()  # finds the thresholds of relative games
    s = trainer.snapshot(feedback=True)
    assert s.arrows is not None
    level = torch.tensor([[trainer.thresholds[0]]], dtype=torch.float64)
    weights = [w.detach().double() for w in trainer.pair.detective.weights]

    def loss_at(point: np.ndarray) -> float:
        x = torch.from_numpy(point / trainer.data.scale)[None, None]
        return GAMES[loss].forger(level, trainer.match.detective(weights, x)[..., 0]).item()

    for x, y, dx, dy in s.arrows[:5].astype(np.float64):
        at, h = np.array([x, y]), 1e-6
        slope = [(loss_at(at + h * e) - loss_at(at - h * e)) / (2 * h) for e in np.eye(2)]
        assert [dx, dy] == pytest.approx([-slope[0], -slope[1]], rel=1e-3, abs=1e-5)


def test_the_desk_scores_what_the_detective_thinks():
    trainer = Trainer([POINTS], "cpu")
    s = trainer.snapshot(desk=7)
    assert s.desk is not None
    logit = trainer.logits(s.fakes[7:8])[0]
    assert s.desk.score == pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-5)


LINE = Experiment(data="line", loss="nonsaturating", batch=64, z_dim=1, g_width=8, d_width=16, lr_d=0.01)


def test_a_picture_of_a_line():
    trainer = Trainer([LINE], "cpu")
    for _ in range(20):
        trainer.round()
    s = trainer.snapshot(desk=3, feedback=True)
    assert (s.fakes.shape, s.heat.shape, s.grid.shape, s.arrows.shape) == ((2048, 1), (160,), (41, 2), (64, 2))
    places = np.linspace(-3.5, 3.5, 160, dtype=np.float32)[:, None]
    believed = 1 / (1 + np.exp(-trainer.logits(places)))
    assert np.allclose(s.heat, believed, atol=1e-5)
    assert s.arrows[0, 0] == s.desk.item[0]
    assert np.sign(s.arrows[0, 1]) == np.sign(s.desk.feedback[0])


def test_a_lines_rolls_are_laid_where_the_forger_lays_them():
    trainer = Trainer([LINE], "cpu")
    trainer.round()
    z, x = trainer.snapshot().grid.T
    assert np.allclose(np.diff(z), z[1] - z[0], atol=1e-6)
    assert (z[0], z[-1]) == (-trainer.match.forger.reach, trainer.match.forger.reach)
    printed = trainer.view.print_from(torch.from_numpy(z.copy())[None, :, None], None)
    assert np.allclose(x, printed[:, 0], atol=1e-6)


@pytest.mark.parametrize("experiment", [POINTS, NOTES], ids=["points", "notes"])
def test_a_real_item_on_the_desk_is_of_the_vault_and_gets_no_feedback(experiment):
    trainer = Trainer([experiment], "cpu")
    trainer.thresholds[0] = 0.2
    seen = trainer.snapshot(0, Laid(3, real=True), feedback=True)
    item = load(experiment.data).train[3]
    assert (seen.desk.real, seen.desk.feedback_norm, len(seen.desk.z)) == (True, 0.0, 0)
    assert (seen.desk.item == item).all()
    assert seen.desk.score == pytest.approx(1 / (1 + np.exp(0.2 - trainer.logits(item[None])[0])), abs=1e-5)
    assert (seen.fakes == trainer.snapshot().fakes).all()


def test_other_dice_change_that_note_alone():
    trainer = Trainer([NOTES], "cpu")
    wall = trainer.snapshot(desk=5)
    same = trainer.snapshot(0, Laid(5, z=tuple(wall.desk.z.tolist())))
    other = trainer.snapshot(0, Laid(5, z=(2.0, *wall.desk.z[1:].tolist())))
    assert np.allclose(same.desk.item, wall.desk.item, atol=1e-6)
    assert (other.fakes[5] != wall.fakes[5]).any()
    assert (other.desk.item == other.fakes[5]).all()
    assert np.allclose(np.delete(other.fakes, 5, 0), np.delete(wall.fakes, 5, 0), atol=1e-6)
