"""The page under the hood in the worker: what it tells of a run of notes, and of a line."""

from __future__ import annotations

import json

import numpy as np
import pytest

from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment
from live.wire.commands import parse
from live.wire.frames import decode
from live.wire.hood import HoodOpening
from live.worker.hood import SHOWN, HoodPlay

NOTES = Experiment(data="banknotes", batch=8, z_dim=4, g_width=4, d_width=3)
LINE = Experiment(data="line", loss="nonsaturating", batch=16, z_dim=1, g_width=8, d_width=8, waves=4)


def play_of(experiment):
    trainer = Trainer([experiment], "cpu")
    for _ in range(3):
        trainer.round()
    return HoodPlay(HoodOpening(), trainer), trainer


@pytest.fixture(scope="module")
def notes():
    return play_of(NOTES)


def told(message):
    header, sections = decode(message)
    assert (header["type"], header["part"]) == ("aside", "hood")
    return header, {section.name: section for section in sections}


def test_a_step_has_every_tensor_on_its_way(notes):
    play, trainer = notes
    header, sections = told(play.inside())
    assert header["step"] == trainer.step
    assert sections["z"].shape == (SHOWN, 4)
    assert sections["logits"].shape == (2, 8)
    assert sections["fake"].shape == sections["real"].shape == sections["feedback"].shape == (2, 4, 24, 48)
    assert sections["filters"].shape == (1, 3, 4, 4)
    assert header["layers"]["forger"][0] == list(sections["forger"].shape) == [8, 4]
    assert all(float(norm) > 0 for norm in header["norms"].values())
    assert play.inside() is play.inside()  # the same round, the same again


def test_one_note_is_followed(notes):
    header, sections = told(notes[0].follow(5))
    assert header["index"] == 5
    assert header["weight"]["after"] != header["weight"]["before"]
    assert sections["notes"].shape == (1, 2, 24, 48)
    assert sections["feedback"].pixels().std() > 0


def test_rolls_are_printed_and_judged(notes):
    header, sections = told(notes[0].print([[0.0] * 4, [1.0] * 4, [2.0, 0, 0, 0]]))
    assert len(header["scores"]) == 3
    assert sections["notes"].shape == (1, 3, 24, 48)


def test_a_line_is_told_whole():
    play, trainer = play_of(LINE)
    header, sections = told(play.inside())
    d, p, q = (sections[name].array() for name in ("best", "real", "fake"))
    assert np.allclose(d * (p + q), p, atol=1e-5)
    assert header["value"] <= header["best_value"]
    trainer.update(0, g_steps=0)
    trainer.round()
    assert np.array_equal(told(play.inside())[1]["fake"].array(), q)  # a frozen forger


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"type": "follow", "index": 24}, "from 0 to 23"),
        ({"type": "print", "rolls": []}, "rolls"),
        ({"type": "print", "rolls": [[9.0]]}, "from −4 to 4"),
        ({"type": "open", "experiments": [{"data": "ring8"}], "parts": {"hood": {}}}, "points are not"),
        ({"type": "open", "experiments": [{}, {}], "parts": {"hood": {}}}, "One run"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(said, words):
    with pytest.raises(ValueError, match=words):
        parse(json.dumps(said))
