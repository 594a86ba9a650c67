"""A page in a file of its own: it opens from a disk, offline, and comes to the engine's numbers."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for
from benchmarks.browser import apart
from gan_core import data as datasets
from gan_core.__main__ import main
from gan_core.bundle import bundle
from gan_core.data.base import DataSet
from gan_core.data.planes import WORDS
from gan_core.engine.portable.book import book
from gan_core.engine.tiles import to_tiles
from gan_core.experiment import Experiment
from gan_core.metrics.accuracy import middle, share_above
from gan_core.metrics.coverage import coverage
from gan_core.opinion import Opinion
from gan_core.page_file import STATIC, TRAVELS, kernels, page_file
from gan_core.philox import Rolls
from gan_core.snapshot import Metrics
from gan_core.words import heard
from live.worker.narrator import sentence, verdict
from tests.e2e.conftest import Arena, all_modules, last_module
from tests.gan_core.engine.portable.test_turns import GAMES

LIGHT = Experiment.from_query({"data": "ring8", "seed": "3", "batch": "64", "g_width": "32", "d_width": "32"})
OTHERS = [name for name in GAMES if name != "grid25 in company"]


@pytest.mark.parametrize("form", [0, 1])
@pytest.mark.parametrize("game", ["grid25 in company", *(pytest.param(g, marks=pytest.mark.slow) for g in OTHERS)])
def test_the_browsers_runtime_comes_to_the_engines_numbers(offline: Page, game: str, form: int):
    assert apart(offline, GAMES[game], kernels()[form:]) <= 1e-4


@pytest.mark.parametrize("form", [0, 1])
def test_the_browsers_dice_are_ours(offline: Page, form: int):
    script = bundle(STATIC / "local" / "office.js")
    found = offline.evaluate(
        f"""async (kernel) => {{
          {script}
          const {{ Rolls, Machine }} = Object.assign({{}}, {all_modules(script)})
          const rolls = new Rolls(await Machine.of(kernel), 2 ** 31 - 1, 3, 70000)
          const some = [rolls.uniform(9, 2, 5), rolls.rows(9, 100000, 4), rolls.normal(100001, 3, {{ factor: 0.3 }})]
          return some.map((numbers) => Array.from(numbers))
        }}""",
        kernels()[form:],
    )
    rolls = Rolls(2**31 - 1, 3, 70000)
    ours = [rolls.uniform(9, 2, 5), rolls.rows(9, 100_000, 4), rolls.normal(100_001, 3) * np.float32(0.3)]
    assert [some.tolist() for some in ours] == found


def test_the_file_plays_from_a_disk(offline: Page, tmp_path: Path):
    file = tmp_path / "duel.html"
    file.write_text(page_file(book(LIGHT)), encoding="utf-8")
    assert file.stat().st_size < 600 * 1024
    offline.goto(file.as_uri())
    arena = Arena(offline).opened()
    assert len(offline.workers) == offline.evaluate("Math.min(2, navigator.hardwareConcurrency)")
    wait_for(lambda: arena.get("modes") == "8/8" and int(arena.get("stage")) >= 2)
    studies = arena.root.get_by_role("progressbar", name="How far the next expert has studied")
    wait_for(lambda: int(studies.get_attribute("aria-valuenow")) > 0)
    arena.paused()
    step = arena.step()
    expect(arena.root.locator(".gd-second")).to_have_text(re.compile(rf"at round (\d+\D)?{str(step)[-3:]}$"))
    arena.button("round").click()
    wait_for(lambda: arena.step() == step + 1)
    arena.button("detective").click()
    arena.expect("phase", "detective")
    expect(arena.root.locator(".gd-sentence")).to_contain_text("The detective learns from 64 real points")
    arena.button("slow").click()
    arena.button("play").click()
    arena.expect("phase", re.compile("forge|examine|stamp"))
    arena.root.get_by_test_id("timeline").fill("1")
    expect(arena.root.locator(".gd-when")).to_contain_text("you are looking at round 1 of")
    arena.root.get_by_test_id("live").click()
    arena.button("fresh").click()
    wait_for(lambda: arena.get("seed") != "3")


def test_a_run_of_the_shell_plays_and_scrubs_without_the_server(offline: Page, tmp_path: Path):
    file, light = tmp_path / "run.html", ["--set=batch=64", "--set=g_width=32", "--set=d_width=32"]
    assert main(["export", "--replay", "--data=digits", "--seconds=1", "--device=cpu", *light, f"--out={file}"]) == 0
    offline.goto(file.as_uri())
    arena = Arena(offline)
    arena.expect("status", "paused")
    last = arena.step()
    assert last >= 4
    expect(arena.root.locator(".gd-figures")).to_contain_text("recorded on CPU")
    expect(arena.button("detective")).to_be_hidden()
    arena.root.get_by_test_id("timeline").fill("1")
    expect(arena.root).to_have_attribute("data-looking-back", "")
    assert len(set(arena.wall())) > 1
    arena.button("play").click()
    wait_for(lambda: 0 < arena.step() < last)


def metrics(accuracy: float, quality: float, modes: int, referee: float | None) -> Metrics:
    shares = tuple(0.9 / modes if k < modes else 0.001 * k for k in range(8))
    step = None if referee is None else 9
    return Metrics(9, accuracy, 0.03, modes, 8, shares, quality, 0.1, 0.1, referee=referee, referee_step=step)


def as_told(opinion: Opinion) -> dict[str, float]:
    return {"step": opinion.at_step, "accuracy": opinion.accuracy, "band": opinion.band}


def test_the_browser_tells_the_same_story(offline: Page):
    words, modes = WORDS["ring8"], tuple(f"{45 * k}°" for k in range(8))
    script = bundle(STATIC / "local" / "words.js")
    cases = [
        (metrics(accuracy, quality, modes_made, referee), convincing)
        for accuracy in (0.97, 0.745, 0.56, 0.51, 0.42)
        for quality, modes_made in ((0.05, 3), (0.3, 8), (0.805, 8), (0.9, 7), (0.9, 5), (0.9, 2))
        for referee in (None, 0.625, 0.93)
        for convincing in (False, True)
    ]
    opinions = [
        None,
        *(Opinion(step, share, 0.02, 900, None, None) for step, share in ((2, 0.9), (8, 0.51), (9, 0.88))),
    ]
    cases = [(*case, opinions[k // 2 % len(opinions)]) for k, case in enumerate(cases)]
    told = [
        {**vars(m), "shares": list(m.shares), "convincing": convincing, "opinion": opinion and as_told(opinion)}
        for m, convincing, opinion in cases
    ]
    found = offline.evaluate(
        f"""({{ told, words, modes }}) => {{
          {script}
          const {{ sentence, verdict }} = {last_module(script)}
          const both = (accuracy) => [verdict(accuracy), verdict(accuracy, "real")]
          return told.map((m) => [sentence(m, words, modes, m.convincing, m.opinion), ...both(m.d_accuracy)])
        }}""",
        {"told": told, "words": vars(words), "modes": list(modes)},
    )
    for (m, convincing, opinion), (ours, first, again) in zip(cases, found, strict=True):
        assert heard(ours) == sentence(m, words, modes, opinion, convincing=convincing)
        assert (first, again) == (verdict(m.d_accuracy), verdict(m.d_accuracy, "real"))


NOTES = Experiment.from_query({"data": "banknotes", "batch": "16", "g_width": "16", "d_width": "16"})


@pytest.fixture(scope="module")
def notes() -> dict[str, Any]:
    return book(NOTES)


def test_notes_play_from_a_disk(offline: Page, tmp_path: Path, notes: dict[str, Any]):
    file = tmp_path / "notes.html"
    file.write_text(page_file(notes), encoding="utf-8")
    assert file.stat().st_size < 1500 * 1024
    offline.add_init_script("Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 })")
    offline.goto(file.as_uri())
    arena = Arena(offline).opened()
    assert len(offline.workers) == 1  # on one core judges take turns with the training
    wait_for(lambda: arena.step() > 3)
    arena.paused()
    step = arena.step()
    expect(arena.root.locator(".gd-second")).to_contain_text(f"at round {step}")
    arena.button("forger").click()
    arena.expect("phase", "forger")
    expect(arena.root.locator(".gd-sentence")).to_contain_text("notes of the batch now score higher")
    for wall in (".gd-forger .gd-wall", ".gd-vault .gd-wall", ".gd-feedback-picture"):
        painted = arena.root.locator(wall).evaluate(
            "canvas => new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size"
        )
        assert painted > 20, wall
    arena.root.get_by_test_id("timeline").fill("1")
    expect(arena.root.locator(".gd-when")).to_contain_text("you are looking at round 1 of")
    arena.root.get_by_test_id("live").click()
    arena.button("round").click()
    wait_for(lambda: arena.step() > step)


READ = """async ({ book, kernel, rows }) => {
  %s
  const { Players, reading, coverage, floats } = Object.assign({}, %s)
  const players = await Players.of(JSON.parse(book), kernel)
  const found = reading(players, floats(rows))
  const real = [players.train.part(99, 101), players.heldOut.part(0, 1)].map((some) => Array.from(some))
  return { ...found, mode: Array.from(found.mode), real, seen: coverage(found, players.book.about.shares) }
}"""


def read_by(page: Page, told: dict[str, Any], rows: np.ndarray) -> dict[str, Any]:
    """What the browser's reader makes of rows as the networks see them, and some of its real items."""
    script = bundle(STATIC / "local" / "office.js")
    numbers = base64.b64encode(rows.astype("<f4").tobytes()).decode()
    return page.evaluate(
        READ % (script, all_modules(script)), {"book": json.dumps(told), "kernel": kernels(), "rows": numbers}
    )


