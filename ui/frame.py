"""The frame around every page: its title in the browser, its icon, and the way to the others."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Final

import streamlit as st

from ui.thread import thread, way

NAME: Final = "The Forger & the Detective"
GROUPS: Final[dict[str, list[tuple[str, str, str]]]] = {  # in the order of the story: file, title, path
    "Play": [
        ("game", "The game", ""),
        ("gallery", "Gallery", "gallery"),
        ("detective", "Be the detective", "detective"),
        ("forger", "Be the forger", "forger"),
    ],
    "Look closer": [
        ("collapse", "Mode collapse", "collapse"),
        ("crash", "Why GANs crash", "crash"),
        ("line", "A line", "line"),
    ],
    "Inside": [("models", "Two kinds of models", "models"), ("hood", "Under the hood", "hood")],
    "Try things": [("playground", "Playground", "playground")],
    "Learn": [("quiz", "Quiz", "quiz"), ("glossary", "Glossary", "glossary")],
}

pages = {
    group: [
        st.Page(f"../pages/{file}.py", title=title, url_path=path or None, default=not path)
        for file, title, path in listed
    ]
    for group, listed in GROUPS.items()
}
page = st.navigation(pages, position="hidden")
st.set_page_config(page_title=f"{page.title} · {NAME}", page_icon="🕵️", layout="wide")

st.html(Path(__file__).parent / "static" / "frame.css")

if not st.context.is_embedded:
    with st.container(horizontal=True, key="gd_nav", gap="small", vertical_alignment="center"):
        with st.container(width="content", key="gd_way"):
            way()
        for group, listed in pages.items():
            with st.container(horizontal=True, key=f"gd_nav_{group.replace(' ', '_').lower()}", gap=None):
                st.caption(group)
                for other in listed:
                    with st.container(key="gd_here") if other == page else nullcontext():
                        st.page_link(other)
    thread(page.url_path)
page.run()
