"""The page of failures: every entry opens its two runs, with words, lines that run and what was measured."""

from __future__ import annotations

import pytest

from gan_core.crash.entries import ENTRIES
from tests.ui.asking import page, shown


def test_without_an_entry_all_are_listed():
    told = shown(page("crash"))
    assert told["section"] == "all"
    assert [entry["name"] for entry in told["about"]["entries"]] == list(ENTRIES)


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
