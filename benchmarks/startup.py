"""From `streamlit run app.py` to the first answered page, the first painted arena and step 1, in seconds."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter as clock

from playwright.sync_api import Browser, sync_playwright

from benchmarks.app import CHROMIUM, FLAGS, answers, running, wait_for

# The arena counts as painted once the vault's canvas holds more than one colour.
PAINTED = """() => {
  const vault = document.querySelector('.gd-vault canvas')
  if (!vault || !vault.width) return false
  const { data } = vault.getContext('2d').getImageData(0, 0, vault.width, vault.height)
  return data.some((value, i) => i > 3 && value !== data[i % 4])
}"""
STEPPED = "() => Number(document.querySelector('[data-testid=arena]')?.dataset.step) >= 1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--times", type=int, default=5, help="how many starts")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        starts = [one(browser) for _ in range(arguments.times)]
        browser.close()
    told = {name: round(median(start[name] for start in starts), 2) for name in starts[0]}
    told |= {f"{name}_all": [round(start[name], 2) for start in starts] for name in starts[0]}
    if arguments.json:
        print(json.dumps(told))
    else:
        print("| | seconds (median) |\n|---|---|")
        for name in starts[0]:
            print(f"| {name} | {told[name]} |")


def one(browser: Browser) -> dict[str, float]:
    """One cold start; the browser is already open and comes as soon as a page is answered."""
    with TemporaryDirectory() as state:
        started = clock()
        with running(Path(state)) as address:
            wait_for(lambda: answers(address), pause=0.02)
            first_page = clock() - started
            page = browser.new_page(viewport={"width": 1440, "height": 1000})
            page.goto(f"{address}/?start=play")
            page.wait_for_function(PAINTED, timeout=60_000)
            painted = clock() - started
            page.wait_for_function(STEPPED, timeout=60_000)
            stepped = clock() - started
            page.context.close()
    return {"first_page": first_page, "painted": painted, "step_1": stepped}
