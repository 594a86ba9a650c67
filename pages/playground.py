"""The playground: every setting of an experiment, changed while it trains."""

from __future__ import annotations

from gan_core.words import say
from ui import controls, missions, query
from ui.head import head, notice
from ui.live_page import live_page
from ui.playground import about, offered, remembered

experiment, faults = query.experiment_in_url()
own = remembered(experiment.data)

head(
    say("Playground"),
    say("Every setting of the game. Turn one, and watch what it does to the run."),
    lambda: controls.picker("playground_data", offered(experiment.data, own), experiment.data, experiment.seed),
)
notice(faults, say("The recipe’s own setting is used instead."))
live_page("playground", [experiment], about=about(experiment.data, own) | {"missions": missions.about()})
