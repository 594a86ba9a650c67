"""The page about two kinds of models: a person moves points, by hand and by keys, and both answers change."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for

pytestmark = pytest.mark.browser


def test_points_are_moved_and_both_answers_change(page: Page, app: str):
    page.goto(f"{app}/models")
    root = page.locator(".gd")
    wait_for(lambda: root.get_attribute("data-wrong"))
    wrong = [root.get_attribute("data-wrong")]

    def changed() -> bool:
        now = root.get_attribute("data-wrong")
        return now != wrong[-1] and wrong.append(now) is None

    picture = page.get_by_test_id("generative")
    picture.focus()
    page.keyboard.press(".")
    expect(picture).to_have_attribute("aria-label", re.compile("Point 2 of 20"))
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    wait_for(changed)
    page.get_by_test_id("draw").click()
    expect(page.get_by_test_id("generative-words")).to_contain_text("hollow")
    page.get_by_test_id("labels").fill("6")
    expect(picture).to_have_attribute("aria-label", re.compile("of 500"))
    expect(page.get_by_test_id("learning-words")).to_contain_text("With 500 labels")
    page.get_by_test_id("world-heaps").click()
    expect(page.get_by_test_id("learning-words")).to_contain_text("two heaps")
    ratio = page.get_by_test_id("ratio")
    before = ratio.get_attribute("aria-label")
    ratio.focus()
    page.keyboard.press("ArrowUp")
    wait_for(lambda: ratio.get_attribute("aria-label") != before)


def test_an_embedded_page_leads_to_the_whole_one(page: Page, app: str):
    page.goto(f"{app}/models?embed=true")
    whole = page.get_by_role("link", name="Open the whole page")
    expect(whole).to_be_visible()
    assert "embed" not in (whole.get_attribute("href") or "embed")
