"""What a learner does on a phone, by finger and by keys, and what the browser keeps of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from benchmarks.app import PATIENCE
from tests.e2e.test_accessibility import SMALL

pytestmark = pytest.mark.browser


def test_a_wrong_answer_leads_to_an_experiment_and_a_right_one_is_kept(browser: Browser, app: str):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, color_scheme="dark")
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{app}/quiz")
    page.get_by_test_id("looks-0").tap()
    told = page.get_by_test_id("looks-verdict")
    expect(told).to_contain_text("The forger looks at the real items.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("looks-1")).to_have_attribute("aria-pressed", "true")
    expect(told).to_contain_text("Yes.")
    page.get_by_test_id("stronger-2").tap()
    page.reload()
    expect(page.get_by_test_id("count")).to_contain_text("1 of 8")
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    way = page.get_by_test_id("stronger-verdict").get_by_role("link")
    expect(way).to_have_attribute("href", re.compile("loss=saturating"))
    context.close()
