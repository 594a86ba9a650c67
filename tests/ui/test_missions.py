"""The missions of the game: each has a hint, and settings that its page understands."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.ui.asking import page, shown
from ui.missions import MISSIONS


@pytest.mark.parametrize("mission", MISSIONS, ids=lambda mission: mission.name)
def test_the_way_there_is_understood(mission):
    app = page(**dict(parse_qsl(urlsplit(mission.path).query)))
    assert not app.warning
    assert mission.hint


def test_the_game_brings_them():
    told = shown(page())["about"]["missions"]
    assert [one["name"] for one in told] == [mission.name for mission in MISSIONS]
    assert len({one["title"] for one in told}) == len(told) >= 6
