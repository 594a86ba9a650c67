"""The collection of failures: what its rules say of looks, and that each entry is two runs that differ in one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gan_core.crash.entries import ENTRIES, entry
from gan_core.crash.look import Look, drift, middle
from gan_core.experiment import LIVE_FIELDS
from gan_core.source import lines_of

GOOD = Look(100, 0.6, 8, 8, 0.8, (0.1,) * 8, 5.0, 2.0, (0.0, 0.0))


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_is_two_runs_with_words_lines_and_cures(name: str):
    told = ENTRIES[name]
    healthy, failing = told.pair(7)
    assert healthy.shape_key == failing.shape_key
    assert healthy.seed == failing.seed == 7
    last = told.turnings[-1].round
    assert told.at(last, failing=False) != told.at(last, failing=True)
    assert set(told.free()) <= LIVE_FIELDS
    assert all(lines_of(piece).text for piece in told.code)
    assert len(told.cures) >= 2
    assert told.gauge.low < told.gauge.limit < told.gauge.high


def test_a_turning_and_a_cure_change_what_they_say_and_nothing_else():
    told = ENTRIES["explosion"]
    before, after = (told.at(step, failing=True) for step in (99, 100))
    assert (before["lr_g"], after["lr_g"]) == (told.base.lr_g, 0.3)
    assert told.at(100, failing=False) == before
    assert told.at(100, failing=True, cure="rewind") == before


def test_an_unknown_entry_or_cure_gets_a_sentence():
    with pytest.raises(ValueError, match="entry is one of"):
        entry("boredom")
    with pytest.raises(ValueError, match="no cure here"):
        ENTRIES["explosion"].cure("prayer")


def test_a_vanished_gradient_is_small_in_the_middle_of_several_looks():
    told = ENTRIES["vanishing"]
    small = replace(GOOD, slope=1e-3)
    assert told.shows([small] * 3 + [GOOD] * 2)
    assert not told.shows([small] * 2 + [GOOD] * 3)
    assert told.well([GOOD] * 5)


def test_an_explosion_is_what_stopped_a_run():
    told = ENTRIES["explosion"]
    assert told.shows([GOOD, replace(GOOD, exploded=True)])
    assert not told.shows([GOOD])
    assert told.well([GOOD] * 5)
    assert not told.well([replace(GOOD, modes=3)] * 5)


def test_a_cloud_that_swings_moves_far_between_looks():
    told = ENTRIES["oscillation"]
    swings = [replace(GOOD, centre=(0.3 * (-1) ** k, 0.0)) for k in range(6)]
    assert drift(swings) == pytest.approx(0.6)
    assert told.shows(swings)
    assert told.well([replace(GOOD, centre=(0.1, 0.1))] * 6)
    assert drift([GOOD]) == 0
    assert middle(swings, "sharp") == 0.8


def test_half_right_means_nothing_where_the_fakes_are_bad():
    told = ENTRIES["slow_detective"]
    assert told.shows([replace(GOOD, accuracy=0.4, sharp=0.1)] * 5)
    assert not told.shows([replace(GOOD, accuracy=0.5, sharp=0.9)] * 5)
    assert not told.shows([replace(GOOD, accuracy=0.9, sharp=0.1)] * 5)


def test_a_memoriser_believes_what_it_knows():
    told = ENTRIES["memoriser"]
    assert told.shows([replace(GOOD, known=1.0, unknown=0.6)] * 5)
    assert told.well([replace(GOOD, known=0.8, unknown=0.75)] * 5)


def test_kinds_go_missing_only_after_they_were_there():
    told = ENTRIES["dropped"]
    few = replace(GOOD, step=200, modes=3)
    assert told.shows([few] * 5)
    assert not told.shows([replace(few, step=50)] * 5)
    assert told.well([GOOD] * 5)


def test_a_detective_too_strong_tells_fakes_that_are_bad():
    told = ENTRIES["strong_detective"]
    assert told.shows([replace(GOOD, accuracy=0.95, sharp=0.05)] * 5)
    assert not told.shows([replace(GOOD, accuracy=0.5, sharp=0.05)] * 5)
    assert told.well([GOOD] * 5)


def test_a_photocopier_pleases_a_referee_and_is_not_original():
    told = ENTRIES["photocopier"]
    copies = replace(GOOD, referee=0.52, original=0.01)
    assert told.shows([copies] * 5)
    assert not told.shows([replace(copies, referee=0.8)] * 5)
    assert not told.shows([replace(copies, original=0.4)] * 5)
    assert told.well([replace(GOOD, original=0.5)] * 5)
