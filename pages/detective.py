"""You are the detective: notes come one by one, half of them from a forger of the stage that you choose."""

from __future__ import annotations

from gan_core import forgers
from gan_core.words import say
from ui import controls, query
from ui.head import head, notice
from ui.live_page import live_page

OFFERED = tuple(forgers.ROUNDS)
experiment, faults = query.recipe_in_url(OFFERED)

head(
    say("You are the detective"),
    say("Detective is the story’s name for the discriminator: it says of each note “real” or “fake”. Now it is you."),
    lambda: controls.picker("detective_data", OFFERED, experiment.data, experiment.seed),
)
notice(faults)
live_page("detective", [experiment], part={})
