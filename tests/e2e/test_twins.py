"""The page of the twins in a real browser, before the real app."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for
from tests.e2e.conftest import Arena

pytestmark = pytest.mark.browser


class Twins(Arena):
    """The twins of a page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.root = page.get_by_test_id("twins")

    def skipped(self) -> Twins:
        """Without a guess, so that the slider is free."""
        self.button("guess-skip").click()
        return self

    def count(self, name: str = "modes") -> int:
        return int((self.get(name) or "0/8").split("/")[0])

    def pushes(self) -> Callable[[], list[dict]]:
        """From now on every word of the slider to the server."""
        self.page.evaluate(
            """() => {
              window.said = []
              window.heard = []
              const send = WebSocket.prototype.send
              WebSocket.prototype.send = function (text) {
                if (String(text).includes('"push"')) said.push(text) && heard.push(performance.now())
                return send.call(this, text)
              }
            }"""
        )
        return lambda: [json.loads(text) for text in self.page.evaluate("said")]

    def bright(self) -> list[int]:
        """Some pixels of both pictures."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('.tw-picture canvas')].flatMap((picture) => {
              const { data } = picture.getContext('2d').getImageData(0, 0, picture.width, picture.height)
              return Array.from(data).filter((_, i) => i % 997 === 0)
            })"""
        )


@pytest.fixture
def twins(page: Page, app: str) -> Callable[..., Twins]:
    """Open the page and give its twins."""

    def open_(parameters: str = "") -> Twins:
        page.goto(f"{app}/collapse{parameters}")
        return Twins(page)

    return open_


def test_both_train_from_noise_without_a_click(twins):
    pair = twins()
    pair.opened()
    wait_for(lambda: int(pair.get("fps") or 0) > 0)
    before, step = pair.bright(), pair.step()
    wait_for(lambda: pair.step() > step and pair.bright() != before)
    assert re.fullmatch(r"\d/8", pair.get("modes"))
    assert re.fullmatch(r"\d/8", pair.get("twin-modes"))
    assert pair.get("push") == "0"
    expect(pair.root.locator(".gd-sentence")).not_to_be_empty()


def test_the_slider_waits_for_a_guess_and_remembers_it(twins, page):
    pair = twins()
    pair.opened()
    expect(pair.button("push")).to_be_disabled()
    pair.button("guess-fewer").click()
    expect(pair.button("push")).to_be_enabled()
    expect(pair.root.locator(".tw-guess")).to_contain_text("You said: fewer")
    page.reload()
    expect(pair.root.locator(".tw-guess")).to_contain_text("You said: fewer")
    expect(pair.button("push")).to_be_enabled()


def test_the_slider_by_keyboard_tells_the_server_and_says_its_place(twins, page):
    pair = twins()
    pair.opened()
    said = pair.skipped().pushes()
    pair.button("push").focus()
    page.keyboard.press("ArrowRight")
    pair.expect("push", "1")
    page.keyboard.press("End")
    pair.expect("push", "100")
    wait_for(lambda: said()[-1] == {"type": "push", "strength": 1, "cure": None})
    assert said()[0]["strength"] == 0.01
    pair.expect("push", "100")
    expect(pair.button("push")).to_have_attribute("aria-valuetext", re.compile("learns 29× as fast as the detective"))


def test_the_slider_by_mouse_speaks_seldom_and_has_the_last_word(twins, page):
    pair = twins()
    pair.opened()
    said = pair.skipped().pushes()
    box = pair.button("push").bounding_box()
    page.mouse.move(box["x"] + 14, box["y"] + box["height"] / 2)
    page.mouse.down()
    for k in range(1, 31):
        page.mouse.move(box["x"] + 14 + k / 30 * 0.6 * box["width"], box["y"] + box["height"] / 2)
        page.wait_for_timeout(20)
    page.mouse.up()
    place = int(pair.get("push"))
    assert 50 < place < 70
    wait_for(lambda: said() and said()[-1]["strength"] == place / 100)
    assert all(gap > 190 for gap in np.diff(page.evaluate("heard")))  # ms
    strengths = [word["strength"] for word in said()]
    assert all(low < high for low, high in pairwise(strengths))


def test_cures_come_with_the_collapse_and_the_right_one_brings_the_kinds_back(twins):
    pair = twins()
    pair.opened()
    pair.skipped()
    cures = pair.root.locator(".tw-healing")
    expect(cures).to_be_hidden()
    wait_for(lambda: pair.count() >= 6)
    pair.button("push").fill("100")
    expect(cures).to_be_visible(timeout=60_000)
    assert pair.count("twin-modes") > pair.count()
    expect(cures.locator(".tw-healed").first).to_be_hidden()
    said = pair.pushes()
    button = pair.button("cure-penalty")
    button.click()
    pair.expect("cure", "penalty")
    expect(button).to_have_attribute("aria-pressed", "true")
    pair.button("cure-pack2").click()
    pair.expect("cure", "pack2")
    expect(button).to_have_attribute("aria-pressed", "false")
    pair.button("cure-pack2").click()
    pair.expect("cure", "")
    expect(cures.locator(".tw-healed").first).to_be_visible()
    assert [word["cure"] for word in said()] == ["penalty", "pack2", None]
    pair.button("cure-calm_fresh_penalty").click()
    wait_for(lambda: pair.count() >= 7, 60)
    assert pair.get("push") == "100"
    lines = pair.button("cure-calm_fresh_penalty").locator("xpath=..").locator("details")
    lines.locator("summary").click()
    expect(lines.locator("figure")).to_have_count(4)
    expect(lines).to_contain_text("def renewed(game: Plain, beginner: Network)")