def half_spoilt(data: DataSet, count: int) -> np.ndarray:
    """Held-out pictures under more and more noise."""
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 1, (count, *data.shape)) * np.linspace(0, 0.6, count)[:, None, None, None]
    return (data.held_out[:count] + noise).astype(np.float32)


def agree(found: dict[str, Any], data: DataSet, items: np.ndarray) -> None:
    reading = data.read(items)
    seen = coverage(reading, data.shares)
    assert (np.array(found["mode"]) == reading.mode).mean() > 0.98  # at a bound rounding decides
    assert (np.array(found["good"]) == reading.good).mean() > 0.98
    assert 0.1 < reading.good.mean() < 0.9
    for key in ("modes", "effective", "reverse_kl", "high_quality"):
        assert found["seen"][key] == pytest.approx(getattr(seen, key), abs=0.02)


def test_the_browser_draws_and_reads_notes_as_we_do(offline: Page, notes: dict[str, Any]):
    data = datasets.load("banknotes")
    items = half_spoilt(data, notes["sizes"]["fresh"])
    found = read_by(offline, notes, to_tiles(items) / data.scale)
    agree(found, data, items)
    assert found["mixed"] == [mode < 0 for mode in found["mode"]]
    wanted = [to_tiles(data.train[99:101]), to_tiles(data.held_out[:1])]
    for ours, theirs in zip(wanted, found["real"], strict=True):
        assert np.allclose(ours.ravel(), theirs, atol=1e-4)  # they are kept in two bytes a number


