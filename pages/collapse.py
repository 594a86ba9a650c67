"""Mode collapse: two forgers with one seed, and a slider that lets the second one learn too fast."""

from __future__ import annotations

import streamlit as st

from gan_core.collapse_about import about
from gan_core.words import say
from ui import controls
from ui.collapse_link import DATA, read
from ui.head import head, notice
from ui.live_page import live_page

asked = read(st.query_params.to_dict())
data, seed = asked.base.data, asked.base.seed

head(
    say("Mode collapse"),
    say("Two forgers, one seed. The second may learn faster than its detective can follow: what will it print?"),
    lambda: controls.picker("twins_data", DATA, data, seed),
)
notice(asked.faults)
live_page("collapse", [asked.base, asked.base], part=asked.part, about=about(data))
