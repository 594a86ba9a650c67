"""A lesson is a function from a pair and a turn to the pair after it; on new tensors it changes nothing."""

from dataclasses import replace

import pytest
import torch

from gan_core.engine.descent import OnNewTensors
from gan_core.engine.lessons import play
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment

TINY = Experiment(data="ring8", loss="nonsaturating", batch=16, z_dim=3, g_width=8, d_width=8, beta1=0.5, ema=3)
NOTES = Experiment(data="banknotes", r1=0.3, r2=0.3, relax=20, batch=4, z_dim=4, g_width=4, d_width=2)
GAMES = {
    "points": [TINY],
    "several games": [
        replace(TINY, loss="hinge", r1=0.3),
        replace(TINY, seed=1, loss="relativistic", d_steps=2),
        replace(TINY, seed=2, loss="wasserstein", gp=5.0, g_steps=2),
    ],
    "waves": [replace(TINY, z_dim=2, waves=4, loss="relativistic", r1=0.1, anneal=10)],
    "company": [replace(TINY, seats=2, pack=2, mbstd=1)],
    "notes": [NOTES, replace(NOTES, seed=1)],
    "a line": [replace(TINY, data="line", z_dim=1)],
}


@pytest.mark.parametrize("experiments", GAMES.values(), ids=GAMES)
def test_lessons_on_new_tensors_are_the_trainers_own(experiments):
    trainer, other = Trainer(experiments, "cpu"), Trainer(experiments, "cpu")
    for _ in range(6):
        trainer.round()
        for turn in other._turns():
            other.pair, _ = play(other.match, OnNewTensors(other.experiments), other.pair, turn)
        other.step += 1
    # Biases that a relative game does not determine make full steps of what rounding leaves: they may part.
    pairs = zip(trainer.pair.forger.weights, other.pair.forger.weights, strict=True)
    assert all(torch.allclose(a, b, atol=2e-4) for a, b in pairs)
    assert trainer.pair.forger.counts == other.pair.forger.counts


@pytest.mark.parametrize("experiments", GAMES.values(), ids=GAMES)
def test_lessons_on_new_tensors_leave_what_they_are_given(experiments):
    trainer = Trainer(experiments, "cpu")
    for turn in trainer._turns():
        before = [t.clone() for t in trainer.pair.tensors()]
        dealt = {name: t.clone() for name, t in turn.tensors().items()}
        after, _ = play(trainer.match, OnNewTensors(trainer.experiments), trainer.pair, turn)
        assert all(torch.equal(a, b) for a, b in zip(before, trainer.pair.tensors(), strict=True))
        assert all(torch.equal(t, turn.tensors()[name]) for name, t in dealt.items())
        assert any(not torch.equal(a, b) for a, b in zip(before, after.tensors(), strict=True))
        again, _ = play(trainer.match, OnNewTensors(trainer.experiments), trainer.pair, turn)
        assert all(torch.equal(a, b) for a, b in zip(again.tensors(), after.tensors(), strict=True))


def test_in_place_the_tensors_stay_where_they_are():
    trainer = Trainer([TINY], "cpu")
    places = [t.data_ptr() for t in trainer.pair.tensors()]
    trainer.round()
    assert [t.data_ptr() for t in trainer.pair.tensors()] == places


def test_those_who_sit_out_learn_nothing():
    trainer = Trainer([TINY, replace(TINY, seed=1)], "cpu")
    turn = trainer._deal("detective", [True, False])
    after, _ = play(trainer.match, OnNewTensors(trainer.experiments), trainer.pair, turn)
    moved = [not torch.equal(a[k], b[k]) for k in range(2) for a, b in [
        (trainer.pair.detective.weights[0], after.detective.weights[0])
    ]]  # fmt: skip
    assert moved == [True, False]


@pytest.mark.parametrize("experiments", [[replace(TINY, r1=0.3)], [replace(TINY, loss="relativistic")], [NOTES]])
def test_what_was_dealt_can_be_told_as_well(experiments):
    """Told the very items of its turn a pair learns the same; told others it does not."""
    trainer = Trainer(experiments, "cpu")
    for turn in trainer._turns():
        pair, match = trainer.pair, trainer.match
        descent = OnNewTensors(trainer.experiments)
        dealt = match.units.train[turn.rows] if turn.rows is not None else torch.zeros(1, 16, 2)
        own = (dealt, match.forger(pair.forger.weights, turn.z, turn.grain))
        wanted, _ = play(match, descent, pair, turn)
        same, _ = play(match, descent, pair, turn, own)
        other, _ = play(match, descent, pair, turn, (own[1], own[0] * 0.5))
        assert all(torch.equal(a, b) for a, b in zip(wanted.tensors(), same.tensors(), strict=True))
        unlike = any(not torch.equal(a, b) for a, b in zip(wanted.tensors(), other.tensors(), strict=True))
        assert unlike is (turn.rows is not None)


def test_a_trainer_takes_as_many_items_as_a_batch_holds():
    trainer = Trainer([TINY], "cpu")
    items = trainer.data.train[:16]
    trainer.tell("detective", items, items * 0.5)
    assert trainer.pair.detective.counts == (1,)
    with pytest.raises(ValueError, match="16 items"):
        trainer.tell("detective", items[:3], items)
