"""The referee: a coin toss between real and real, certain of noise, and the same each time."""

import numpy as np
import pytest
import torch

from gan_core.data import load
from gan_core.engine.referee import Referee
from gan_core.metrics.accuracy import chance_band


@pytest.mark.parametrize("name", ["ring8", "grid25", "banknotes"])
def test_nobody_can_tell_real_from_real(name: str):
    data = load(name)
    fresh = data.train[:1000]
    accuracy = Referee(data, fresh, 0).finish()
    assert abs(accuracy - 0.5) <= 1.5 * chance_band(500, 500)  # the same verdict each time, so no flake


@pytest.mark.parametrize("name", ["ring8", "grid25", "moons", "digits", "banknotes"])
def test_noise_is_told_at_once(name: str):
    data = load(name)
    noise = np.random.default_rng(0).uniform(-1, 1, (1000, *data.shape)).astype(np.float32)
    # Noise over the plane covers the modes too, so that nobody can be right about all of it.
    assert Referee(data, noise * data.extent, 0).finish() > (0.85 if data.kind == "points" else 0.99)


def test_the_same_question_gets_the_same_answer_step_by_step_or_at_once():
    data = load("ring8")
    fakes = data.train[:500] * 1.05
    referee, steps = Referee(data, fakes, 12), 1
    while not referee.step():
        assert referee.accuracy is None
        steps += 1
    assert steps == 150
    assert referee.at_step == 12
    first = (Referee(data, fakes, 12)._net.parameters() for _ in range(2))
    assert all(torch.equal(one, other) for one, other in zip(*first, strict=True))
    assert referee.accuracy == Referee(data, fakes, 12).finish() == referee.finish()


def test_it_learns_as_much_as_its_time_allows():
    """Modes twice too wide, and a corner a shade too pale: one that learns ten times as slowly is at a loss there."""
    data = load("grid25")
    rng = np.random.default_rng(0)
    wide = data.centres[rng.integers(25, size=2000)] + 0.1 * rng.standard_normal((2000, 2))
    assert Referee(data, wide.astype(np.float32), 0).finish() > 0.63
    notes = load("banknotes")
    pale = notes.train[:1000].copy()
    pale[:, :, 2:11, 2:16] += 0.03
    assert Referee(notes, pale, 0).finish() > 0.7
