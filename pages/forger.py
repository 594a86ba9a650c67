"""You are the forger: points to lay, or a picture to paint, and nothing to go by but what a detective thinks of it."""

from __future__ import annotations

from gan_core import by_hand, forgers
from gan_core import data as datasets
from gan_core.words import say
from ui import controls, query
from ui.easel_about import about
from ui.head import head, notice
from ui.live_page import live_page

OFFERED = (*by_hand.DATA, *forgers.ROUNDS)
experiment, faults = query.recipe_in_url(OFFERED)
data = experiment.data

head(
    say("You are the forger"),
    say(
        "Forger is the story’s name for the generator. It never sees a real item, only what the detective says of its "
        "own."
    ),
    lambda: controls.picker("forger_data", OFFERED, data, experiment.seed),
)
notice(faults)
if datasets.kind(data) == "image":
    live_page("easel", [experiment], part={}, about=about(data))
else:
    live_page("forger", [by_hand.of(data, experiment.seed)], part={})
