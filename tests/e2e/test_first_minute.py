"""The first visit to the game: a question, one turn of each, then play; and the guess before the event."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.app import PATIENCE, wait_for
from tests.e2e.conftest import Arena

pytestmark = pytest.mark.browser


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    """Somebody who was never here."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    yield page
    context.close()


def test_a_stranger_takes_one_round_apart_and_is_asked_before_being_told(stranger: Page, app: str):
    stranger.goto(app)
    first, game = stranger.get_by_test_id("first-minute"), Arena(stranger)
    first.get_by_test_id("first-fake").tap()
    expect(first.get_by_test_id("first-detective")).to_be_visible()
    stranger.reload()  # midway: it goes on where it stood
    first.get_by_test_id("first-detective").tap()
    first.get_by_test_id("first-forger").tap()
    first.get_by_test_id("first-play").tap()
    expect(first).to_be_hidden()
    game.expect("status", "running")
    stranger.get_by_test_id("guess-half").tap()
    expect(stranger.get_by_test_id("predict")).to_contain_text("You said")
    kept = json.loads(stranger.evaluate("localStorage['forger:progress']"))
    assert kept["predict:game:accuracy:banknotes:0"] == {"said": "half"}
    stranger.reload()
    wait_for(lambda: game.step() > 2)
    expect(first).to_be_hidden()


@pytest.mark.parametrize("path", ["/?start=play", "/?projector=1", "/?embed=true"])
def test_it_is_not_in_the_way(stranger: Page, app: str, path: str):
    stranger.goto(app + path)
    game = Arena(stranger).opened()
    assert game.get("first") is None
    expect(stranger.get_by_test_id("first-minute")).to_be_hidden()
