"""A lesson goes on: beside others on a full server, after the tab has slept, after the server was started again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.app import free_port, running, wait_for
from tests.e2e.conftest import BEEN_HERE, Arena

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RING = "/?data=ring8&start=play&seed="


@contextmanager
def visitors(browser: Browser, number: int) -> Iterator[list[Page]]:
    """So many people, each with a browser of their own."""
    contexts = [browser.new_context() for _ in range(number)]
    for context in contexts:
        context.add_init_script(BEEN_HERE)
        context.set_default_timeout(60_000)
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def opened(page: Page, address: str) -> Arena:
    page.goto(address)
    return Arena(page).opened()


def test_pages_say_how_many_share_the_machine_and_a_full_server_offers_a_shared_run(tmp_path: Path, browser: Browser):
    with running(tmp_path, FORGER_MAX_RUNS="3") as app, visitors(browser, 3) as (host, other, late):
        one = opened(host, f"{app}{RING}1")
        opened(other, f"{app}{RING}2")
        expect(one.root).to_contain_text("2 runs share this machine")
        host.context.grant_permissions(["clipboard-read", "clipboard-write"])
        one.button("watching").click()
        lines: list[str] = []
        late.on("websocket", lambda line: lines.append(line.url) if "/live/socket" in line.url else None)
        late.goto(f"{app}{RING}3")
        game = Arena(late)
        game.expect("status", "full")
        late.wait_for_timeout(1500)  # it does not ask again at once: its sentence can be read
        assert len(lines) == 1
        expect(game.root.get_by_role("status").first).to_contain_text("as many as")
        expect(game.button("play")).to_be_disabled()
        late.get_by_role("button", name="Watch a shared run").click()
        expect(late).to_have_url(re.compile(f"watch={one.get('run')}"))
        wait_for(lambda: game.get("run") == one.get("run") and game.step() > 2)
        expect(game.root).to_contain_text("You are watching somebody else’s run")


def test_a_tab_that_slept_and_a_server_that_was_started_again_find_the_run(tmp_path: Path, browser: Browser):
    port = free_port()
    with visitors(browser, 1) as (page,):
        with running(tmp_path, port, FORGER_REST_AFTER="1") as app:
            game = opened(page, f"{app}{RING}1")
            run = game.get("run")
            tab = page.context.new_cdp_session(page)
            tab.send("Page.setWebLifecycleState", {"state": "frozen"})
            page.wait_for_timeout(15_000)
            tab.send("Page.setWebLifecycleState", {"state": "active"})
            step = game.step()
            wait_for(lambda: game.step() > step + 3)
            assert game.get("run") == run
        game.expect("status", "reconnecting")
        before = game.step()
        with running(tmp_path, port):
            game.opened()
            assert game.get("run") == run
            wait_for(lambda: game.step() > before)


def test_when_the_server_is_lost_a_run_goes_on_in_the_browser_and_its_own_is_there_again_later(
    tmp_path: Path, browser: Browser
):
    port = free_port()
    with visitors(browser, 1) as (page,):
        with running(tmp_path, port) as app:
            game = opened(page, f"{app}{RING}1")
            run = game.get("run")
            wait_for(lambda: game.get("sheltered") and game.get("stage") != "1", patience=120)
        game.expect("status", "reconnecting")
        kept = int(game.get("sheltered"))
        assert 0 < kept <= game.step()
        words = game.root.get_by_role("status").first
        expect(words).to_contain_text("in this browser, from round " + f"{kept:,}".replace(",", "\u202f"))
        page.get_by_role("button", name="Go on here").click()
        game.expect("status", "running")
        wait_for(lambda: game.get("local") == "" and game.step() > kept)
        assert game.get("run") == run
        assert game.get("stage") != "1"
        expect(game.button("stage-2")).to_be_enabled()
        expect(game.button("train-here")).to_be_hidden()
        game.paused()
        with running(tmp_path, port):
            page.reload()
            game.opened()
            assert (game.get("run"), game.get("local")) == (run, None)


def test_a_run_that_only_the_server_can_train_is_said_to_wait_for_it(tmp_path: Path, browser: Browser):
    with visitors(browser, 1) as (page,):
        with running(tmp_path) as app:
            page.goto(f"{app}/gallery?data=ring8")
            gallery = page.get_by_test_id("gallery")
            expect(gallery).to_have_attribute("data-status", "running")
        expect(gallery.get_by_role("status").first).to_contain_text("cannot go on without it")
