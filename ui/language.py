"""The language in which a visitor sees the pages: as the address says, or as before, or as the browser asks."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from gan_core.catalogue import names, nearest, version
from gan_core.words import Language, Said, Value, say

PARAMETER: Final = "lang"
_CHOSEN: Final = "language"  # in the session


def choose() -> list[str]:
    """Settle the language of this session; a sentence for an address that asks for one that is not there."""
    asked = st.query_params.get(PARAMETER)
    known = asked in names()
    if asked is not None and known:
        st.session_state[_CHOSEN] = asked
    elif asked is None and _CHOSEN in st.session_state:
        st.query_params[PARAMETER] = st.session_state[_CHOSEN]  # a way to another page leaves the address's behind
    if asked is None or known:
        return []
    offered = ", ".join(f"{code} ({name})" for code, name in names().items())
    return [say("lang is one of {offered}; got “{asked}”.", offered=offered, asked=asked[:40])]


def spoken() -> Language:
    """The language of this session."""
    return nearest(st.session_state.get(_CHOSEN) or st.context.locale or "")


def _(template: str, /, **values: Value) -> str:
    """The sentence, in the language of this session."""
    return told(Said(template, values))


def told(value: Any) -> Any:
    """What was said in English, in the language of this session: a sentence, or all sentences in some data."""
    return spoken().told(value)


def for_the_browser(base: str) -> dict[str, str | None]:
    """What a script is told: the language, and where its words are; English needs none."""
    code = spoken().code
    words = None if code == "en" else f"{base}/live/words/{code}.json?{version(code)}"
    return {"language": code, "words": words}


def picker() -> None:
    """The other languages, each a plain link to this page's address in that language."""
    here = spoken().code
    ways = [
        f'<span lang="{code}" data-code="{code}" aria-current="true">{name}</span>'
        if code == here
        else f'<a lang="{code}" data-code="{code}" target="_self" href="{_way(code)}">{name}</a>'
        for code, name in names().items()
    ]
    label = _("Language")
    st.html(f'<nav class="gd-languages" aria-label="{label}">{"".join(ways)}</nav>', width="content")


def _way(code: str) -> str:
    return f"?{urlencode(st.query_params.to_dict() | {PARAMETER: code})}"
