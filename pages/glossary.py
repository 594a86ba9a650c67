"""The glossary: every term that stands on a page, in plain words; formulas for those who ask."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from gan_core.words import say
from ui import query
from ui.glossary import GROUPS
from ui.head import head, notice
from ui.language import _, told


def choice() -> None:
    """Plain words alone, or the formulas too."""
    st.toggle(_("For pros: formulas"), key="glossary_pros")


head(say("Glossary"), say("Every term that stands on these pages, in plain words."), choice)
notice(query.strangers())
wanted = st.text_input(
    _("Find a term"), key="glossary_find", placeholder=_("Find a term"), label_visibility="collapsed"
)
found = 0
for group, entries in GROUPS.items():
    named = [replace(entry, term=told(entry.term), plain=told(entry.plain)) for entry in entries]
    shown = [entry for entry in named if wanted.casefold() in f"{entry.term} {entry.plain}".casefold()]
    found += len(shown)
    if shown:
        st.header(told(group), anchor=False)
    for entry in shown:
        st.subheader(entry.term, anchor=entry.key)
        st.write(entry.plain)
        if entry.formula and st.session_state.glossary_pros:
            st.latex(entry.formula)
if not found:
    st.info(_("No term has these letters in it. Try fewer of them."))