@pytest.mark.slow
def test_the_browser_reads_digits_as_we_do(offline: Page):
    data = datasets.load("digits")
    told = book(replace(NOTES, data="digits"))
    items = half_spoilt(data, told["sizes"]["fresh"])
    found = read_by(offline, told, to_tiles(items) / data.scale)
    agree(found, data, items)
    assert np.array(found["real"][0]).tolist() == to_tiles(data.train[99:101]).ravel().tolist()


def test_the_browser_measures_as_we_do(offline: Page):
    script = bundle(STATIC / "local" / "gauges.js")
    rng = np.random.default_rng(0)
    for name in (name for name in TRAVELS if datasets.load(name).kind != "image"):
        data = datasets.load(name)
        size = data.shape[0]
        points = np.concatenate([data.held_out[:300], rng.uniform(-data.extent, data.extent, (300, size))])
        points = points.astype(np.float32)
        scores = rng.normal(0, 1, (2, 101)).round(1)
        found = offline.evaluate(
            f"""({{ points, size, reader, shares, scores: [real, fake] }}) => {{
              {script}
              const {{ read, coverage, middle, shareAbove }} = {last_module(script)}
              const modes = read(Float32Array.from(points), size, reader)
              const reading = {{ mode: modes, good: Array.from(modes, (one) => one >= 0), mixed: null }}
              return [Array.from(modes), coverage(reading, shares), middle(real, fake), shareAbove(real, 0.5)]
            }}""",
            {
                "points": points.flatten().tolist(),
                "size": size,
                "reader": data.read.plain(),
                "shares": list(data.shares),
                "scores": scores.tolist(),
            },
        )
        reading = data.read(points)
        seen = coverage(reading, data.shares)
        assert (np.array(found[0]) == reading.mode).mean() > 0.998  # at a border rounding decides
        for key in ("modes", "effective", "reverse_kl", "high_quality"):
            assert found[1][key] == pytest.approx(getattr(seen, key), abs=0.01)
        assert found[2:] == pytest.approx([middle(*scores), share_above(scores[0], 0.5)])
