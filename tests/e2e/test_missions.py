"""The rules of the missions, on made messages, and each on a run that fulfils it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from benchmarks.app import wait_for
from ui.missions import MISSIONS

pytestmark = pytest.mark.browser

MEMBER = {
    "stage": 1, "high_quality": 0.2, "d_accuracy": 0.8, "d_band": 0.03, "referee": 0.95, "modes": 3, "modes_all": 5,
    "shares": [0.2, 0.2, 0.2, 0.0, 0.0], "desk": {"feedback_norm": 0.5},
}  # fmt: skip
STAGES = [{"stage": 1, "step": 0, "seconds": 0}]
BEST = [*STAGES, {"stage": 3, "step": 700, "seconds": 9}]
Case = tuple[
    str, dict[str, Any], list[dict[str, Any]], str | None, set[str]
]  # data, member, stages, diverged, fulfilled
CASES: list[Case] = [
    ("banknotes", {}, STAGES, None, set()),
    ("banknotes", {"d_accuracy": None, "referee": None, "shares": None, "desk": None}, STAGES, None, set()),
    ("ring8", {"stage": 3, "d_accuracy": 0.5, "referee": 0.55, "modes": 8, "modes_all": 8}, BEST, None, {"stalemate"}),
    ("ring8", {"stage": 2}, BEST, None, {"lost"}),
    ("grid25", {"modes": 25, "modes_all": 25}, STAGES, None, {"everything"}),
    ("grid25", {"modes": 24, "modes_all": 25}, STAGES, None, set()),
    ("ring8", {"modes": 8, "modes_all": 8}, STAGES, None, set()),
    ("banknotes", {"modes": 1, "shares": [0, 0.85, 0, 0, 0.01]}, STAGES, None, {"one"}),
    ("banknotes", {"modes": 1, "shares": [0.4, 0, 0, 0, 0]}, STAGES, None, set()),  # noise that looks like an amount
    ("digits", {"modes": 1, "shares": [0.9, 0, 0, 0, 0]}, STAGES, None, set()),
    ("banknotes", {"d_accuracy": 1.0, "desk": {"feedback_norm": 1e-5}}, STAGES, None, {"vanish"}),
    ("banknotes", {"d_accuracy": 1.0, "desk": {}}, STAGES, None, set()),  # not measured in this frame
    ("banknotes", {"d_accuracy": 0.6, "desk": {"feedback_norm": 0}}, STAGES, None, set()),
    ("ring8", {"d_accuracy": 0.48, "referee": 0.97}, STAGES, None, {"empty"}),
    ("ring8", {"d_accuracy": 0.48, "referee": None}, STAGES, None, set()),
    ("ring8", {"high_quality": 0.9, "d_accuracy": 0.48, "referee": 0.97}, STAGES, None, set()),
    ("ring8", {}, STAGES, "It grew beyond all bounds.", {"burst"}),
]

RULES = Path(__file__).parents[2] / "ui" / "static" / "missions" / "rules.js"
RULED = """([source, cases]) => import(`data:text/javascript,${encodeURIComponent(source)}`).then(({ RULES }) => [
  Object.keys(RULES),
  cases.map(([data, header]) => Object.keys(RULES).filter((name) => RULES[name](header, data))),
])"""


def test_the_rules_read_what_a_run_says_of_itself(page: Page):
    made = [
        (data, {"members": [MEMBER | changes], "stages": stages, "diverged": diverged})
        for data, changes, stages, diverged, _ in CASES
    ]
    names, fulfilled = page.evaluate(RULED, [RULES.read_text(), made])
    assert set(names) == {mission.name for mission in MISSIONS}
    assert [set(found) for found in fulfilled] == [expected for *_, expected in CASES]


@pytest.mark.slow
@pytest.mark.parametrize("mission", MISSIONS, ids=lambda mission: mission.name)
def test_a_real_run_fulfils_it(page: Page, app: str, mission: Any):
    page.goto(f"{app}/{mission.path}")
    root = page.locator(".gd")
    wait_for(lambda: mission.name in (root.get_attribute("data-missions") or "").split(), patience=240)
    page.reload()  # what was accomplished stays marked
    wait_for(lambda: page.get_by_test_id(f"mission-{mission.name}").get_attribute("data-done") is not None)
