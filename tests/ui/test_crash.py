"""The page of failures: every entry opens its two runs, with words, lines that run and what was measured."""

from __future__ import annotations

import pytest

from gan_core.crash.entries import ENTRIES
from gan_core.crash.lineup import lineup
from tests.ui.asking import page, shown


def test_without_an_entry_all_are_listed():
    told = shown(page("crash"))
    assert told["section"] == "all"
    assert [entry["name"] for entry in told["about"]["entries"]] == [*ENTRIES, "which"]


def test_which_half_opens_its_four_runs_in_the_order_of_the_seed():
    told = shown(page("crash", entry="which", seed="3"))
    assert told["page"] == "lineup"
    assert told["experiments"] == [run.to_query() for run in lineup(3)]
    about = told["about"]
    assert sorted(about["order"]) == sorted(suspect["name"] for suspect in about["suspects"])


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_opens_its_own_two_runs(name: str):
    told = shown(page("crash", entry=name, seed="3"))
    assert told["part"] == {"entry": name}
    assert told["experiments"] == [run.to_query() for run in ENTRIES[name].pair(3)]
    about = told["about"]
    assert all(piece["text"] for piece in about["code"])
    assert [cure["name"] for cure in about["cures"]] == [cure.name for cure in ENTRIES[name].cures]


def test_an_entry_that_is_none_is_said_to_be():
    app = page("crash", entry="boredom")
    assert "entry is one of" in app.warning[0].value
    assert shown(app)["section"] == "all"
