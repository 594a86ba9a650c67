"""The first visit to the game: a question, one turn of each, then play; and the guess before the event."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for
from tests.e2e.conftest import Arena

pytestmark = pytest.mark.browser


def test_a_stranger_takes_one_round_apart_and_is_asked_before_being_told(phone: Page, app: str):
    phone.goto(app)
    first, game = phone.get_by_test_id("first-minute"), Arena(phone)
    first.get_by_test_id("first-fake").tap()
    expect(first.get_by_test_id("first-detective")).to_be_visible()
    phone.reload()  # midway: it goes on where it stood
    first.get_by_test_id("first-detective").tap()
    first.get_by_test_id("first-forger").tap()
    first.get_by_test_id("first-play").tap()
    expect(first).to_be_hidden()
    game.expect("status", "running")
    phone.get_by_test_id("guess-half").tap()
    expect(phone.get_by_test_id("predict")).to_contain_text("You said")
    kept = json.loads(phone.evaluate("localStorage['forger:progress']"))
    assert kept["predict:game:accuracy:banknotes:0"] == {"said": "half"}
    phone.reload()
    wait_for(lambda: game.step() > 2)
    expect(first).to_be_hidden()


@pytest.mark.parametrize("path", ["/?start=play", "/?projector=1", "/?embed=true"])
def test_it_is_not_in_the_way(phone: Page, app: str, path: str):
    phone.goto(app + path)
    game = Arena(phone).opened()
    assert game.get("first") is None
    expect(phone.get_by_test_id("first-minute")).to_be_hidden()
