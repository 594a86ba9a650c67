"""Mode collapse as a page in a file of its own: the slider and the cures mean what they mean on the server."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for
from gan_core import collapse
from gan_core.__main__ import main
from gan_core.bundle import bundle
from gan_core.data.planes import WORDS
from gan_core.engine.portable.twins import rulings
from gan_core.page_file import STATIC
from gan_core.snapshot import Metrics
from gan_core.words import wired
from live.worker.cause import cause, together
from tests.e2e.conftest import last_module

pytestmark = pytest.mark.browser
LOCAL = STATIC / "local"
NAMES = ("0°", "90°", "180°", "270°")


def test_the_slider_and_the_cures_lead_to_the_same_settings_and_words(offline: Page):
    places, script = (0.0, 0.01, 0.37, 1.0), bundle(LOCAL / "twin.js")
    ruled = {data: rulings(data) for data in collapse.DATA}
    cases = [(data, cure or None, place) for data, cures in ruled.items() for cure in cures for place in places]
    found = offline.evaluate(
        f"""({{ ruled, cases }}) => {{
          {script}
          const {{ Twin }} = {last_module(script)}
          const game = (_, name) => ({{ relative: name.startsWith("relativistic"), programs: {{}} }})
          const games = new Proxy({{}}, {{ get: game }})
          return cases.map(([data, cure, place]) => {{
            const book = {{ experiment: {{}}, twins: {{ rulings: ruled[data], games }} }}
            const twin = {{ book, games: {{}}, common: {{}} }}
            Twin.prototype.rule.call(twin, place, cure)
            return [twin.settings, twin.words, twin.book.relative]
          }})
        }}""",
        json.loads(json.dumps({"ruled": wired(ruled), "cases": cases})),
    )
    for (data, cure, place), (settings, words, relative) in zip(cases, found, strict=True):
        wanted = collapse.settings(data, place, cure)
        assert settings.pop("lr_g") == pytest.approx(wanted["lr_g"])
        assert settings == {name: value for name, value in wanted.items() if name != "lr_g"}
        assert words == wired(collapse.words(replace(collapse.base(data), **wanted)))
        assert relative == (wanted["loss"] == "relativistic")


def metrics(modes: int, shares: tuple[float, ...], ratings: tuple[float, ...]) -> Metrics:
    return Metrics(9, 0.7, 0.03, modes, 4, shares, 0.9, 0.1, 0.1, ratings=ratings)


def test_the_browser_says_why_as_we_do(offline: Page):
    shares = [(0.25, 0.25, 0.25, 0.25), (0.7, 0.2, 0.0, 0.0), (0.3, 0.25, 0.1, 0.0), (0.0, 0.0, 0.0, 0.0)]
    ratings = [(0.9, 0.2, 0.5, 0.4), (0.2, 0.92, float("nan"), 0.4)]
    befores = [None, metrics(1, (0.1, 0.8, 0.0, 0.0), ratings[0])]
    cases = [
        (metrics(sum(x > 0 for x in made), made, rated), before, pushed)
        for made in shares for rated in ratings for before in befores for pushed in (None, 0.625)
    ]  # fmt: skip
    script, kinds = bundle(LOCAL / "cause.js"), str(WORDS["ring8"].kinds)
    feedback = np.random.default_rng(0).normal(0.7, 1, (64, 2)).astype(np.float32)
    told = [
        [
            m and {"modes": m.modes, "shares": m.shares, "ratings": [None if r != r else r for r in m.ratings]}
            for m in (now, before)
        ]
        + [pushed]
        for now, before, pushed in cases
    ]
    said, share = offline.evaluate(
        f"""({{ told, names, kinds, feedback }}) => {{
          {script}
          const {{ cause, together }} = {last_module(script)}
          const said = told.map(([m, before, pushed]) => module0.told(cause(m, before, names, kinds, pushed)))
          return [said, together(Float32Array.from(feedback), 2)]
        }}""",
        {"told": told, "names": NAMES, "kinds": kinds, "feedback": feedback.flatten().tolist()},
    )
    assert said == [cause(now, before, NAMES, kinds, pushed) for now, before, pushed in cases]
    assert share == pytest.approx(together(feedback))


@pytest.mark.slow
def test_the_file_collapses_and_heals_from_a_disk(offline: Page, tmp_path: Path):
    file = tmp_path / "collapse.html"
    assert main(["export", "--page=collapse", "--data=ring8", f"--out={file}"]) == 0
    offline.goto(file.as_uri())
    root = offline.get_by_test_id("twins")
    wait_for(lambda: root.get_attribute("data-modes") == root.get_attribute("data-twin-modes") == "8/8")
    root.get_by_test_id("guess-fewer").click()
    root.get_by_test_id("push").fill("100")
    wait_for(lambda: root.get_attribute("data-modes") in ("0/8", "1/8", "2/8"))
    expect(root.locator(".tw-why")).to_contain_text("Why?")
    assert root.get_attribute("data-twin-modes") == "8/8"
    root.get_by_test_id("cure-calm_fresh").click()
    wait_for(lambda: root.get_attribute("data-modes") == "8/8", patience=120)
    root.get_by_test_id("play").click()
    expect(root).to_have_attribute("data-status", "paused")
    root.get_by_test_id("again").click()
    expect(root).to_have_attribute("data-cure", "calm_fresh")
