"""The guided path: every step is a page in the order of the story, and its sign is something that the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.asking import page
from ui.path import STEPS, about

ROOT = Path(__file__).parents[2] / "ui"
SCRIPTS = "".join(file.read_text() for file in (ROOT / "static").rglob("*.js"))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_is_done_on_a_page_that_is_there(step):
    query = dict(pair.split("=") for pair in step.query.split("&") if pair)
    assert not page(step.page or "game", **query).warning
    assert step.task.endswith(".")
    assert step.sign.attribute in SCRIPTS
    assert {step.sign.least, step.sign.word} & {None}


def test_the_browser_is_told_all_of_it():
    assert [one["name"] for one in about()] == [step.name for step in STEPS]
    assert all(set(one["sign"]) == {"attribute", "least", "word", "at"} for one in about())
    assert len({step.name for step in STEPS}) == len(STEPS)
