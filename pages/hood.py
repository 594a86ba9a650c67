"""Under the hood: the system as a living diagram, and the mathematics as small experiments."""

from __future__ import annotations

from gan_core.experiment import Experiment
from gan_core.words import say
from ui import hood, query
from ui.head import head, notice
from ui.live_page import live_page, still_page

section, faults = hood.section_in_url()
notes, other_faults = query.recipe_in_url(("banknotes",), also=("section",))
chosen = hood.SECTIONS[section]

head(say("Under the hood"), chosen.about, lambda: hood.picker(section, notes.seed))
notice(faults + other_faults)
if chosen.query is None:
    still_page("hood", hood.about(section, None), section=section)
else:
    experiment = Experiment.from_query(chosen.query | {"seed": str(notes.seed)})
    live_page("hood", [experiment], part={}, about=hood.about(section, experiment), section=section)
