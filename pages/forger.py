"""You are the forger: a few points, a detective that learns, and nothing to go by but its arrows."""

from __future__ import annotations

from gan_core import by_hand
from ui import controls, query
from ui.head import head, notice
from ui.live_page import live_page

experiment, faults = query.recipe_in_url(by_hand.DATA)

head(
    "You are the forger",
    "Forger is the story’s name for the generator. It never sees a real point, only the detective’s arrows.",
    lambda: controls.picker("forger_data", by_hand.DATA, experiment.data, experiment.seed),
)
notice(faults)
live_page("forger", [by_hand.of(experiment.data, experiment.seed)], part={})
