"""How long a visitor of the collection of failures waits until each of them shows, from the moment it is asked for.

Beside the clock stands the worker's processor time, in which a crowded machine changes little, and the load meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter as clock
from time import sleep
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

from benchmarks.app import CHROMIUM, FLAGS, health, running
from gan_core.crash.lineup import WHICH

REST: Final = 2  # seconds after which a run that nobody looks at rests, so that the next one has the worker to itself
TICK: Final = os.sysconf("SC_CLK_TCK")


def waited(names: Sequence[str], seed: int, patience: float) -> dict[str, dict[str, Any]]:
    """Each entry's page on its own; None for what did not show in time."""
    with (
        TemporaryDirectory() as state,
        running(Path(state), FORGER_REST_AFTER=str(REST)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        told = {name: _until_it_shows(address, page, name, seed, patience) for name in names}
        browser.close()
    return told


def table(told: dict[str, dict[str, Any]]) -> str:
    """The same for people, as rows of Markdown."""
    rows = [
        f"| {name} | " + " | ".join(str(number) for number in found.values()) + " |" for name, found in told.items()
    ]
    return "\n".join(["| failure | seconds | worker’s seconds | round | load |", "|---|---|---|---|---|", *rows])


def _until_it_shows(address: str, page: Page, name: str, seed: int, patience: float) -> dict[str, Any]:
    page.goto("about:blank")
    sleep(2 * REST)
    sign = "over === '1'" if name == WHICH else "shows === 'true'"
    worked, started = _worked(address), clock()
    page.goto(f"{address}/crash?entry={name}&seed={seed}")
    there = f"() => document.querySelector('.gd')?.dataset.{sign}"
    while clock() - started < patience and not page.evaluate(there):
        sleep(0.1)
    shown = bool(page.evaluate(there))
    return {
        "seconds": round(clock() - started, 1) if shown else None,
        "worker": round(_worked(address) - worked, 1),
        "round": page.evaluate("() => Number(document.querySelector('.gd')?.dataset.step)"),
        "load": round(os.getloadavg()[0], 1),
    }


def _worked(address: str) -> float:
    """Seconds of processor time that the workers have had."""
    pids = health(address)["worker"]["pids"]
    fields = [Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split() for pid in pids]
    return sum(int(row[11]) + int(row[12]) for row in fields) / TICK
