"""Warnings of the playground: each failure that was measured meets its own rule, and no recipe meets any."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gan_core import collapse, recipes
from gan_core.crash import measured as crash
from gan_core.crash.entries import ENTRIES
from gan_core.experiment import DATA, recipe
from ui import risks
from ui.risks import RISKS, holds, told

BY_NAME = {risk.name: risk for risk in RISKS}


@pytest.mark.parametrize("name", [name for name in ENTRIES if name in BY_NAME])
def test_the_failing_run_of_the_collection_meets_the_rule(name: str):
    entry = ENTRIES[name]
    failing = replace(entry.base, **entry.at(10**6, failing=True))
    assert all(holds(condition, failing) for condition in BY_NAME[name].when)


def test_the_collapsed_end_of_the_slider_meets_the_rule():
    told_of = risks._of_collapse()
    e = replace(collapse.base("ring8"), **collapse.settings("ring8", 1.0))
    assert all(holds(condition, e) for condition in BY_NAME["collapse"].when) or told_of is None


@pytest.mark.parametrize("data", DATA)
def test_no_recipe_is_warned_of(data: str):
    for name in recipes.offered(data):
        assert [r.name for r in RISKS if all(holds(c, recipe(data, name)) for c in r.when)] == []


def test_what_was_not_measured_is_not_said(monkeypatch, tmp_path):
    monkeypatch.setattr(crash, "FILE", tmp_path / "none.json")
    monkeypatch.setattr(collapse, "MEASURED", tmp_path)
    crash.measured.cache_clear()
    assert {row["name"] for row in told()} == {"no_forger", "no_detective"}
    crash.measured.cache_clear()
    assert all("{" not in row["words"] for row in told())
