"""The game: a forger learns to print banknotes while a detective learns to catch it."""

from __future__ import annotations

import streamlit as st

from gan_core.words import say
from ui import controls, missions, query
from ui.head import head, notice
from ui.language import _
from ui.live_page import live_page

# What the forgers of this site do that a textbook one does not, in one sentence for each kind of network.
_WAVES = say(
    "its dice roll, even over a square, is already a first draft of the point, which it corrects through waves, so "
    "that it can tear its sheet where clusters lie apart; the recipe “Textbook” in the settings has two plain networks "
    "and a bell curve of dice rolls."
)
_PRESS = say(
    "it prints one ink on one paper, and its paper has a grain of its own, as real paper has; a textbook forger paints "
    "every pixel in every colour by itself."
)
_LEVELS = say("each layer of its network is brought to one loudness, and what hangs here is its running average.")
OWN_WAYS = {"banknotes": _PRESS, "digits": _LEVELS}

experiment, faults = query.experiment_in_url()


def choice() -> None:
    """What is forged, and how."""
    controls.data_picker(experiment)
    controls.settings(experiment)


head(
    say("The Forger & the Detective"),
    say("A forger who has never seen a real note learns from a detective’s feedback alone."),
    choice,
)
notice(faults + controls.faults(), say("The recipe’s own setting is used instead."))
live_page("game", [experiment], about={"missions": missions.about()})
if (experiment.waves or experiment.data in OWN_WAYS) and not st.context.is_embedded:
    ways = OWN_WAYS.get(experiment.data, _WAVES)
    st.caption(_("What this forger does that a textbook one does not: {ways}", ways=ways))
