"""Under the hood: every part of the diagram can be opened, with its numbers, its formula and the lines that run."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for

pytestmark = pytest.mark.browser


SHOWN = """(name) => {
  const part = document.querySelector(`[data-testid=${name}]`)
  const close = document.querySelector('[data-testid=close]')
  const numbers = document.querySelector('[data-testid=numbers]').textContent
  const formula = close.querySelector('.ho-formula math').getBoundingClientRect().width
  return [name, part.ariaPressed, part.ariaLabel, numbers, formula, close.querySelector('pre').textContent]
}"""


def test_every_part_of_the_diagram_opens(page: Page, app: str):
    page.goto(f"{app}/hood")
    root = page.locator(".gd")
    wait_for(lambda: root.get_attribute("data-inside"))
    page.get_by_test_id("play").click()
    expect(root).to_have_attribute("data-status", "paused")
    names = page.evaluate("[...document.querySelectorAll('.ho-part')].map((part) => part.dataset.testid)")
    assert len(names) == 12
    told = []
    for name in names:
        page.get_by_test_id(name).focus()
        page.keyboard.press("Enter")  # by keys, as by hand
        told.append(page.evaluate(SHOWN, name))
    for name, pressed, label, numbers, formula, code in told:
        assert pressed == "true", name
        assert re.search(r": .*\d", label), name
        assert re.search(r"\d", numbers), name
        assert formula > 10, name
        assert "def " in code, name
    assert len({numbers for _, _, _, numbers, _, _ in told}) == 12
    before = page.get_by_test_id("when").text_content()
    page.keyboard.press("r")
    wait_for(lambda: page.get_by_test_id("when").text_content() != before)


def test_a_frozen_forger_lets_the_detective_reach_its_best(page: Page, app: str):
    page.goto(f"{app}/hood?section=line")
    root = page.locator(".gd")
    wait_for(lambda: root.get_attribute("data-apart"))
    wait_for(lambda: int(root.get_attribute("data-step") or 0) > 60)
    page.get_by_test_id("mode-detective").click()
    before = float(root.get_attribute("data-apart"))
    wait_for(lambda: float(root.get_attribute("data-apart")) < min(0.06, before))
    expect(page.get_by_test_id("mode-detective")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_test_id("curves")).to_have_attribute("aria-label", re.compile("away from D"))
    expect(page.get_by_test_id("value")).to_have_attribute("aria-label", re.compile("equilibrium is −1.386"))
