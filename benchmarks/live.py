"""Frames painted a second in headless Chromium while a run trains, and what a viewer costs the training.

With `--until-stage 3`: how long a visitor waits for that stage, from the moment that the page is asked for.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter as clock
from time import sleep
from typing import Any

from playwright.sync_api import Page, sync_playwright
from websockets.sync.client import connect

from benchmarks.app import CHROMIUM, FLAGS, running

SETTLE = 4.0  # seconds after the page has opened or closed before a window begins


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", default="banknotes")
    parser.add_argument("--windows", type=int, default=3, help="pairs of windows, watched and unwatched in turn")
    parser.add_argument("--seconds", type=float, default=12.0, help="length of a window")
    parser.add_argument("--until-stage", type=int, choices=(2, 3), help="wait for a stage instead")
    parser.add_argument("--patience", type=float, default=400.0, help="seconds to wait for the stage, at most")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    with TemporaryDirectory() as state, running(Path(state), FORGER_REST_AFTER="600") as address:
        told = (waited if arguments.until_stage else measured)(address, arguments)
    print(json.dumps(told) if arguments.json else "\n".join(f"{name}: {value}" for name, value in told.items()))


def waited(address: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """Seconds until the page shows the stage, and until it shows each judge's first word; None for what never came."""
    signs = {"referee": "referee", f"stage{arguments.until_stage}": "stage"}
    came: dict[str, float] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page, started = browser.new_page(viewport={"width": 1440, "height": 1000}), clock()
        page.goto(f"{address}/?data={arguments.data}&start=play")
        arena = page.locator("[data-testid=arena]")
        arena.wait_for(timeout=60_000)
        while len(came) < len(signs) and clock() - started < arguments.patience:
            shown = {name: arena.get_attribute(f"data-{sign}") for name, sign in signs.items()}
            came |= {n: round(clock() - started, 1) for n, v in shown.items() if v and n not in came and _there(n, v)}
            sleep(0.5)
        step = int(arena.get_attribute("data-step") or 0)
        browser.close()
    return {"data": arguments.data, "step": step, **{f"seconds_to_{name}": came.get(name) for name in signs}}


def _there(name: str, value: str) -> bool:
    return name == "referee" or int(value) >= int(name.removeprefix("stage"))


def measured(address: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """Watched and unwatched windows in turn, on one run."""
    watched: list[float] = []
    alone: list[float] = []
    painted: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        for _ in range(arguments.windows):
            page.goto(f"{address}/?data={arguments.data}")
            page.wait_for_function(
                "() => Number(document.querySelector('[data-testid=arena]')?.dataset.step) > 5", timeout=60_000
            )
            sleep(SETTLE)
            speed, fps = window(page, arguments.seconds)
            watched.append(speed)
            painted.append(fps)
            run = page.locator("[data-testid=arena]").get_attribute("data-run")
            page.goto("about:blank")
            sleep(SETTLE)
            alone.append(unwatched(address, run or "", arguments.seconds))
        browser.close()
    return {
        "data": arguments.data,
        "fps": round(median(painted), 1),
        "speed_kept": round(median(w / a for w, a in zip(watched, alone, strict=True)), 3),
        "rounds_per_second_watched": [round(w, 1) for w in watched],
        "rounds_per_second_alone": [round(a, 1) for a in alone],
        "fps_all": [round(f, 1) for f in painted],
    }


def window(page: Page, seconds: float) -> tuple[float, float]:
    """Rounds a second and frames painted a second, as the page sees them."""
    arena = page.locator("[data-testid=arena]")
    first, started, rates = int(arena.get_attribute("data-step") or 0), clock(), list[float]()
    while clock() - started < seconds:
        sleep(1.0)
        rates.append(float(arena.get_attribute("data-fps") or 0))
    return (int(arena.get_attribute("data-step") or 0) - first) / (clock() - started), median(rates)


def unwatched(address: str, run: str, seconds: float) -> float:
    """Rounds a second between two glances, with nobody looking between them."""
    first, started = glance(address, run)
    sleep(seconds)
    last, ended = glance(address, run)
    return (last - first) / (ended - started)


def glance(address: str, run: str) -> tuple[int, float]:
    """The run's step now: a spectator comes, takes the second fresh frame, and goes."""
    with connect(f"{address.replace('http', 'ws')}/live/socket", origin=address, max_size=None) as socket:  # type: ignore[arg-type]
        socket.send(json.dumps({"type": "open", "experiments": [{}], "run": run, "owner": None}))
        steps: list[int] = []
        while len(steps) < 3:
            message = socket.recv(timeout=30)
            if isinstance(message, bytes):
                header = json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")])
                steps += [header["step"]] if header["type"] == "frame" else []
        return steps[-1], clock()
