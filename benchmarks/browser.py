"""A page in a file of its own, in headless Chromium beside the engine: how fast it trains, and how soon it is there."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter as clock
from typing import Any

import numpy as np
import torch
from playwright.sync_api import Page, sync_playwright

from benchmarks.app import CHROMIUM, FLAGS
from gan_core.bundle import bundle
from gan_core.engine.portable.book import book
from gan_core.engine.portable.state import state_of
from gan_core.engine.portable.turns import dealt, turn_program
from gan_core.engine.trainer import Trainer
from gan_core.engine.turn import Player
from gan_core.experiment import Experiment
from gan_core.page_file import STATIC, kernels, page_file

ROUNDS = """async ({ book, kernel, blocks, rounds }) => {
  %s
  const players = await %s.Players.of(JSON.parse(book), kernel)
  const taken = []
  for (let block = 0; block < blocks + 2; block++) {
    const started = performance.now()
    for (let k = 0; k < rounds; k++) players.round()
    taken.push((performance.now() - started) / rounds)
  }
  return taken.slice(2)
}"""


TURN = """async ({ program, given, kernel }) => {
  %s
  const machine = await %s.Machine.of(kernel)
  machine.program(program, "other") // another one beside it, so that nothing is shared by mistake
  const plan = machine.program(program, "turn")
  for (const [name, values] of Object.entries(given)) plan.input(name).set(values)
  plan.run()
  return Object.keys(plan.outputs).map((name) => [name, Array.from(plan.output(name))])
}"""
PLAYERS: tuple[Player, ...] = ("detective", "forger")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", default="ring8")
    parser.add_argument("--seeds", type=int, default=3, help="pages opened, each with another seed")
    parser.add_argument(
        "--blocks", type=int, default=8, help="blocks of rounds, the engine's and the browser's in turn"
    )
    parser.add_argument("--patience", type=float, default=60.0, help="seconds to wait for stage 3, at most")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    told = book(Experiment.from_query({"data": arguments.data}))
    text = page_file(told)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        file.write_text(text, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        found = {"data": arguments.data, "kib": round(len(text.encode()) / 1024)}
        found |= beside(browser.new_page(), told, arguments.blocks)
        found["max_diff"] = apart(browser.new_page(), Experiment(**told["experiment"]), kernels())
        visits = [
            visited(browser, f"{file.as_uri()}?seed={100 + k}", arguments.patience) for k in range(arguments.seeds)
        ]
        browser.close()
    found |= {name: [visit[name] for visit in visits] for name in visits[0]} if visits else {}
    print(json.dumps(found) if arguments.json else "\n".join(f"{name}: {value}" for name, value in found.items()))


def beside(page: Page, told: dict[str, Any], blocks: int, rounds: int = 20) -> dict[str, Any]:
    """Milliseconds a round, the engine's on one thread and the browser's in turn, each the median of its blocks."""
    torch.set_num_threads(1)
    trainer = Trainer([Experiment(**told["experiment"])], "cpu")
    script = bundle(STATIC / "local" / "players.js")
    engine: list[float] = []
    browser: list[float] = []
    for _ in range(blocks):
        started = clock()
        for _ in range(rounds):
            trainer.round()
        engine.append((clock() - started) * 1000 / rounds)
        given = {"book": json.dumps(told), "kernel": kernels(), "blocks": 1, "rounds": rounds}
        browser += page.evaluate(ROUNDS % (script, _last(script)), given)
    here, there = median(engine[1:]), median(browser[1:])
    fastest = min(browser) / min(engine)
    return {"engine_ms": round(here, 2), "browser_ms": round(there, 2), "vs_engine": round(there / here, 2),
            "vs_engine_fastest": round(fastest, 2)}  # fmt: skip


def apart(page: Page, experiment: Experiment, forms: Sequence[str]) -> float:
    """One round from the same state with the same dice: the 99th percentile of differences between the numbers that
    the browser, with the first of these kernels that it can run, and PyTorch come to."""
    trainer, found = Trainer([experiment], "cpu"), []
    trainer.round()
    script = bundle(STATIC / "local" / "machine.js")
    for player in PLAYERS:
        program, turn = turn_program(trainer, player), trainer.peek(player)
        given = state_of(trainer.pair, player) | dealt(trainer, turn)
        wanted = program.run(given)
        told = {name: given[name].flatten().tolist() for name in program.inputs}
        argument = {"program": program.plain(), "given": told, "kernel": forms}
        for name, numbers in page.evaluate(TURN % (script, _last(script)), argument):
            found.append((torch.tensor(numbers) - wanted[name].flatten()).abs())
    return float(np.quantile(torch.cat(found).numpy(), 0.99))


def _last(script: str) -> str:
    """By what name a bundle knows what its last module gives."""
    return script[script.rindex("const module") :].split()[1]


def visited(browser: Any, address: str, patience: float) -> dict[str, float | None]:
    """Seconds until the first picture and until stage 3, and the frames painted a second meanwhile."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, offline=True)
    context.add_init_script("""localStorage["forger:progress"] = '{"first-minute": true}'""")
    page, started = context.new_page(), clock()
    page.goto(address)
    page.wait_for_function("document.querySelector('.gd').dataset.step > 0")
    painted, shown, stage = clock() - started, [], None
    while stage is None and clock() - started < patience:
        page.wait_for_timeout(500)
        now = page.evaluate("({...document.querySelector('.gd').dataset})")
        shown.append(int(now["fps"]))
        stage = clock() - started if now["stage"] == "3" else None
    context.close()
    return {"first_paint_s": round(painted, 2), "seconds_to_stage3": stage and round(stage, 1), "fps": median(shown)}
