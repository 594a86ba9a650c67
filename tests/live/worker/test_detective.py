"""The detective's page in the worker: forgers of three stages, the notes that are dealt, lessons from verdicts."""

from __future__ import annotations

import json

import numpy as np
import pytest

from gan_core import forgers
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment
from live.wire.commands import parse
from live.wire.detective import DetectiveOpening
from live.wire.frames import decode
from live.worker.clock import NEVER
from live.worker.detective import DetectivePlay
from live.worker.schooling import Schooling
from live.worker.shelf import MOST, Shelf

SMALL = Experiment(data="digits", batch=8, z_dim=4, g_width=4, d_width=4, loss="relativistic", r1=1, r2=1)


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch):
    monkeypatch.setitem(forgers.ROUNDS, "digits", (2, 4, 6))


def climbed(play, trainer):
    while trainer.step != play.stop_at:
        play.before_round()
        trainer.round()
    play.arrived()
    return play


@pytest.fixture
def play(tmp_path):
    trainer = Trainer([SMALL], "cpu")
    return climbed(DetectivePlay(DetectiveOpening(), trainer, Shelf(tmp_path)), trainer)


def dealt(play, *asked):
    header, sections = decode(play.deal(*asked))
    return header, sections


def test_the_run_stops_when_all_three_forgers_are_known(play):
    assert play.header() == {"ready": [1, 2, 3], "rounds": [2, 4, 6]}
    assert play.stop_at is None
    assert (play.news(), play.news()) == (True, False)


def test_half_the_notes_are_real_and_a_lot_is_always_of_the_same(play):
    header, [section] = dealt(play, 2, 5, 12)
    assert sum(note["real"] for note in header["notes"]) == 6
    assert header["round"] == 4
    again, [same] = dealt(play, 2, 5, 12)
    assert again == header
    assert same.data == section.data
    assert dealt(play, 2, 6, 12)[1][0].data != section.data


def test_the_machine_judges_the_very_notes_that_are_dealt(play):
    header, _ = dealt(play, 3, 0, 8)
    notes, _ = play._notes(3, 0, 8)
    bench = play._ladder.bench(3)
    scores = 1 / (1 + np.exp(-(bench.logits(notes) - bench.thresholds[0])))
    assert [note["machine"] for note in header["notes"]] == pytest.approx(scores.tolist(), abs=1e-4)


def test_too_soon_no_notes_are_dealt(tmp_path):
    play = DetectivePlay(DetectiveOpening(), Trainer([SMALL], "cpu"), Shelf(tmp_path))
    header, sections = dealt(play, 1, 0, 2)
    assert (header["notes"], sections) == ([], [])


def test_the_next_visitor_meets_the_same_forgers_at_once(play, tmp_path):
    trainer = Trainer([SMALL], "cpu")
    other = DetectivePlay(DetectiveOpening(), trainer, Shelf(tmp_path))
    assert other.header()["ready"] == [1, 2, 3]
    assert other.stop_at == trainer.step == 6
    assert other.deal(1, 0, 6) == play.deal(1, 0, 6)


def test_a_gap_on_the_shelf_is_trained_for_again(play, tmp_path):
    shelf = Shelf(tmp_path)
    for path in tmp_path.iterdir():
        path.unlink()
    shelf.put(SMALL, 4, play._ladder._states[2])
    trainer = Trainer([SMALL], "cpu")
    other = climbed(DetectivePlay(DetectiveOpening(), trainer, shelf), trainer)
    assert other.header()["ready"] == [1, 2, 3]
    assert other.deal(3, 0, 4) == play.deal(3, 0, 4)


def test_a_shelf_has_an_end_and_survives_what_is_no_state(tmp_path):
    shelf = Shelf(tmp_path)
    for step in range(MOST + 3):
        shelf.put(SMALL, step, b"state")
    assert len(list(tmp_path.iterdir())) == MOST
    assert shelf.take(SMALL, MOST + 2) == b"state"
    assert shelf.take(SMALL, 10**6) is None


def test_twins_with_equal_labels_learn_alike_and_others_do_not(play):
    notes, real = play._notes(3, 0, 24)
    stamps = real.copy()
    for labels, alike in ((real, True), (~stamps, False)):
        pupils = {"verdicts": play._ladder.fresh(3), "truth": play._ladder.fresh(3)}
        schooling = Schooling(3, notes, {"verdicts": labels, "truth": real}, pupils, rounds=3)
        told = None
        while not schooling.over:
            told = schooling.slice()
        header, walls = decode(told)
        assert {wall.name for wall in walls} == {"before", "verdicts", "truth"}
        assert (walls[1].data == walls[2].data) is alike
        assert not alike or header["figures"]["verdicts"] == header["figures"]["truth"]
        assert header["right"] == (24 if alike else 0)


def test_a_schooling_works_in_slices_and_ends(play, monkeypatch):
    monkeypatch.setattr("live.worker.schooling.SLICE", 0.0)
    play.teach(2, 0, [True] * 12 + [False] * 12)
    assert play.due == 0.0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("live.worker.schooling.SLICE", 60.0)
        told = play.work()
    assert play.due == NEVER
    assert decode(told)[0]["what"] == "schooled"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"type": "verdicts", "stage": 1, "lot": 0, "stamps": [True] * 24}, "only one word"),
        ({"type": "verdicts", "stage": 1, "lot": 0, "stamps": [True]}, "24"),
        ({"type": "deal", "stage": 4}, "1, 2 or 3"),
        ({"type": "deal", "stage": 1, "count": 7}, "even"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(said, words):
    with pytest.raises(ValueError, match=words):
        parse(json.dumps(said))


def test_only_data_with_known_forgers_has_the_part():
    with pytest.raises(ValueError, match="not of ring8"):
        DetectiveOpening().check((Experiment(data="ring8"),))
