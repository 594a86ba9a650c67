"""What the page of failures says of each entry: words, the lines that run, the paper, and what was measured."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from gan_core.crash.entries import ENTRIES
from gan_core.crash.entry import Entry
from gan_core.crash.lineup import BAND, SUSPECTS, WHICH, order
from gan_core.crash.measured import measured
from gan_core.words import say
from ui import query
from ui.hood import code, formula
from ui.language import _, told

ALL: Final = "all"
# How both of the Dirac-GAN's numbers shrink (real part) and turn (imaginary part) near equilibrium; f′(0) = ½.
_NEAR_EQUILIBRIUM: Final = (
    r"\lambda = -\frac{\gamma}{2} \pm \sqrt{\frac{\gamma^2}{4} - f'(0)^2}, \quad f'(0) = \frac{1}{2}"
)


FOUR: Final = {
    "title": say("Which 50 %?"),
    "cause": say(
        "Four detectives are right half of the time: one before a good forger, one that is weak, one whose forger "
        "photocopies, one whose forger has collapsed. The figure is the same. Find out which is which, from all "
        "that it leaves out."
    ),
    "watch": say("Four runs read the same accuracy, for four reasons. Ask the referee and the gauges, and choose."),
}
TITLES: Final = {entry.name: entry.title for entry in ENTRIES.values()} | {WHICH: FOUR["title"]}


def entry_in_url() -> tuple[str | None, list[str]]:
    """The name of the entry that the address names, none for the list, and a sentence if there is none of that name."""
    named = st.query_params.get("entry")
    if named is None or named in TITLES:
        return named, []
    return None, [query.one_of("entry", TITLES, named)]


def picker(chosen: str | None, seed: int) -> None:
    """The ways to the entries."""
    st.session_state["crash_entry"] = chosen or ALL
    st.selectbox(
        _("Failure"),
        [ALL, *TITLES],
        key="crash_entry",
        format_func=lambda name: told(TITLES[name]) if name in TITLES else _("All failures"),
        on_change=_go,
        args=(seed,),
        label_visibility="collapsed",
    )


def _go(seed: int) -> None:
    chosen = st.session_state["crash_entry"]
    query.replace_with({"seed": str(seed)} | ({"entry": chosen} if chosen != ALL else {}))


def listed() -> dict[str, Any]:
    """Every entry in two sentences."""
    told = [{"name": e.name, "title": e.title, "cause": e.cause, "shows": _shows(e.name)} for e in ENTRIES.values()]
    four = {"name": WHICH, "title": FOUR["title"], "cause": FOUR["cause"], "shows": _shows(WHICH)}
    return {"entries": [*told, four]}


def four(seed: int) -> dict[str, Any]:
    """What the page of the four runs needs to know beside them."""
    return {
        "seed": seed,
        "order": order(seed),
        "suspects": [{"name": s.name, "label": s.label, "why": s.why} for s in SUSPECTS.values()],
        "cause": FOUR["cause"],
        "band": BAND,
        "shows": _shows(WHICH),
    }


def about(entry: Entry) -> dict[str, Any]:
    """What the page of one entry needs to know beside its two runs."""
    found = measured(entry.name)
    heals = found["heals"] if found else {}
    gauge, (paper, address) = entry.gauge, entry.paper
    return {
        "entry": entry.name,
        "title": entry.title,
        "cause": entry.cause,
        "watch": entry.watch,
        "twin": entry.twin,
        "sick": entry.sick,
        "from": entry.turnings[-1].round,
        "dirac": formula(_NEAR_EQUILIBRIUM) if entry.name == "oscillation" else None,
        "shows": _shows(entry.name),
        "gauge": {"title": gauge.title, "low": gauge.low, "high": gauge.high, "limit": gauge.limit,
                  "log": gauge.log, "percent": gauge.percent},
        "beside": [{"title": g.title, "high": g.high, "percent": g.percent} for g in entry.beside],
        "cures": [{"name": c.name, "label": c.label, "why": c.why, "rewinds": c.rewind, "healed": heals.get(c.name)}
                  for c in entry.cures],
        "alone": heals.get("none"),
        "within": found["rounds"][1] if found else None,
        "code": code(entry.code),
        "paper": {"words": paper, "address": address},
    }  # fmt: skip


def _shows(name: str) -> list[int] | None:
    found = measured(name)
    return found["shows"] if found else None
