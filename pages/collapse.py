"""Mode collapse: two forgers with one seed, and a slider that lets the second one learn too fast."""

from __future__ import annotations

import streamlit as st

from ui import controls
from ui.twins import DATA, read, twins

asked = read(st.query_params.to_dict())

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", key="gd_head"):
    if not st.context.is_embedded:
        with st.container(width="content", gap=None):
            st.title("Mode collapse", anchor=False)
            st.caption("A forger that found one trick the detective misses has no reason to learn another.")
    with st.container(horizontal=True, width="content", vertical_alignment="bottom", key="gd_choice"):
        controls.twins_data(DATA, asked.base.data, asked.base.seed)

for fault in asked.faults:
    st.warning(fault, icon=":material/info:")

twins(
    asked,
    key="collapse",
    watch=st.query_params.get("watch"),
    projector=st.query_params.get("projector") == "1",
)
