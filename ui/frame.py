"""The frame around every page: its title in the browser, its icon, and the way to the others."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Final

import streamlit as st

from gan_core.catalogue import names
from gan_core.words import Said, say
from ui.head import notice
from ui.language import choose, picker, spoken, told
from ui.thread import thread, way

NAME: Final = say("The Forger & the Detective")
GROUPS: Final[dict[Said, list[tuple[str, Said, str]]]] = {  # in the order of the story: file, title, path
    say("Play"): [
        ("game", say("The game"), ""),
        ("gallery", say("Gallery"), "gallery"),
        ("detective", say("Be the detective"), "detective"),
        ("forger", say("Be the forger"), "forger"),
    ],
    say("Look closer"): [
        ("collapse", say("Mode collapse"), "collapse"),
        ("crash", say("Why GANs crash"), "crash"),
        ("line", say("A line"), "line"),
    ],
    say("Inside"): [("models", say("Two kinds of models"), "models"), ("hood", say("Under the hood"), "hood")],
    say("Try things"): [("playground", say("Playground"), "playground")],
    say("Learn"): [("quiz", say("Quiz"), "quiz"), ("glossary", say("Glossary"), "glossary")],
}


def ways() -> None:
    """The guided path, and the pages in their groups."""
    with st.container(horizontal=True, key="gd_nav", gap="small", vertical_alignment="center"):
        with st.container(width="content", key="gd_way"):
            way()
        for group, listed in pages.items():
            with st.container(horizontal=True, key=f"gd_nav_{group.replace(' ', '_').lower()}", gap=None):
                st.caption(told(group))
                for other in listed:
                    with st.container(key="gd_here") if other == page else nullcontext():
                        st.page_link(other)


strange = choose()
pages = {
    group: [
        st.Page(f"../pages/{file}.py", title=told(title), url_path=path or None, default=not path)
        for file, title, path in listed
    ]
    for group, listed in GROUPS.items()
}
page = st.navigation(pages, position="hidden")
st.set_page_config(page_title=f"{page.title} · {told(NAME)}", page_icon="🕵️", layout="wide")

st.html(Path(__file__).parent / "static" / "frame.css")

if not st.context.is_embedded:
    with st.container(horizontal=True, key="gd_top", gap=None, vertical_alignment="center"):
        ways()
        picker()
    thread(page.url_path)
notice(strange, say("The page is in {language} instead.", language=names()[spoken().code]))
page.run()
