"""Two kinds of models: generative and discriminative on the same labelled points, and what a GAN is of them."""

from __future__ import annotations

from gan_core.theory.worlds import LABELS, WORLDS
from gan_core.words import say
from ui import query
from ui.head import head, notice
from ui.live_page import still_page

head(say("Two kinds of models"), say("One learns what each kind looks like; the other only where the border runs."))
notice(query.strangers())
still_page("models", {"labels": LABELS, "worlds": {name: world.title for name, world in WORLDS.items()}})
