"""The playground: every setting has its row, a range that it can have, and a word on it."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from gan_core.experiment import DATA, FIELDS, LIVE_FIELDS, Experiment, recipe
from tests.ui.asking import page, shown
from ui.playground import about

ROWS = {field["name"]: field for group in about("ring8")["groups"] for field in group["fields"]}


def test_every_setting_has_its_row():
    assert sorted(ROWS) == sorted(field.name for field in FIELDS if field.name != "data")
    assert {name for name, row in ROWS.items() if row["live"]} == LIVE_FIELDS


@pytest.mark.parametrize("name", ROWS)
def test_a_slider_stays_within_what_an_experiment_takes(name: str):
    row = ROWS[name]
    assert row["words"]
    if row["kind"] == "choice":
        return
    assert row["least"] <= row["low"] < row["high"] <= row["most"]
    assert not row["logarithmic"] or row["low"] > 0
    for value in (row["low"], row["high"]):
        Experiment(**{name: int(value) if row["kind"] == "int" else value})


@pytest.mark.parametrize("data", DATA)
def test_a_recipe_lies_on_its_sliders(data: str):
    told = about("ring8")["sets"][data]["recipes"]
    assert told["default"] == asdict(recipe(data))
    for settings in told.values():
        for name, row in ROWS.items():
            if row["kind"] != "choice" and settings[name] != 0:
                assert row["low"] <= settings[name] <= row["high"], name


def test_ones_own_data_are_among_the_sets():
    own = "own-3x16x16-0123456789abcdef"
    told = shown(page("playground", data=own))
    assert told["experiments"] == [{"data": own, "seed": "0"}]
    assert told["kind"] == told["about"]["sets"][own]["kind"] == "image"


def test_ones_own_data_stay_on_offer_when_another_set_is_open():
    first, second, points = "own-3x16x16-0123456789abcdef", "own-1x8x8-0123456789abcdef", "own-points-0123456789abcdef"
    app = page("playground", data=first)
    for data in (second, points, "ring8"):
        app.query_params["data"] = data
        app.run()
    sets = shown(app)["about"]["sets"]
    assert set(sets) == {*DATA, second, points}
    assert [sets[name]["kind"] for name in (second, points)] == ["image", "points"]


def test_the_page_takes_every_setting_from_its_address():
    app = page("playground", data="ring8", lr_g="0.01", batch="128", r1="lots")
    assert shown(app)["experiments"] == [{"data": "ring8", "seed": "0", "lr_g": "0.01", "batch": "128"}]
    assert "r1 is a number" in app.warning[0].value
