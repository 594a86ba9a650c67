"""Why GANs crash: two failures show live, and a cure mends one of them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_accessibility import grave

pytestmark = pytest.mark.browser


def test_two_failures_show_and_a_cure_mends_one(page: Page, app: str):
    page.goto(f"{app}/crash")
    expect(page.get_by_test_id("open-slow_detective")).to_be_visible()
    page.get_by_test_id("open-explosion").click()
    root = page.locator(".gd[data-page=crash]")
    expect(root).to_have_attribute("data-exploded", "1")
    page.get_by_test_id("cure-rewind").click()
    expect(root).to_have_attribute("data-well", "true")
    expect(page.get_by_test_id("dial")).to_have_attribute("aria-label", re.compile("healthy twin’s"))
    expect(page.locator(".tw-healed").first).to_be_visible()
    assert grave(page) == []
    page.goto(f"{app}/crash?entry=slow_detective")
    expect(root).to_have_attribute("data-shows", "true")
