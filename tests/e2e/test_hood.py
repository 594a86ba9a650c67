"""Under the hood: every part of the diagram can be opened, with its numbers, its formula and the lines that run."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for
from tests.e2e.test_accessibility import SMALL, grave

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


def test_one_note_is_followed_to_its_new_score(page: Page, app: str):
    page.goto(f"{app}/hood?section=note")
    root = page.locator(".gd")
    expect(root).to_have_attribute("data-beat", "1")
    for beat in ("2", "3", "4", "5"):
        page.keyboard.press("b")
        expect(root).to_have_attribute("data-beat", beat)
    expect(page.get_by_test_id("beat-weight")).to_contain_text("against the slope")
    expect(page.get_by_test_id("beat-again")).to_contain_text("than before")


def test_dice_of_ones_own_are_printed(page: Page, app: str):
    page.goto(f"{app}/hood?section=weights")
    root = page.locator(".gd")
    wait_for(lambda: root.get_attribute("data-print") and root.get_attribute("data-inside"))
    page.get_by_test_id("play").click()
    expect(root).to_have_attribute("data-status", "paused")
    page.wait_for_timeout(300)
    picture = "document.querySelector('[data-testid=printed]').toDataURL()"
    before = page.evaluate(picture)
    page.get_by_test_id("z-1").fill("3")
    page.get_by_test_id("z-2").fill("-3")
    wait_for(lambda: page.evaluate(picture) != before)
    page.get_by_test_id("walk-place").fill("7")
    expect(page.get_by_test_id("walk")).to_have_attribute("aria-label", re.compile("Step 8 of 15"))
    half = page.evaluate(
        "import('/assets/hood/weights.js').then(({ between }) => Math.hypot(...between([3, 0], [0, 3], 0.5)))"
    )
    assert half == pytest.approx(3)


def test_two_games_are_played(page: Page, app: str):
    page.goto(f"{app}/hood?section=games")
    root = page.locator(".gd")
    expect(root).to_have_attribute("data-pennies", "0.7 0.6")
    page.get_by_test_id("pennies").focus()
    page.keyboard.press("ArrowLeft")
    expect(root).to_have_attribute("data-pennies", "0.65 0.6")
    page.get_by_test_id("pennies-half").click()
    expect(page.get_by_test_id("pennies")).to_have_attribute("aria-label", re.compile("Nash equilibrium"))
    page.get_by_test_id("dirac-loss").select_option("wasserstein")
    expect(page.get_by_test_id("dirac-words")).to_contain_text("circle away")
    page.get_by_test_id("dirac-r1").select_option("1")
    expect(page.get_by_test_id("dirac-words")).to_contain_text("In the end they are at 0, 0")
    page.get_by_test_id("dirac-step").click()
    expect(root).to_have_attribute("data-dirac", "1")
    assert grave(page) == []


SECTIONS = ("note", "line", "losses", "weights", "games")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_is_for_everybody(page: Page, app: str, section: str, scheme: Any):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{app}/hood?section={section}")
    root = page.locator(".gd")
    wait_for(lambda: root.get_attribute("data-inside") or root.get_attribute("data-dirac"))
    assert grave(page) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
