"""The laboratory: what is asked is answered as the theory says, and what makes no sense in one sentence."""

from __future__ import annotations

import asyncio
import json

import numpy as np
import pytest
from starlette.requests import Request

from gan_core.experiment import LOSSES
from gan_core.theory.two_models import Discriminative, Generative
from gan_core.theory.worlds import LABELS, WORLDS
from live.web.lab.lab import LONGEST, QUESTIONS, asked, lab
from live.web.lab.models import CELLS, MOST, cells
from live.wire.frames import decode

POINTS = {"points": [[-1, 0], [-0.5, 0.3], [1, 0.2], [0.8, -0.4]], "kinds": [0, 0, 1, 1]}


def answered(**question):
    header, sections = decode(asked(json.dumps(question).encode()).answer())
    return header, {section.name: section.array() for section in sections}


def test_fewer_points_are_the_first_of_more():
    few = answered(ask="points", world="heaps", count=5, seed=3)[1]
    many = answered(ask="points", world="heaps", count=MOST, seed=3)[1]
    assert np.array_equal(few["points"], many["points"][:5])
    assert set(many["kinds"]) == {0, 1}


@pytest.mark.parametrize("world", WORLDS)
def test_both_models_answer_for_every_cell(world):
    header, told = answered(ask="models", world=world, **POINTS)
    here = POINTS["points"], POINTS["kinds"]
    assert np.allclose(told["joint"].T, Generative.fit(*here).joint(cells()), atol=1e-6)
    assert np.allclose(told["discriminative"], Discriminative.fit(*here).belief(cells()), atol=1e-6)
    assert all(0 <= share <= 1 for share in header["wrong"])
    assert told["drawn"].shape == (60, 2)


def test_cells_run_row_by_row_from_the_bottom():
    assert cells()[0] == pytest.approx([-3 + 3 / CELLS, -3 + 3 / CELLS])
    assert cells()[1][0] > cells()[0][0]
    assert cells()[-1] == pytest.approx([3 - 3 / CELLS, 3 - 3 / CELLS])


def test_with_many_labels_the_model_that_thinks_right_is_ahead():
    for world, ahead in (("bells", 0), ("heaps", 1)):
        header, told = answered(ask="learning", world=world)
        assert header["labels"] == list(LABELS)
        assert told["mean"][:, -1].argmin() == ahead
        assert np.all(told["low"] <= told["mean"])


def test_a_perfect_detective_tells_the_ratio_of_the_densities():
    header, told = answered(ask="ratio", centre=[0.5, 0.1], spread=0.7, place=[0.2, 0.1], **POINTS)
    assert header["best"] / (1 - header["best"]) * header["q"] == pytest.approx(header["p"], rel=1e-3)
    assert np.allclose(told["best"] * (told["p"] + told["q"]), told["p"], atol=1e-6)
    assert told["q"].sum() * (6 / CELLS) ** 2 == pytest.approx(1, abs=0.01)


def test_losses_are_told_for_every_game():
    header, told = answered(ask="losses")
    assert header["losses"] == list(LOSSES)
    middle = len(told["logits"]) // 2
    assert told["logits"][middle] == 0
    assert told["slope"][header["losses"].index("saturating"), 0] == pytest.approx(0, abs=0.01)  # flat where D is sure
    assert told["slope"][header["losses"].index("nonsaturating"), 0] == pytest.approx(-1, abs=0.01)


def test_the_dirac_gan_runs_away_together_and_comes_home_with_r1():
    away, _ = answered(ask="dirac", theta=1, psi=0.5, loss="wasserstein")
    home, told = answered(ask="dirac", theta=1, psi=0.5, loss="wasserstein", r1=1)
    assert away["far"][1] > away["far"][0]
    assert home["far"][1] < 0.01
    assert told["path"][0] == pytest.approx([1, 0.5])
    assert told["arrows"].shape == (169, 4)


def test_at_one_half_nobody_gains_by_moving():
    header, told = answered(ask="pennies", p=0.5, q=0.5)
    assert header["gains"] == {"forger": 0, "detective": 0}
    assert header["best"] == [None, None]
    assert answered(ask="pennies", p=0.9, q=0.5)[0]["gains"]["detective"] == pytest.approx(0.8)
    assert np.all(told["path"] == 0.5)


def posted(said: bytes):
    """The route's response to one request."""

    async def receive():
        return {"type": "http.request", "body": said, "more_body": False}

    return asyncio.run(lab(Request({"type": "http", "method": "POST", "headers": []}, receive)))


def test_the_route_answers_in_the_binary_form():
    reply = posted(json.dumps({"ask": "models", "world": "bells", **POINTS}).encode())
    assert reply.status_code == 200
    assert decode(reply.body)[0]["type"] == "answer"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b"{", "not JSON"),
        (b"[]", "“ask” is one of"),
        (b'{"ask": "moon"}', "points, models"),
        (b'{"ask": "points", "world": "mars", "count": 3}', "one of bells, heaps"),
        (b'{"ask": "points", "world": "bells", "count": 0}', "whole number from 2"),
        (json.dumps({"ask": "models", "world": "bells"} | POINTS | {"kinds": [0, 0, 0, 0]}).encode(), "at least one"),
        (json.dumps({"ask": "models", "world": "bells"} | POINTS | {"kinds": [0, 1]}).encode(), "at least one"),
        (json.dumps({"ask": "models", "world": "bells"} | POINTS | {"points": [[9, 9]] * 4}).encode(), "from −3 to 3"),
        (b'{"ask": "points", "world": "bells", "count": 1e400}', "bounds|number"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(said, words):
    reply = posted(said)
    assert reply.status_code == 400
    sentence = json.loads(reply.body)["message"]
    assert any(word in sentence for word in words.split("|")), sentence


def test_a_long_question_is_not_read_to_its_end():
    assert posted(b" " * (LONGEST + 1)).status_code == 413


def test_every_question_has_a_name_of_its_own():
    assert len({question.__struct_config__.tag for question in QUESTIONS}) == len(QUESTIONS)
