"""Code that pages show is code that runs."""

import inspect
import textwrap

import pytest

from gan_core import plain, plain_players
from gan_core.source import _index, lines_of


@pytest.mark.parametrize("name", ["losses", "Plain.judge", "Plain.steepness", "Plain", "play"])
def test_it_is_what_python_itself_calls_the_source(name: str):
    thing = plain
    for part in name.split("."):
        thing = getattr(thing, part)
    told = lines_of(name)
    assert told.text == textwrap.dedent(inspect.getsource(thing)).rstrip()
    assert (told.file, told.first) == ("plain.py", inspect.getsourcelines(thing)[1])


def test_the_players_are_found_too():
    expected = textwrap.dedent(inspect.getsource(plain_players.Forger.printed)).rstrip()
    assert lines_of("Forger.printed").text == expected
    assert {"Network.forward", "Forger.roll"} <= _index().keys()


def test_what_is_not_there_is_not_shown():
    with pytest.raises(KeyError):
        lines_of("Plain.cheat")
