"""The real app in its own process, and a browser that drives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from benchmarks.app import CHROMIUM, FLAGS, PATIENCE, running, wait_for

BEEN_HERE = """if (!localStorage["forger:progress"]) localStorage["forger:progress"] = '{"first-minute": true}'"""
expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real app."""
    with running(tmp_path_factory.mktemp("state"), FORGER_WORKERS="1", FORGER_REST_AFTER="2") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its module: while it is open, its event loop occupies the thread that other tests need."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"There is no Chromium at {CHROMIUM}.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def household(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that visitors use one after another: what it has fetched and compiled for one is there for the next."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    context.close()


def forget(page: Page) -> None:
    """What sites have kept in this browser."""
    context = page.context
    context.clear_cookies()
    session = context.new_cdp_session(page)
    for site in context.storage_state()["origins"]:
        what = {"origin": site["origin"], "storageTypes": "local_storage,indexeddb,cache_storage"}
        session.send("Storage.clearDataForOrigin", what)


def faultless(page: Page) -> Iterator[Page]:
    """The page; a script error on it fails the test."""
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    assert not faults


@pytest.fixture
def page(household: BrowserContext) -> Iterator[Page]:
    """Somebody who has been here; a script error on the page fails the test."""
    page = household.new_page()
    page.add_init_script(BEEN_HERE)
    yield from faultless(page)
    household.set_offline(False)
    forget(page)
    page.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small screen with fingers, in the hands of somebody who was never here; a script error fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    yield from faultless(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """Somebody without a network; a script error fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, offline=True)
    context.add_init_script("""localStorage["forger:progress"] = '{"first-minute": true}'""")
    yield from faultless(context.new_page())
    context.close()


def all_modules(text: str) -> str:
    """All that a bundle's own scripts are known by."""
    return ", ".join(re.findall(r"^const (module\d+) =", text, re.MULTILINE))


def last_module(text: str) -> str:
    """By what name a bundle's own scripts know what it gives."""
    return re.findall(r"^const (module\d+) =", text, re.MULTILINE)[-1]


class Arena:
    """The arena of a page, by its data attributes and its buttons."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.get_by_test_id("arena")

    def get(self, name: str) -> str | None:
        return self.root.get_attribute(f"data-{name}")

    def step(self) -> int:
        return int(self.get("step") or -1)

    def button(self, name: str) -> Any:
        return self.root.get_by_test_id(name)

    def expect(self, name: str, value: str | re.Pattern[str]) -> None:
        expect(self.root).to_have_attribute(f"data-{name}", value)

    def opened(self) -> Arena:
        """Wait until it trains and paints."""
        self.expect("status", "running")
        wait_for(lambda: self.step() > 2)
        return self

    def paused(self) -> Arena:
        """Pause it, and wait until the picture stands still."""
        self.button("play").click()
        return self.resting()

    def resting(self) -> Arena:
        """Wait until it is paused and the picture stands still."""
        self.expect("status", "paused")
        last = [-1]

        def still() -> bool:  # the last picture may be painted after the word has come
            before, last[0] = last[0], self.step()
            return before == last[0]

        self.page.wait_for_timeout(300)
        wait_for(still)
        return self

    def statuses(self) -> Callable[[], list[str]]:
        """From now on every status that it passes through, however briefly."""
        self.page.evaluate(
            """() => {
              const arena = document.querySelector('[data-testid=arena]')
              const note = () => seen.push(arena.dataset.status)
              window.seen = []
              new MutationObserver(note).observe(arena, { attributeFilter: ['data-status'] })
            }"""
        )
        return lambda: self.page.evaluate("seen")

    def wall(self) -> list[int]:
        """Some pixels of the forger's wall."""
        return self.page.evaluate(
            """() => {
              const wall = document.querySelector('.gd-forger .gd-wall')
              const { data } = wall.getContext('2d').getImageData(0, 0, wall.width, wall.height)
              return Array.from(data).filter((_, i) => i % 997 === 0)
            }"""
        )


@pytest.fixture
def arena(page: Page, app: str) -> Callable[..., Arena]:
    """Open the app, by default on its front page, and give its arena."""

    def open_(path: str = "/") -> Arena:
        page.goto(app + path)
        return Arena(page)

    return open_
