"""What runs through all pages: which of the ways is open, the guided path, and the meaning of terms."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import streamlit as st

from ui import path
from ui.glossary import GROUPS
from ui.language import told
from ui.live_page import base_path
from ui.loader import loader, sources

_LOADER: Final = """
export default function ({ parentElement, data }) {
  const shown = loaded(data, "thread.js").then(([thread]) => thread.show(parentElement.querySelector(".th"), data))
  shown.catch(() => {}) // pages stand by themselves
  return () => shown.then((close) => close()).catch(() => {})
}
"""

_component = st.components.v2.component(
    "thread",
    html='<div class="th"></div>',
    css=(Path(__file__).parent / "static" / "thread.css").read_text(encoding="utf-8"),
    js=loader(_LOADER),
    isolate_styles=False,
)


def way() -> None:
    """The button that takes up the guided path or puts it aside; it stands among the ways to the pages."""
    _component(key="thread_way", data=_told(place="way"))


def thread(here: str) -> None:
    """The path's next step, on the page that has this address; nothing while nobody follows the path."""
    with st.container(key="gd_thread"):
        _component(key="thread", data=_told(place="step", here=here, terms=_terms()))


def _told(**more: Any) -> dict[str, Any]:
    return sources(base_path()) | told({"steps": path.about(), **more})


def _terms() -> dict[str, tuple[str, str]]:
    """What the glossary says of each term in plain words, for the places where the term stands."""
    return {entry.key: (entry.term, entry.plain) for group in GROUPS.values() for entry in group}
