"""The game: a forger learns to print banknotes while a detective learns to catch it."""

from __future__ import annotations

from ui import controls, query
from ui.head import head, notice
from ui.live_page import live_page

experiment, faults = query.experiment_in_url()


def choice() -> None:
    """What is forged, and how."""
    controls.data_picker(experiment)
    controls.settings(experiment)


head(
    "The Forger & the Detective",
    "A forger who has never seen a real note learns from a detective’s feedback alone.",
    choice,
)
notice(faults + controls.faults(), "The recipe’s own setting is used instead.")
live_page("game", [experiment])
