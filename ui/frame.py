"""The frame around every page: its title, its icon and the navigation."""

from __future__ import annotations

import streamlit as st

st.set_page_config(page_title="The Forger & the Detective", page_icon="🕵️", layout="wide")

PAGES = [
    st.Page("../pages/game.py", title="The game", default=True),
    st.Page("../pages/collapse.py", title="Mode collapse", url_path="collapse"),
]
st.navigation(PAGES, position="top").run()
