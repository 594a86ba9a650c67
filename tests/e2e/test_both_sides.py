"""Both sides of the game, played by a person: by mouse, by finger on a phone, and by keys alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.app import wait_for

pytestmark = pytest.mark.browser


def drag(page: Page, thing: Locator, dx: float, dy: float) -> None:
    """With the mouse, from the middle of a thing."""
    thing.scroll_into_view_if_needed()
    box = thing.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=4)
    page.mouse.up()


def test_points_are_laid_by_finger_by_mouse_and_by_keys(phone: Page, app: str):
    phone.goto(f"{app}/forger")
    root, point = phone.locator(".gd"), phone.get_by_test_id("point-0")
    expect(root).to_have_attribute("data-passing", re.compile(r"\d"))
    phone.get_by_test_id("guess-skip").tap()
    before = point.get_attribute("style")
    phone.get_by_test_id("follow").tap()
    wait_for(lambda: point.get_attribute("style") != before)
    phone.get_by_test_id("hand-in").tap()
    expect(root).to_have_attribute("data-round", "1")
    expect(phone.get_by_test_id("arrows-told")).not_to_have_text("0 arrows")
    before = point.get_attribute("style")
    drag(phone, point, 40, -30)
    assert point.get_attribute("style") != before
    point.focus()
    before = point.get_attribute("style")
    phone.keyboard.press("ArrowLeft")
    assert point.get_attribute("style") != before
    phone.keyboard.press("+")
    expect(root).to_have_attribute("data-points", "9")
    phone.keyboard.press("h")
    expect(root).to_have_attribute("data-round", "2")
    word = phone.locator("[data-term=generator]")  # what it means, where it stands
    word.tap()
    meaning = phone.locator(".gd-meaning:popover-open")
    expect(meaning).to_contain_text("It never sees a real item")
    phone.keyboard.press("Escape")
    expect(meaning).to_have_count(0)


@pytest.mark.slow
def test_a_picture_is_painted_by_finger_by_mouse_and_by_keys(phone: Page, app: str):
    phone.goto(f"{app}/forger?data=digits")
    root, paper = phone.locator(".gd"), phone.get_by_test_id("paper")
    expect(root).to_have_attribute("data-score", re.compile(r"\d"))
    seen = [root.get_attribute("data-score")]

    def changed() -> bool:
        now = root.get_attribute("data-score")
        return now != seen[-1] and seen.append(now) is None

    phone.get_by_test_id("tool-middle").tap()
    paper.tap(position={"x": 90, "y": 90})
    wait_for(changed)
    drag(phone, paper, 60, 10)
    wait_for(changed)
    paper.focus()
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Space")
    wait_for(changed)
    phone.get_by_test_id("undo-stroke").tap()
    wait_for(changed)


def test_notes_are_judged_by_finger_by_mouse_and_by_keys(phone: Page, app: str):
    phone.goto(f"{app}/detective?data=digits")
    root, truth = phone.locator(".gd"), phone.get_by_test_id("truth")
    phone.get_by_test_id("stamp-real").tap()
    expect(root).to_have_attribute("data-stamped", "1")
    expect(truth).not_to_have_text("")
    phone.get_by_test_id("next").tap()
    phone.get_by_test_id("stamp-fake").click()  # by mouse
    expect(root).to_have_attribute("data-stamped", "2")
    phone.keyboard.press("Space")
    expect(truth).to_have_text("")
    phone.keyboard.press("r")
    expect(root).to_have_attribute("data-stamped", "3")
    phone.keyboard.press("Space")
    drag(phone, phone.get_by_test_id("note"), 120, 0)  # a swipe to the right: real
    expect(root).to_have_attribute("data-stamped", "4")
