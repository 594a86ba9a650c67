"""The page about mode collapse, run by Streamlit's own tester."""

from __future__ import annotations

from functools import partial

import pytest

from gan_core import collapse
from live.wire.collapse import MOST
from tests.ui.asking import in_url, shown
from tests.ui.asking import page as any_page
from ui.collapse_link import read, read_moves

page = partial(any_page, "collapse")


def test_the_page_opens_with_two_equal_forgers_and_a_clean_address():
    app = page()
    data = shown(app)
    healthy, ruled = data["experiments"]
    assert healthy == ruled == collapse.base("ring8").to_query()
    assert (data["part"]["moves"], data["part"]["until"]) == ([], None)
    assert app.title[0].value == "Mode collapse"
    assert not app.warning
    assert not in_url(app)


@pytest.mark.parametrize("data", collapse.DATA)
def test_every_cure_and_every_mark_comes_with_the_page(data):
    about = shown(page(data=data))["about"]
    assert [cure["name"] for cure in about["cures"]] == list(collapse.cures(data))
    assert all(cure["label"] and cure["why"] and cure["code"] for cure in about["cures"])
    ratios = [mark["ratio"] for mark in about["marks"]]
    assert ratios == sorted(ratios)


def test_a_link_is_replayed_up_to_its_step():
    data = shown(page(data="grid25", seed="4", moves="1500-60,2300-60-penalty", step="2600"))
    assert data["experiments"][1] == collapse.base("grid25", 4).to_query()
    assert data["part"]["moves"] == [[1500, 0.6, None], [2300, 0.6, "penalty"]]
    assert data["part"]["until"] == 2600


def test_bad_parameters_cost_a_sentence_each_and_nothing_else():
    app = page(data="digits", seed="two", moves="100-60,later-70", step="soon", loss="hinge")
    data = shown(app)
    assert data["experiments"][0] == collapse.base("ring8").to_query()
    assert data["part"]["moves"] == [[100, 0.6, None]]
    [warning] = app.warning
    said = warning.value.replace("\\", "")
    for word in ("digits", "two", "later-70", "soon", "loss"):
        assert word in said


def test_parameters_of_every_page_are_no_faults():
    app = page(watch="abc", projector="1")
    assert not app.warning
    assert (shown(app)["watch"], shown(app)["projector"]) == ("abc", True)


def test_other_data_keeps_the_seed_and_leaves_the_moves_behind():
    app = page(seed="7", moves="100-60", step="200")
    app.button_group[0].set_value("banknotes").run()
    data = shown(app)
    assert data["experiments"][0] == collapse.base("banknotes", 7).to_query()
    assert data["part"]["until"] is None
    assert in_url(app) == {"data": "banknotes", "seed": "7"}


@pytest.mark.parametrize(
    ("text", "left_out"), [("100-101", "100-101"), ("9-5-magic", "magic"), ("50-5,40-5", "40-5"), ("-5-5", "-5-5")]
)
def test_a_move_that_cannot_be_is_left_out_and_named(text, left_out):
    moves, [fault] = read_moves(text)
    assert len(moves) == text.count(",")
    assert left_out in fault


def test_a_link_without_a_step_stands_at_its_last_move():
    assert read({"moves": "10-50,20-70"}).until == 20
    late = read({"moves": "10-50,20-70", "step": "15"})
    assert late.until == 20
    assert len(late.faults) == 1


def test_a_link_holds_only_so_many_moves():
    moves, faults = read_moves(",".join(f"{k}-50" for k in range(MOST + 5)))
    assert len(moves) == MOST
    assert len(faults) == 1
