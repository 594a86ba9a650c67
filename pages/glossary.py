"""The glossary: every term that stands on a page, in plain words; formulas for those who ask."""

from __future__ import annotations

import streamlit as st

from ui import query
from ui.glossary import GROUPS
from ui.head import head, notice


def choice() -> None:
    """Plain words alone, or the formulas too."""
    st.toggle("For pros: formulas", key="glossary_pros")


head("Glossary", "Every term that stands on these pages, in plain words.", choice)
notice(query.strangers())
wanted = st.text_input("Find a term", key="glossary_find", placeholder="Find a term", label_visibility="collapsed")
found = 0
for group, entries in GROUPS.items():
    shown = [entry for entry in entries if wanted.casefold() in f"{entry.term} {entry.plain}".casefold()]
    found += len(shown)
    if shown:
        st.header(group, anchor=False)
    for entry in shown:
        st.subheader(entry.term, anchor=entry.key)
        st.write(entry.plain)
        if entry.formula and st.session_state.glossary_pros:
            st.latex(entry.formula)
if not found:
    st.info("No term has these letters in it. Try fewer of them.")
