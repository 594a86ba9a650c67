"""The forger's page in the worker: points laid by hand, a detective that learns from them, the machine's moves."""

from __future__ import annotations

import json

import numpy as np
import pytest

from gan_core import by_hand
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment
from live.wire.commands import parse
from live.wire.forger import MOST, ForgerOpening
from live.wire.frames import decode
from live.worker.clock import NEVER
from live.worker.forger import ForgerPlay

START = [(0.1 * np.cos(k), 0.1 * np.sin(k)) for k in range(8)]


@pytest.fixture
def play():
    return ForgerPlay(ForgerOpening(), Trainer([by_hand.of("ring8", 3)], "cpu"))


def told(message):
    return decode(message)[0]


def test_the_run_stands_still_from_the_first(play):
    assert play.stop_at == 0
    play.arrived()
    assert play.stop_at is None
    assert play.due == NEVER


def test_laying_points_teaches_nobody_and_handing_them_in_does(play):
    begun = told(play.begin_again(START))
    again = told(play.lay(START, hand_in=False))
    assert (again.pop("arrows_told"), begun.pop("arrows_told")) == (16, 8)
    assert again == begun
    taught = told(play.lay(START, hand_in=True))
    assert taught["scores"] != begun["scores"]
    assert (taught["round"], taught["reals_seen"]) == (1, (by_hand.FIRST_TURNS + by_hand.TURNS) * 64)


def test_a_fresh_detective_is_the_first_one_again(play):
    begun = play.begin_again(START)
    play.lay(START, hand_in=True)
    assert play.begin_again(START) == begun


def test_an_arrow_leads_to_where_the_detective_believes_more(play):
    before = told(play.begin_again(START))
    points = by_hand.moved(np.array(START, np.float32), np.array(before["arrows"], np.float32), 0.1)
    after = told(play.lay([tuple(p) for p in points.tolist()], hand_in=False))
    assert all(b > a for a, b in zip(before["scores"], after["scores"], strict=True))


def test_no_arrow_is_longer_than_agreed_and_no_point_leaves_the_square():
    feedback = np.array([[100, 0], [0, -0.01]], np.float32)
    arrows = by_hand.moves(feedback, 2.0)
    assert arrows.tolist() == [[pytest.approx(by_hand.LONGEST), 0], [0, pytest.approx(-0.005)]]
    assert by_hand.moved(np.array([[0.9, 0], [0, 0]], np.float32), arrows)[0].tolist() == [1, 0]


def test_a_dozen_rounds_by_the_arrows_bring_points_among_the_real_ones(play):
    seen = told(play.begin_again(START))
    assert seen["found"] == 0
    for _ in range(12):
        points = by_hand.moved(np.array(seen["points"], np.float32), np.array(seen["arrows"], np.float32))
        seen = told(play.lay([tuple(p) for p in points.tolist()], hand_in=True))
    assert seen["found"] >= 3


def test_the_machine_moves_by_the_same_rule_and_stops_by_itself(play, monkeypatch):
    begun = told(play.begin_again(START))
    monkeypatch.setattr("live.worker.forger.TIRED", 12)
    monkeypatch.setattr("live.worker.forger.SLICE", 60.0)
    play.drive(on=True)
    assert play.due == 0.0
    first = told(play.work())
    assert (first["moves"], first["driven"]) == (10, True)
    last = told(play.work())
    assert (last["moves"], last["driven"], play.due) == (12, False, NEVER)
    assert last["points"] != begun["points"]


def test_the_machine_can_be_stopped(play):
    play.begin_again(START)
    assert told(play.drive(on=True))["driven"]
    assert not told(play.drive(on=False))["driven"]
    assert play.due == NEVER


@pytest.mark.parametrize("points", [[], [[0, 2]], [[0]], "here", [[0, 0]] * (MOST + 1), [[0, None]], [[1e400, 0]]])
def test_points_that_cannot_be_are_refused_in_one_sentence(points):
    with pytest.raises(ValueError, match=r"places, each two numbers|out of all bounds"):
        parse(json.dumps({"type": "lay", "points": points}))


@pytest.mark.parametrize("experiments", [(Experiment(data="digits"),), (by_hand.of("moons"),) * 2])
def test_only_one_run_of_points_has_the_part(experiments):
    with pytest.raises(ValueError, match=r"not in digits|one run"):
        ForgerOpening().check(experiments)
