"""What every page has alike, and the two small ones, run by Streamlit's own tester."""

from __future__ import annotations

import re

import pytest

from tests.ui.asking import page, shown

PAGES = ("game", "gallery", "line", "collapse", "detective", "hood", "forger", "playground")
LINK = "[look](https://example.org) ![x](https://example.org/x.png) :red[hot] $x$ <b>"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_shows_itself_and_takes_the_parameters_of_all(name):
    app = page(name, watch="abc", projector="1", view="curve")
    assert not app.warning
    data = shown(app)
    assert (data["page"], data["watch"], data["projector"], data["view"]) == (name, "abc", True, "curve")


@pytest.mark.parametrize("name", PAGES)
def test_the_data_sets_words_come_with_the_page(name):
    words = shown(page(name))["vocabulary"]
    assert {"thing", "things", "kinds", "made"} <= words.keys()


@pytest.mark.parametrize("name", PAGES)
def test_a_strangers_words_are_shown_letter_by_letter(name):
    [warning] = page(name, **{LINK: "1"}).warning
    without_escapes = re.sub(r"\\.", "", warning.value)  # Markdown takes what follows a backslash as it is
    assert not set("[]()!<>*_`$") & set(without_escapes)


def test_the_forger_lays_points_or_paints():
    points, notes = shown(page("forger")), shown(page("forger", data="banknotes", seed="2"))
    assert (points["page"], points["kind"], points["experiments"][0]["loss"]) == ("forger", "points", "nonsaturating")
    assert (notes["page"], notes["experiments"]) == ("easel", [{"data": "banknotes", "seed": "2"}])
    assert notes["about"]["channels"] == 3
    assert len(notes["about"]["stamps"]["20"]) == 7


def test_a_view_that_is_none_shows_the_whole_page():
    assert shown(page(view="cellar"))["view"] is None


def test_the_line_is_always_the_line():
    app = page("line", data="ring8", seed="4")
    assert shown(app)["experiments"] == [{"data": "line", "seed": "4"}]
    assert shown(app)["kind"] == "line"


def test_the_gallery_hangs_the_run_of_the_game():
    assert shown(page("gallery", data="digits"))["key"] == shown(page("game"))["key"] == "game"
