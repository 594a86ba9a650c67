"""What runs through all pages: the open page is in sight among the ways to the others."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ui.live_page import base_path

_LOADER: Final = """
export default function ({ parentElement, data }) {
  const address = new URL(data.base + "/assets/thread.js", location.href).href
  const shown = import(address).then((thread) => thread.show(parentElement, data))
  shown.catch(() => {}) // pages stand by themselves
  return () => shown.then((close) => close()).catch(() => {})
}
"""

_HOLD: Final = '<div class="gd-thread"></div>'
_component = st.components.v2.component("thread", html=_HOLD, js=_LOADER, isolate_styles=False)


def thread(path: str) -> None:
    """Mount it beside the page that has this address."""
    with st.container(key="gd_thread"):
        _component(key="thread", data={"base": base_path(), "path": path})
