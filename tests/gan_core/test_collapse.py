"""The collapse slider: a steady ladder, settings that only change training, a twin that feels nothing, the sweep."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.collapse import Rounds, added, measured, table
from gan_core import collapse
from gan_core.collapse_about import about
from gan_core.engine.trainer import Trainer
from gan_core.experiment import FIELDS

SMALL: dict[str, Any] = {"batch": 16, "g_width": 8, "d_width": 8}


def twins(data: str) -> Trainer:
    e = replace(collapse.base(data, 3), **SMALL)
    return Trainer([e, e], "cpu")


def moves(data: str, cure: str | None) -> bool:
    return cure is None or not collapse.changes_nothing(data, cure)


@pytest.mark.parametrize("data", collapse.DATA)
@given(places=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_the_speed_rises_evenly_and_meets_its_ends(data: str, places: tuple[float, float]):
    low, high = sorted(places)
    assert collapse.ratio(data, low) <= collapse.ratio(data, high) * (1 + 1e-12)
    assert collapse.ratio(data, -high - 1) == collapse.ratio(data, 0)  # nothing lies beyond the ends
    assert collapse.ratio(data, 1 + low) == pytest.approx(collapse.ratio(data, 1))
    speeds = [collapse.ratio(data, mark) for mark in collapse.MARKS]
    assert np.diff(speeds) == pytest.approx((speeds[-1] - speeds[0]) / 4)
    assert speeds[-1] == collapse.FASTEST[data]


@pytest.mark.parametrize("data", collapse.DATA)
def test_a_push_changes_the_forgers_speed_and_what_the_page_says(data: str):
    e = collapse.base(data)
    pushed = replace(e, **collapse.settings(data, 0.7))
    assert pushed.lr_g > e.lr_g
    freed = replace(e, **collapse.PLAIN) if data in collapse.FREED else e
    assert replace(pushed, lr_g=e.lr_g) == freed
    assert ("plain one" in collapse.words(pushed)) == (data in collapse.FREED)


@pytest.mark.parametrize("data", collapse.DATA)
def test_the_slider_and_every_cure_change_live_settings_alone(data: str):
    live = {f.name for f in FIELDS if f.live}
    e = collapse.base(data)
    assert replace(e, **collapse.settings(data, 0)) == e
    idle = [name for name in collapse.cures(data) if collapse.changes_nothing(data, name)]
    lasting = [name for name, cure in collapse.cures(data).items() if not cure.fresh]
    seen = {tuple(sorted(collapse.settings(data, 1, cure).items())) for cure in (None, *lasting)}
    assert len(seen) == 1 + len(lasting)
    assert not idle
    assert collapse.changes_nothing(data, "calm", 0)
    assert collapse.changes_nothing(data, "relativistic", 0) == (collapse.base(data).loss == "relativistic")
    for cure in (None, *collapse.cures(data)):
        for place in collapse.MARKS:
            changes = collapse.settings(data, place, cure)
            assert set(changes) <= live - {"ema"}  # nothing that is only shown
            assert replace(e, **changes).shape_key == e.shape_key


@pytest.mark.parametrize("data", collapse.DATA)
def test_a_pushed_twin_leaves_the_other_as_it_was_to_the_last_bit(data: str):
    rest, pushed = twins(data), twins(data)
    for k in range(12):
        if k == 4:
            pushed.update(1, **collapse.settings(data, 0.8))
        rest.round()
        pushed.round()
    for still, other in zip(rest.pair.tensors(), pushed.pair.tensors(), strict=True):
        assert torch.equal(still[0], still[1])  # two of one seed are one
        assert torch.equal(still[0], other[0])
    assert not torch.equal(rest.pair.forger.weights[0][1], pushed.pair.forger.weights[0][1])
    assert np.array_equal(rest.sample(20, 0), pushed.sample(20, 0))


@pytest.mark.parametrize("data", collapse.DATA)
@pytest.mark.parametrize("cure", collapse.CURES)
def test_every_cure_changes_training_and_not_the_picture(data: str, cure: str):
    if cure not in collapse.cures(data) or not moves(data, cure):
        pytest.skip("there is no seat for it, or it is like another, or what runs already")
    trainer = twins(data)
    for _ in range(3):
        trainer.round()
    before, weights = trainer.sample(20, 1), trainer.pair.detective.weights[0][1].clone()
    trainer.update(1, **collapse.settings(data, 0.5, cure))
    assert np.array_equal(trainer.sample(20, 1), before)
    plain = trainer.branched([0, 1])
    plain.update(1, **collapse.settings(data, 0.5))
    for _ in range(2):
        trainer.round()
        plain.round()
    assert not torch.equal(trainer.pair.detective.weights[0][1], weights)
    assert not torch.equal(trainer.pair.detective.weights[0][1], plain.pair.detective.weights[0][1])


def test_a_fresh_detective_takes_one_members_place_alone():
    trainer, other = twins("ring8"), twins("ring8")
    for each in (trainer, other):
        for _ in range(3):
            each.round()
    forger = trainer.pair.forger.weights[0].clone()
    trainer.renew(1)
    assert torch.equal(trainer.pair.forger.weights[0], forger)
    assert not torch.equal(trainer.pair.detective.weights[0][1], other.pair.detective.weights[0][1])
    assert trainer.pair.detective.counts == trainer.pair.forger.counts == (3, 0)
    assert not trainer.pair.forger.mean[0][1].any()
    for mine, its in zip(trainer.pair.tensors(), other.pair.tensors(), strict=True):
        assert torch.equal(mine[0], its[0])
    again = trainer.state()
    trainer.renew(1)
    assert trainer.state() == again  # it follows from seed and step


def test_branches_go_on_alone_from_where_they_stand():
    trainer = twins("ring8")
    trainer.round()
    branch = trainer.branched([1, 0, 0])
    branch.round()
    trainer.round()
    torch.testing.assert_close(
        branch.pair.forger.weights[0][1], trainer.pair.forger.weights[0][0], rtol=1e-5, atol=1e-6
    )
    assert branch.step == 2


def test_words_say_what_the_settings_are():
    def said(place: float, cure: str | None = None) -> str:
        return collapse.words(replace(collapse.base("ring8"), **collapse.settings("ring8", place, cure)))

    assert said(0) == "Forger and detective learn equally fast."
    assert said(1) == "The forger learns 29× as fast as the detective."
    assert said(1, "calm") == said(0)
    assert "slope gentle" in said(1, "calm_penalty")
    assert "compared with a real item" in said(1, "relativistic")
    assert "sees 4 at once" in said(1, "pack4")


@pytest.mark.parametrize(("place", "cure"), [(1.1, None), (-0.1, None), (float("nan"), None), (0.5, "prayer")])
def test_what_is_not_there_is_refused_in_words(place: float, cure: str | None):
    with pytest.raises(ValueError, match="got"):
        collapse.settings("ring8", place, cure)


def test_only_some_data_collapse_here():
    with pytest.raises(ValueError, match="digits"):
        collapse.base("digits")


def test_the_sweep_measures_every_mark_and_cure():
    told = measured("ring8", 2, rounds=Rounds(6, 6, 6, 1), quiet=True)
    assert told["marks"] == [0, 25, 50, 75, 100]
    assert all(len(told[name]) == 5 for name in ("median", "low", "high", "by_seed", "ratios"))
    for key in ("prevented", "healed"):
        assert set(told[key]) == {"none", *(name for name in collapse.cures("ring8") if moves("ring8", name))}
    assert np.shape(told["phase"]["z"]) == (len(told["phase"]["y"]), len(told["phase"]["x"]))
    assert "| prevents | heals" in table(told)


def test_one_cure_can_be_tried_alone():
    told = measured("ring8", 2, rounds=Rounds(6, 6, 6, 1), quiet=True, phase=False, only=["calm"])
    assert (told["marks"], [*told["prevented"]], [*told["healed"]]) == ([0, 100], ["calm"], ["calm"])


def test_a_cure_tried_for_longer_is_added_and_said_to_be():
    rounds = {"apprentice": 6, "cured": 500}
    kept = {"seeds": 2, "collapsed": [1], "rounds": rounds, "prevented": {"none": 0}, "healed": {"none": 0, "calm": 0}}
    told = {"seeds": 2, "collapsed": [1], "rounds": rounds | {"cured": 1000}, "prevented": {}, "healed": {"calm": 1}}
    both = added(kept, told)
    assert (both["healed"], both["longer"], both["rounds"]) == ({"none": 0, "calm": 1}, {"calm": 1000}, rounds)
    with pytest.raises(SystemExit):
        added(kept, told | {"collapsed": [0]})


def test_the_page_says_where_a_cure_had_longer_than_the_rest():
    told = {cure["name"]: cure for cure in about("banknotes")["cures"]}
    assert (told["slower"]["longer"], told["calm"]["longer"]) == (1000, None)


@pytest.mark.parametrize("data", collapse.DATA)
def test_the_pages_copy_belongs_to_the_present_ladder(data: str):
    kept = collapse.measured(data)
    if kept is None:
        pytest.skip("not measured: python -m benchmarks collapse --keep")
    assert kept["ratios"] == [round(collapse.ratio(data, mark / 100), 2) for mark in kept["marks"]]
    assert kept["median"] == sorted(kept["median"], reverse=True)
    for name in (None, *collapse.cures(data)):
        found = collapse.results(data, name)
        assert not found or moves(data, name)
        assert set(found) <= {"prevented", "healed"}
        assert all(count <= of for count, of in found.values())
