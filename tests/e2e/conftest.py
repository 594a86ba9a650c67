"""The real app in its own process, and a browser that drives it."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PATIENCE = 60_000  # milliseconds: a busy machine may be slow, a broken page never gets there

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real app."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    state = tmp_path_factory.mktemp("state")
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.fileWatcherType", "none"]
    with (state / "log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | {"FORGER_STATE": str(state)}, stdout=log, stderr=subprocess.STDOUT
        )
    address = f"http://localhost:{port}"
    try:
        wait_for(lambda: process.poll() is not None or answers(f"{address}/live/health"))
        assert process.poll() is None, (state / "log").read_text()
        yield address
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"There is no Chromium at {CHROMIUM}.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh visitor; a script error on the page fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    assert not faults


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
        self.expect("status", "paused")
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


def wait_for(condition: Callable[[], Any], patience: float = PATIENCE / 1000) -> None:
    """Until the condition holds; the limit only ends a test that would never end."""
    until = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < until, "this never came true"
        time.sleep(0.1)


def health(app: str) -> dict[str, Any]:
    with urlopen(f"{app}/live/health", timeout=10) as answer:
        return json.load(answer)


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5):
            return True
    except OSError:
        return False
