"""Which 50 %?: who is halted when, and that the gauges tell the four apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gan_core.crash.lineup import SUSPECTS, Reading, caught, guess, lineup, order
from gan_core.engine.parade import Parade, read
from gan_core.engine.trainer import Trainer

GOOD = Reading(accuracy=0.52, referee=0.6, original=0.55, kinds=8, of=8, sharp=0.8, spread=1.0)
READINGS = {
    "good": GOOD,
    "weak": replace(GOOD, referee=0.9, original=0.95, kinds=3, sharp=0.1),
    "copier": replace(GOOD, original=0.15, kinds=4),
    "collapse": replace(GOOD, referee=0.99, original=0.98, kinds=1, sharp=0.0, spread=0.2),
}


@pytest.mark.parametrize("name", SUSPECTS)
def test_a_run_is_halted_in_the_band_when_it_is_what_it_stands_for(name: str):
    suspect, reading = SUSPECTS[name], READINGS[name]
    assert guess(reading) == name
    assert caught(suspect, reading, suspect.earliest)
    assert not caught(suspect, reading, suspect.earliest - 1)
    assert not caught(suspect, replace(reading, accuracy=0.6), suspect.earliest)
    another = READINGS["good" if name != "good" else "weak"]
    assert not caught(suspect, another, suspect.earliest)


def test_no_place_gives_a_suspect_away():
    assert {order(seed)[0] for seed in range(30)} == set(SUSPECTS)
    assert lineup(3) == lineup(3)
    assert {run.few for run in lineup(5)} == {0, 5}


def test_who_is_halted_trains_no_more_and_reads_the_same_again():
    small = {"g_width": 8, "d_width": 8, "batch": 16}
    trainer = Trainer([replace(run, **small) for run in lineup(1)], "cpu")
    parade = Parade(trainer, [True, False, False, False])
    weights = trainer.pair.forger.weights[0].clone()
    for _ in range(2):
        parade.before_round()
        trainer.round()
    assert (trainer.pair.forger.weights[0][0] == weights[0]).all()
    assert (trainer.pair.forger.weights[0][1] != weights[1]).any()
    assert parade.readings[0] == read(trainer, 0)
    assert not parade.over
