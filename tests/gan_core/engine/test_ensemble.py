"""Trainers that play together end up where each would have ended up alone."""

from dataclasses import replace

import pytest

from gan_core.engine.ensemble import Ensemble, kin
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment, recipe

CLOSE = 1e-4  # a step moves a weight by thirty times as much; rounding alone, which four rounds magnify, by less
SMALL = {"batch": 16, "g_width": 16, "d_width": 16, "patch": 8}


def trainers(*experiments):
    return [Trainer(e if isinstance(e, list) else [e], "cpu") for e in experiments]


def play(rounds, *players):
    for _ in range(rounds):
        for player in players:
            player.round()


def apart(one, other):
    """The largest difference between the forgers of two trainers, and between what their detectives tell apart.

    A shift of all logits has no slope in a relative game, so that rounding alone decides where it goes.
    """
    assert one.step == other.step
    assert one.pair.forger.counts == other.pair.forger.counts
    assert one.pair.detective.counts == other.pair.detective.counts
    mine, theirs = ([*t.pair.forger.weights, *t.pair.shown, *t.pair.detective.weights[::2]] for t in (one, other))
    return max(float((a - b).abs().max()) for a, b in zip(mine, theirs, strict=True))


@pytest.mark.parametrize("data", ["ring8", "line", "digits", "banknotes"])
def test_together_is_alone(data):
    base = replace(recipe(data), **SMALL, seed=3)
    others = [replace(base, seed=4, lr_g=2e-3), replace(base, seed=5, anneal=50)]
    alone, joined = trainers(base, *others), trainers(base, *others)
    play(7, alone[1])
    play(7, joined[1])  # who joins later stays in its own round
    play(5, *alone)
    ensemble = Ensemble(joined)
    play(5, ensemble)
    assert ensemble.fits
    assert max(map(apart, alone, joined)) < CLOSE
    assert alone[1].pair.forger.turns == joined[1].pair.forger.turns == (12,)


def test_twins_join_as_a_pair():
    twins = [replace(recipe("ring8", "collapse"), **SMALL, seed=s) for s in (3, 3)]
    alone, joined = trainers(twins, twins), trainers(twins, twins)
    play(4, *alone, Ensemble(joined))
    assert max(map(apart, alone, joined)) < CLOSE


def test_steps_and_checkpoints_between_rounds_count():
    base = replace(recipe("ring8"), **SMALL)
    alone, joined = trainers(base, replace(base, seed=1)), trainers(base, replace(base, seed=1))
    ensemble = Ensemble(joined)
    play(2, *alone, ensemble)
    for trainer in (alone[0], joined[0]):
        trainer.detective_step()
        trainer.forger_step()
    kept = alone[1].state()
    play(3, *alone, ensemble)
    for trainer in (alone[1], joined[1]):
        trainer.restore(kept)
    assert ensemble.fits
    play(2, *alone, ensemble)
    assert max(map(apart, alone, joined)) < CLOSE


def test_who_parts_goes_on_alone():
    base = replace(recipe("ring8"), **SMALL)
    alone, joined = trainers(base, replace(base, seed=1)), trainers(base, replace(base, seed=1))
    ensemble = Ensemble(joined)
    play(2, *alone, ensemble)
    ensemble.part()
    assert not ensemble.fits
    play(2, *alone, *joined)
    assert max(map(apart, alone, joined)) < CLOSE
    assert all(t.untyped_storage().nbytes() == t.nbytes for t in joined[0].pair.tensors())


def test_a_change_of_settings_ends_the_fit():
    joined = trainers(*[replace(recipe("ring8"), **SMALL, seed=s) for s in range(2)])
    ensemble = Ensemble(joined)
    joined[1].update(0, lr_g=1e-4)
    assert not ensemble.fits


def test_one_that_explodes_leaves_the_others_alone():
    base = replace(recipe("ring8"), **SMALL)
    wild = replace(base, seed=1)
    alone, joined = trainers(base, wild), trainers(base, wild)
    for trainer in (alone[1], joined[1]):
        trainer.pair.detective.weights[0].fill_(float("nan"))
    play(3, *alone, Ensemble(joined))
    assert joined[1].diverged() is not None
    assert joined[1].diverged() == alone[1].diverged()
    assert apart(alone[0], joined[0]) < CLOSE


def test_kin_do_the_same_work():
    base = replace(recipe("ring8"), **SMALL)
    one = kin(trainers(base)[0])
    assert kin(trainers(replace(base, seed=5, lr_g=1e-4, r1=0.5))[0]) == one
    for other in ({"r1": 0.0}, {"d_steps": 2}, {"batch": 8}, {"loss": "wasserstein"}, {"data": "moons"}):
        assert kin(trainers(replace(base, **other))[0]) != one
    mixed: list[Experiment] = [base, replace(base, r1=0.0)]
    assert kin(Trainer(mixed, "cpu")) is None
