"""What a learner does on a phone, by finger and by keys, and what the browser keeps of it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for
from tests.e2e.test_accessibility import SMALL
from ui.path import STEPS

pytestmark = pytest.mark.browser


def test_a_wrong_answer_leads_to_an_experiment_and_a_right_one_is_kept(phone: Page, app: str):
    phone.emulate_media(color_scheme="dark")
    phone.goto(f"{app}/quiz")
    phone.get_by_test_id("looks-0").tap()
    told = phone.get_by_test_id("looks-verdict")
    expect(told).to_contain_text("The forger looks at the real items.")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.get_by_test_id("looks-1")).to_have_attribute("aria-pressed", "true")
    expect(told).to_contain_text("Yes.")
    phone.get_by_test_id("stronger-2").tap()
    phone.reload()
    expect(phone.get_by_test_id("count")).to_contain_text("1 of 8")
    assert phone.evaluate(SMALL) == []
    way = phone.get_by_test_id("stronger-verdict").get_by_role("link")
    expect(way).to_have_attribute("href", re.compile("loss=saturating"))


def test_the_path_goes_on_when_the_thing_was_done_and_can_be_left_and_taken_up(page: Page, app: str):
    names = [step.name for step in STEPS]
    at = names.index("models")
    kept = json.dumps({"first-minute": True, "path": {"on": True, "at": at, "done": names[:at]}})
    page.add_init_script(f"if (!sessionStorage.here) localStorage['forger:progress'] = {json.dumps(kept)}")
    page.add_init_script("sessionStorage.here = 1")
    page.goto(f"{app}/models")
    step, state = page.get_by_test_id("path-step"), page.get_by_test_id("path-state")
    expect(step).to_contain_text(f"Step {at + 1} of {len(names)}")
    expect(state).to_have_text("○ To do")
    wait_for(lambda: page.locator(".gd").get_attribute("data-wrong"))
    page.wait_for_timeout(900)  # it has seen how things stand at first
    page.get_by_test_id("generative").focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    expect(state).to_have_text("✓ Done")
    page.get_by_test_id("path").focus()
    page.keyboard.press("PageDown")  # what a clicker says
    expect(page).to_have_url(f"{app}/{STEPS[at + 1].page}")
    expect(page.get_by_test_id("path-step")).to_contain_text(f"Step {at + 2} of")
    page.get_by_test_id("path").click()
    expect(page.get_by_test_id("path-step")).to_be_hidden()
    page.get_by_role("link", name="Glossary").click()
    page.get_by_test_id("path").click()
    expect(page.get_by_test_id("path-step")).to_contain_text("waits for you there")
