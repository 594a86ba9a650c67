"""The expert: a coin toss between real and real, right where something is wrong, and it says where and what."""

import numpy as np
import pytest

from gan_core import data as datasets
from gan_core.engine.expert import Expert
from gan_core.engine.reals import Reals
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment


def forger(name, spoil=lambda items: items):
    """Draws real items, and spoils them."""
    data = datasets.load(name)
    known = np.concatenate([data.train, data.held_out])

    def fakes(n, seed):
        rng = np.random.default_rng(seed)
        return spoil(data.draw(n, rng) if data.draw else known[rng.integers(0, len(known), n)])

    return fakes


@pytest.mark.parametrize("name", ["ring8", "digits"])
def test_real_against_real_is_a_toss(name):
    opinion = Expert(datasets.load(name), forger(name), 7, steps=150).finish()
    assert abs(opinion.accuracy - 0.5) <= 1.5 * opinion.band
    assert (opinion.at_step, opinion.giveaway) == (7, None)
    asked = 2048 if name == "ring8" else 449  # a quarter of the 1797 digits, and never those that it chose by
    assert opinion.band == pytest.approx(0.98 / np.sqrt(2 * asked), rel=1e-3)


def pale_corner(notes):
    notes = notes.copy()
    notes[:, :, 2:11, 2:16] += 0.35
    return notes


def test_it_finds_what_is_wrong_looks_there_and_stops_when_it_is_certain():
    expert = Expert(datasets.load("banknotes"), forger("banknotes", pale_corner), 0, steps=400)
    steps = 1
    while not expert.step():
        assert 0 <= expert.progress < 1
        steps += 1
    opinion = expert.opinion
    assert opinion.accuracy > 0.95
    assert opinion.lessons < 400
    assert steps > opinion.lessons
    assert opinion.looks.shape == (24, 48)
    assert opinion.looks[2:11, 2:16].mean() > 2 * opinion.looks.mean()
    assert opinion.looks.max() == 1


def test_the_same_question_gets_the_same_answer():
    trainer = Trainer([Experiment(data="ring8", batch=16, z_dim=2, g_width=8, d_width=8)], "cpu")
    expert = trainer.expert()
    expert._steps = 60
    first = trainer.expert()
    first._steps = 60
    for _ in range(3):
        expert.step()
    trainer.round()  # the forger goes on, and the expert's does not
    assert expert.finish() == first.finish()


@pytest.mark.parametrize("name", ["digits", "ring8"])
def test_the_three_parts_never_meet(name):
    reals = Reals(datasets.load(name))
    lessons = reals.lessons(3000)
    choice, exam = (reals.piece(part, 0, 10_000) for part in ("choice", "exam"))
    assert (len(choice), len(exam)) == (reals.count("choice"), reals.count("exam"))
    seen = [{item.tobytes() for item in part} for part in (lessons, choice, exam)]
    twins = 1797 - len({item.tobytes() for item in datasets.load("digits").train}) if name == "digits" else 0
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert len(seen[one] & seen[other]) <= max(0, twins - 359)
