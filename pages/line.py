"""A line: where both players can be seen whole, as curves over one axis."""

from __future__ import annotations

import streamlit as st

from gan_core.words import say
from ui import query
from ui.head import head, notice
from ui.live_page import live_page

experiment, faults = query.read(st.query_params.to_dict() | {"data": "line"})

head(
    say("A line"),
    say("The smallest forger there is: it lays its dice rolls along a line. Here all of the game can be drawn."),
)
notice(faults, say("The recipe’s own setting is used instead."))
live_page("line", [experiment])
