"""Why GANs crash: failures show live, cures mend them, and which 50 % is which is told after a choice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_accessibility import grave

pytestmark = pytest.mark.browser


def test_a_failure_shows_and_a_cure_mends_it(page: Page, app: str):
    page.goto(f"{app}/crash")
    expect(page.get_by_test_id("open-photocopier")).to_be_visible()
    page.get_by_test_id("open-explosion").click()
    root = page.locator(".gd[data-page=crash]")
    expect(root).to_have_attribute("data-exploded", "1")
    page.get_by_test_id("cure-rewind").click()
    expect(root).to_have_attribute("data-well", "true")
    expect(page.get_by_test_id("dial")).to_have_attribute("aria-label", re.compile("healthy twin’s"))
    expect(page.locator(".tw-healed").first).to_be_visible()
    assert grave(page) == []


@pytest.mark.slow  # it shows only after hundreds of rounds
def test_a_photocopier_shows_and_more_pictures_are_tried(page: Page, app: str):
    page.goto(f"{app}/crash?entry=photocopier")
    root = page.locator(".gd[data-page=crash]")
    expect(root).to_have_attribute("data-shows", "true")
    over = page.locator(".tw-twin").evaluate_all("twins => twins.map((twin) => twin.scrollWidth - twin.clientWidth)")
    assert max(over) <= 1  # neither lies over the other
    page.get_by_test_id("cure-all").click()
    expect(page.locator(".gd-sentence")).to_contain_text("“All the digits” is being tried")


def test_which_half_is_which_is_told_after_a_choice(page: Page, app: str):
    page.goto(f"{app}/crash?entry=which&seed=100")
    root = page.locator(".gd[data-page=lineup]")
    expect(root).to_have_attribute("data-over", "1", timeout=180_000)
    page.get_by_test_id("clue-original").click()
    expect(page.get_by_test_id("suspect-B")).to_contain_text("Originality")
    runs = [page.get_by_test_id(f"suspect-{letter}") for letter in "ABCD"]
    for run in runs:
        expect(run.locator(".cr-truth")).to_be_hidden()
        run.get_by_test_id("guess-copier").click()
    for run in runs:
        expect(run.locator(".cr-truth")).to_be_visible()
    truths = [run.get_attribute("data-truth") for run in runs]
    assert sorted(truths) == ["collapse", "copier", "good", "weak"]
    expect(page.locator(".gd-sentence")).to_contain_text("You named 1 of 4")
