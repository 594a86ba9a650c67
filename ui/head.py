"""The head of a page: its title, one line about it, the choice of data; and the sentences about a strange address."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from ui.language import told

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@])")


def head(title: str, about: str, choice: Callable[[], None] | None = None) -> None:
    """The title with its line, and beside them what can be chosen; an embedded page has neither.

    Both are sentences as `say` makes them.
    """
    if st.context.is_embedded:
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", key="gd_head"):
        with st.container(width="content", gap=None):
            st.title(told(title), anchor=False)
            st.caption(told(about))
        if choice:
            with st.container(horizontal=True, width="content", vertical_alignment="bottom", key="gd_choice"):
                choice()


def notice(faults: Sequence[str], instead: str = "") -> None:
    """What an address, or a setting, asked and could not have: one notice however many faults there are.

    The words of a stranger are shown as they are, never as Markdown.
    """
    if faults:
        lines = [f"{as_is(told(fault))} {told(instead)}".strip() for fault in faults]
        st.warning(lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines), icon=":material/info:")


def as_is(text: str) -> str:
    """Markdown that shows a text letter by letter: no link, no picture, no formula comes of it."""
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
