"""The game: a forger learns to print banknotes while a detective learns to catch it."""

from __future__ import annotations

import streamlit as st

from ui import controls, query
from ui.arena import arena

experiment, faults = query.experiment_in_url()

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", key="gd_head"):
    if not st.context.is_embedded:
        with st.container(width="content", gap=None):
            st.title("The Forger & the Detective", anchor=False)
            st.caption("A forger who has never seen a real note learns from a detective’s feedback alone.")
    with st.container(horizontal=True, width="content", vertical_alignment="bottom", key="gd_choice"):
        controls.data_picker(experiment)
        controls.settings(experiment)

for fault in faults + controls.faults():
    st.warning(f"{fault} The recipe’s own setting is used instead.", icon=":material/info:")

arena(
    [experiment],
    key="game",
    watch=st.query_params.get("watch"),
    projector=st.query_params.get("projector") == "1",
)
