"""The address tells the truth, whatever was pressed before; what cannot be had is said, with a way on."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for
from tests.e2e.conftest import Arena

pytestmark = pytest.mark.browser

TOO_MUCH = "/?data=banknotes&batch=2048&g_width=1024&d_width=1024&start=play"


def seed_of(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query).get("seed", ["0"])[0]


def test_the_address_is_what_is_shown_through_new_seeds_and_a_dozen_changes_of_data(
    arena: Callable[..., Arena], page: Page, app: str
):
    faults: list[str] = []
    elsewhere: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda asked: elsewhere.append(asked.url) if not asked.url.startswith((app, "data:", "blob:")) else None,
    )
    page.on(
        "websocket",
        lambda opened: elsewhere.append(opened.url) if urlsplit(opened.url).netloc != urlsplit(app).netloc else None,
    )
    game = arena("/?seed=3&start=play").opened()
    run = game.get("run")
    page.keyboard.press("n")
    wait_for(lambda: seed_of(page) != "3")
    game = arena("/?seed=3&start=play").opened()
    game.expect("seed", "3")
    assert game.get("run") != run
    page.keyboard.press("n")
    wait_for(lambda: seed_of(page) != "3")
    seed = seed_of(page)
    page.wait_for_timeout(1500)  # nobody is quicker from one to the other: the page's own server hears of the seed
    for k in range(12):
        page.get_by_role("radio", name=["Digits", "Ring of 8", "Banknotes"][k % 3]).click()
        page.wait_for_timeout([0, 150, 700][k % 3] if k < 11 else 0)
    expect(page).to_have_url(re.compile(f"seed={seed}"))
    game.opened().expect("seed", seed)
    expect(game.root).to_have_attribute("data-kind", "image")
    game.button("stage-1").click()
    game.expect("step", "0")
    expect(game.root.locator(".gd-bars")).to_have_attribute("aria-label", re.compile("^(not measured|0 of 5)"))
    assert (faults, elsewhere) == ([], [])


def test_what_cannot_be_had_is_said_and_a_way_leads_on(arena: Callable[..., Arena], page: Page):
    game = arena(TOO_MUCH)
    game.expect("status", "refused")
    expect(game.root.get_by_role("status").first).to_contain_text("too much for a live run")
    expect(game.button("play")).to_be_disabled()
    game.button("undo").click()
    expect(page).to_have_url(re.compile(r"/\?data=banknotes&start=play$"))
    game.opened()
    game = arena("/?data=ring8&start=play&watch=nobody-s-run")
    game.expect("status", "refused")
    expect(game.root.get_by_role("status").first).to_contain_text("no longer here")
    game.button("undo").click()
    game.opened()
    assert "watch" not in page.url
