"""The gallery: the stages of the run on the game's page, large, side by side."""

from __future__ import annotations

from gan_core.words import say
from ui import controls, query
from ui.head import head, notice
from ui.live_page import live_page

experiment, faults = query.experiment_in_url()

head(
    say("Gallery"),
    say("The stages of one run, from noise to its best fakes."),
    lambda: controls.data_picker(experiment),
)
notice(faults, say("The recipe’s own setting is used instead."))
live_page("gallery", [experiment], shares_run_of="game")
