"""The collapse slider: a steady ladder, settings that only change training, a twin that feels nothing, the sweep."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.collapse import Rounds, measured, table
from gan_core import collapse
from gan_core.engine.trainer import Trainer
from gan_core.experiment import FIELDS

SMALL = {"batch": 16, "g_width": 8, "d_width": 8}


def twins(data: str) -> Trainer:
    e = replace(collapse.base(data, 3), **SMALL)
    return Trainer([e, e], "cpu")


@pytest.mark.parametrize("data", collapse.DATA)
@given(places=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_the_ladder_rises_steadily_and_meets_its_marks(data: str, places: tuple[float, float]):
    low, high = sorted(places)
    assert collapse.ratio(data, low) <= collapse.ratio(data, high) * (1 + 1e-12)
    for mark, times in zip(collapse.MARKS, collapse.LADDERS[data], strict=True):
        assert collapse.ratio(data, mark) == pytest.approx(times)


@pytest.mark.parametrize("data", collapse.DATA)
def test_the_slider_and_every_cure_change_live_settings_alone(data: str):
    live = {f.name for f in FIELDS if f.live}
    e = collapse.base(data)
    assert replace(e, **collapse.settings(data, 0)) == e
    seen = {tuple(collapse.settings(data, 1, cure).items()) for cure in (None, *collapse.cures(data))}
    assert len(seen) == 1 + len(collapse.cures(data))
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
    if cure not in collapse.cures(data):
        pytest.skip("this detective has no seats for it")
    trainer = twins(data)
    for _ in range(3):
        trainer.round()
    before, weights = trainer.sample(20, 1), trainer.pair.detective.weights[0][1].clone()
    trainer.update(1, **collapse.settings(data, 0.5, cure))
    assert np.array_equal(trainer.sample(20, 1), before)
    plain = trainer.branched([0, 1])
    plain.update(1, **collapse.settings(data, 0.5))
    trainer.round()
    plain.round()
    assert not torch.equal(trainer.pair.detective.weights[0][1], weights)
    assert not torch.equal(trainer.pair.detective.weights[0][1], plain.pair.detective.weights[0][1])


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
    assert said(1).startswith("The forger learns 28× as fast as the detective")
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
    assert set(told["healed"]) == set(told["healed_at_100"]) == {"none", *collapse.cures("ring8")}
    assert np.shape(told["phase"]["z"]) == (len(told["phase"]["y"]), len(told["phase"]["x"]))
    assert "left at 100 %" in table(told)


@pytest.mark.parametrize("data", collapse.DATA)
def test_the_pages_copy_belongs_to_the_present_ladder(data: str):
    kept = collapse.measured(data)
    assert kept is not None, "python -m benchmarks collapse --keep"
    assert kept["ratios"] == [round(times, 2) for times in collapse.LADDERS[data]]
    assert kept["median"] == sorted(kept["median"], reverse=True)
    assert set(collapse.healed(data)) == {"none", *collapse.cures(data)}
