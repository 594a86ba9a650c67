"""The page on which a person paints, in the worker: a painting is judged, and a forger prints from dice set by hand."""

from __future__ import annotations

import json
from base64 import b64encode

import numpy as np
import pytest

from gan_core import data as datasets
from gan_core import forgers
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment
from live.wire.commands import parse
from live.wire.easel import SHAPES, EaselOpening, painting
from live.wire.frames import decode
from live.worker.easel import EaselPlay
from live.worker.shelf import Shelf

SMALL = Experiment(data="digits", batch=8, z_dim=4, g_width=4, d_width=4, loss="relativistic", r1=1, r2=1)
GREY = b64encode(bytes([128] * 64)).decode()


@pytest.fixture
def play(tmp_path, monkeypatch):
    monkeypatch.setitem(forgers.ROUNDS, "digits", (1, 2, 3))
    trainer = Trainer([SMALL], "cpu")
    play = EaselPlay(EaselOpening(), trainer, Shelf(tmp_path))
    while trainer.step != play.stop_at:
        play.before_round()
        trainer.round()
    play.arrived()
    return play


@pytest.mark.parametrize("data", SHAPES)
def test_a_painting_has_the_shape_of_what_is_forged(data):
    assert data in forgers.ROUNDS
    assert SHAPES[data] == datasets.load(data).shape


def test_a_painting_is_judged_with_what_would_have_to_change(play):
    header, [feedback] = decode(play.judge(2, GREY))
    assert 0 <= header["score"] <= 1
    assert all(0 <= header[name] <= 1 for name in ("beats_fakes", "beats_reals"))
    assert feedback.array().shape == (1, 8, 8)
    assert np.abs(feedback.array()).max() == pytest.approx(1)


def test_a_painting_that_follows_the_map_is_believed_more(play):
    dark = bytes([64] * 64)  # in the middle of grey all its slopes have their kinks
    header, [feedback] = decode(play.judge(2, b64encode(dark).decode()))
    better = np.clip(64 + 8 * feedback.array().transpose(1, 2, 0), 0, 255).astype(np.uint8)
    after, _ = decode(play.judge(2, b64encode(better.tobytes()).decode()))
    assert after["score"] > header["score"]


def test_a_real_item_painted_by_hand_is_ranked_as_the_detective_ranks_it(play):
    item = play._trainer.data.held_out[0]
    header, _ = decode(play.judge(3, b64encode(np.round((item + 1) * 127.5).astype(np.uint8).tobytes()).decode()))
    scores = play._ladder.bench(3).examine(play._trainer.data.held_out[:200])[0]
    assert header["beats_reals"] == pytest.approx((scores < scores[0]).mean(), abs=0.02)


def test_the_forger_prints_from_the_dice_that_are_set(play):
    plain, [note] = decode(play.print_note(3, 5, []))
    assert note.pixels().shape == (8, 8)
    assert len(plain["z"]) == 4
    same, [again] = decode(play.print_note(3, 5, plain["z"]))
    assert (same["z"], again.data) == (plain["z"], note.data)
    _, [other] = decode(play.print_note(3, 5, [4, -4, 4, -4]))
    assert other.data != note.data


def test_before_its_time_nothing_is_judged_or_printed(tmp_path):
    play = EaselPlay(EaselOpening(), Trainer([SMALL], "cpu"), Shelf(tmp_path))
    assert decode(play.judge(1, GREY))[0]["score"] is None
    assert decode(play.print_note(1, 0, []))[0]["z"] == []


def test_a_painting_is_read_row_by_row():
    picture = painting(b64encode(bytes([0, 255] + [0] * 62)).decode(), "digits")
    assert picture.shape == (1, 8, 8)
    assert picture[0, 0].tolist() == [-1, 1] + [-1] * 6


@pytest.mark.parametrize("pixels", ["AAAA", "not base64!", b64encode(bytes(65)).decode()])
def test_another_painting_is_refused_in_one_sentence(pixels):
    with pytest.raises(ValueError, match="A painting"):
        painting(pixels, "digits")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"type": "judge_note", "stage": 1, "pixels": "A" * 9000}, "base64"),
        ({"type": "judge_note", "stage": 0, "pixels": GREY}, "1, 2 or 3"),
        ({"type": "print_note", "stage": 1, "roll": 24}, "0 to 23"),
        ({"type": "print_note", "stage": 1, "z": [9]}, "from −4 to 4"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(said, words):
    with pytest.raises(ValueError, match=words):
        parse(json.dumps(said))


def test_only_data_with_known_forgers_has_the_part():
    with pytest.raises(ValueError, match="not of ring8"):
        EaselOpening().check((Experiment(data="ring8"),))
