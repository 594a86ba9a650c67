"""Under the hood: the system as a living diagram, and the mathematics as small experiments."""

from __future__ import annotations

from ui import hood, query
from ui.head import head, notice
from ui.live_page import live_page

experiment, faults = query.recipe_in_url(("banknotes",))

head("Under the hood", "The same game, laid open: every number here is of the step that comes next.")
notice(faults)
live_page("hood", [experiment], part={}, about={"section": "diagram", "things": hood.about_things(experiment)})