@pytest.mark.slow  # others come by the same ways
def test_a_reload_keeps_the_run_and_the_slider(twins, page):
    pair = twins()
    pair.opened()
    pair.skipped()
    pair.button("push").fill("60")
    run, step = pair.get("run"), pair.step()
    wait_for(lambda: pair.step() > step + 20)
    page.reload()
    pair.expect("run", run)
    pair.expect("push", "60")


def test_the_past_shows_where_the_slider_stood(twins):
    pair = twins()
    pair.opened()
    pair.skipped()
    wait_for(lambda: pair.step() > 50)
    pair.button("push").fill("80")
    step = pair.step()
    wait_for(lambda: pair.step() > step + 50)
    pair.button("timeline").fill("10")
    pair.expect("push", "0")
    pair.button("live").click()
    pair.expect("push", "80")


@pytest.mark.slow  # others come by the same ways
def test_a_link_comes_back_to_its_moment_and_stands_still(twins, page):
    pair = twins("?moves=40-60,80-60-penalty&step=120")
    pair.expect("status", "paused")
    pair.expect("step", "120")
    pair.expect("push", "60")
    pair.expect("cure", "penalty")
    expect(pair.button("push")).to_be_enabled()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pair.button("share").click()
    expect(pair.button("share")).to_have_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith("/collapse?data=ring8&moves=40-60,80-60-penalty&step=120")


def test_a_link_leads_to_its_moment_each_time_and_a_reload_to_what_became_of_it(twins, page):
    pair = twins("?moves=40-60&step=60")
    pair.expect("step", "60")
    first = pair.get("run")
    pair.button("play").click()
    wait_for(lambda: pair.step() > 70)
    pair = twins("?moves=40-60&step=60")
    pair.expect("step", "60")
    pair.expect("status", "paused")
    second = pair.get("run")
    assert second != first
    page.reload()
    pair.expect("step", "60")
    pair.expect("run", second)


def test_on_the_way_to_its_moment_the_page_says_so(twins):
    pair = twins("?moves=40-60&step=1200")
    expect(pair.root.locator(".gd-notice")).to_contain_text("Going back to round 1\u202f200")
    expect(pair.button("push")).to_be_disabled()
    pair.expect("step", "1200")
    expect(pair.root.locator(".gd-notice")).to_be_hidden()


@pytest.mark.slow  # others come by the same ways
def test_other_data_is_another_run_with_its_own_kinds(twins, page):
    pair = twins("?moves=40-60&step=60")
    pair.expect("step", "60")
    run = pair.get("run")
    page.get_by_role("radio", name="Banknotes").click()
    wait_for(lambda: pair.get("run") != run)
    pair.opened()
    wait_for(lambda: (pair.get("modes") or "").endswith("/5"))
    assert pair.get("push") == "0"
    assert "moves" not in page.url


def test_the_run_answers_the_guess(twins):
    pair = twins()
    pair.opened()
    pair.button("guess-same").click()
    wait_for(lambda: pair.count() >= 6)
    pair.button("push").fill("100")
    guess = pair.root.locator(".tw-guess")
    expect(guess).to_contain_text(re.compile(r"It now prints [1-5] of 8 kinds.*fewer and fewer"))


def test_the_same_seed_again_leaves_the_link_behind_and_the_slider_where_it_is(twins, page):
    pair = twins("?moves=40-60&step=60")
    pair.expect("step", "60")
    pair.button("again").click()
    pair.expect("status", "running")
    wait_for(lambda: pair.step() > 70)
    pair.expect("push", "60")
    assert "moves" not in page.url


@pytest.mark.parametrize("data", ["ring8", "banknotes"])
def test_a_phone_shows_it_all_without_scrolling_sideways(twins, page, data):
    page.set_viewport_size({"width": 360, "height": 740})
    twins(f"?data={data}").opened()
    widths = page.evaluate(
        """() => [...document.querySelectorAll('.gd, .gd *')]
          .filter((e) => e.getClientRects().length && !e.closest('pre, .tw-table'))
          .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
          .map((e) => e.className)"""
    )
    assert not widths


def test_still_motion_is_honoured(page, app):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{app}/collapse")
    Twins(page).opened()
    assert not page.evaluate("document.querySelector('.gd').getAnimations({ subtree: true }).length")
