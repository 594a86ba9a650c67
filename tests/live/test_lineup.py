"""“Which 50 %?” on the wire: its own four runs, who is halted stays so, and the run stands still at the end."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from gan_core.crash.lineup import lineup
from gan_core.engine.trainer import Trainer
from live.web.lineup import LineupRecord
from live.wire.lineup import LineupOpening
from live.worker.lineup import LineupPlay


def test_only_the_four_runs_of_a_seed_are_opened():
    LineupOpening().check(lineup(4))
    with pytest.raises(ValueError, match="its own four runs"):
        LineupOpening().check(lineup(4)[::-1])


def test_the_run_stands_still_when_all_are_halted_and_a_new_worker_knows_it():
    trainer = Trainer(lineup(4), "cpu")
    play = LineupPlay(LineupOpening([True, True, False, False]), trainer)
    assert play.stop_at is None
    told = play.header()["readings"]
    assert [reading is not None for reading in told] == [True, True, False, False]
    record = LineupRecord(LineupOpening())
    record.take(play.news(), 0)
    assert LineupRecord.restored(record.kept(0)).opening().halted == [True, True, False, False]
    last = LineupPlay(LineupOpening([True] * 4), trainer)
    assert last.stop_at == 1
    last.arrived()
    record.take(last.news(), 1)
    assert record.stands_still()
    assert not record.stands_still()
    record.begin_again()
    assert record.opening().halted == []
    assert asdict(last._parade.readings[0]) == told[0]
