"""The quiz: every misconception has its question, every wrong answer its misconception, every link its experiment."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from gan_core.data import load
from gan_core.experiment import Experiment
from tests.ui.asking import page, shown
from ui.quiz import MISCONCEPTIONS, QUESTIONS


def test_each_of_the_eight_misconceptions_is_asked_about():
    assert [question.name for question in QUESTIONS] == list(MISCONCEPTIONS)
    assert len(QUESTIONS) == 8


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_one_answer_is_right_and_the_others_name_what_stands_behind_them(question):
    behind = [answer.behind for answer in question.answers]
    assert behind.count(None) == 1
    assert question.name in behind
    assert set(behind) - {None} <= MISCONCEPTIONS.keys()


def test_the_right_answer_is_in_no_one_place():
    places = [[answer.behind for answer in question.answers].index(None) for question in QUESTIONS]
    assert all(places.count(place) >= 2 for place in range(3))


@pytest.mark.parametrize("one", MISCONCEPTIONS.values(), ids=list(MISCONCEPTIONS))
def test_each_leads_to_an_experiment_that_its_page_understands(one):
    parts = urlsplit(one.path)
    app = page(parts.path or "game", **dict(parse_qsl(parts.query)))
    assert not app.warning
    assert shown(app)


def test_the_numbers_of_the_question_about_epochs_are_those_of_the_banknotes():
    assert len(load("banknotes").train) == 5000
    assert Experiment.from_query({"data": "banknotes"}).batch == 64
    assert round(1000 * 64 / 5000) == 13


def test_the_page_brings_all_questions():
    data = shown(page("quiz"))
    assert (data["page"], data["still"]) == ("quiz", True)
    assert len(data["about"]["questions"]) == 8
