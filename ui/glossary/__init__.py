"""The glossary: one entry a term, plain words first, the formula for those who want it.

A setting, a loss or a data set is found under the name that it has in an address.
"""

from __future__ import annotations

from typing import Final

from gan_core.words import Said, say
from ui.glossary.entry import Entry
from ui.glossary.games import DATA, LOSSES
from ui.glossary.settings import SETTINGS
from ui.glossary.story import GAUGES, STORY
from ui.glossary.theory import THEORY

__all__ = ["GROUPS", "Entry", "entry"]

GROUPS: Final[dict[Said, tuple[Entry, ...]]] = {
    say("The game and its players"): STORY,
    say("What is measured"): GAUGES,
    say("What theory says"): THEORY,
    say("What they play for"): LOSSES,
    say("What is forged"): DATA,
    say("Settings"): SETTINGS,
}
_BY_KEY: Final = {entry.key: entry for group in GROUPS.values() for entry in group}


def entry(key: str) -> Entry:
    """The entry of a term; KeyError if there is none."""
    return _BY_KEY[key]
