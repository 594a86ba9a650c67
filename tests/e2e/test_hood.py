"""Under the hood: every part of the diagram can be opened, with its numbers, its formula and the lines that run."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for

pytestmark = pytest.mark.browser


def test_every_part_of_the_diagram_opens(page: Page, app: str):
    page.goto(f"{app}/hood")
    root = page.locator(".gd")
    wait_for(lambda: root.get_attribute("data-inside"))
    page.get_by_test_id("play").click()
    expect(root).to_have_attribute("data-status", "paused")
    parts = page.locator(".ho-part")
    expect(parts).to_have_count(12)
    seen = set()
    for part in parts.all():
        part.focus()
        page.keyboard.press("Enter")  # by keys, as by hand
        expect(part).to_have_attribute("aria-pressed", "true")
        expect(part).to_have_attribute("aria-label", re.compile(r": .*\d"))
        close = page.get_by_test_id("close")
        expect(close.locator("math").last).to_be_visible()
        expect(close.locator("pre").first).to_contain_text("def ")
        expect(page.get_by_test_id("numbers")).to_contain_text(re.compile(r"\d|one number", re.IGNORECASE))
        seen.add(page.get_by_test_id("numbers").text_content())
    assert len(seen) > 9
    before = page.get_by_test_id("when").text_content()
    page.keyboard.press("r")
    wait_for(lambda: page.get_by_test_id("when").text_content() != before)
