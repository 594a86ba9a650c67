"""The choice of data and the recipe's settings, bound to the page's address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from gan_core.experiment import FIELDS, Experiment, Field, recipe
from ui import query

DATA_LABELS = {
    "banknotes": "Banknotes",
    "ring8": "Ring of 8",
    "grid25": "Grid of 25",
    "digits": "Digits",
    "moons": "Two moons",
    "swissroll": "Swiss roll",
    "checkerboard": "Checkerboard",
    "line": "A line",
}
OFFERED = ("banknotes", "ring8", "grid25", "digits")
LOSS_LABELS = {
    "nonsaturating": "Non-saturating",
    "saturating": "Saturating: log(1 − D(G(z)))",
    "relativistic": "Relativistic",
    "leastsquares": "Least squares",
    "hinge": "Hinge",
    "wasserstein": "Wasserstein",
}


def data_picker(experiment: Experiment) -> None:
    """One click to another data set, with its own recipe and the same seed."""
    offered = OFFERED if experiment.data in OFFERED else (*OFFERED, experiment.data)
    _picker("data", offered, experiment.data, _change_data, experiment.seed)


def twins_data(offered: Sequence[str], data: str, seed: int) -> None:
    """One click to another data set of the page of the twins, with the same seed; the moves stay behind."""
    _picker("twins_data", offered, data, _change_twins_data, seed)


def _picker(key: str, offered: Sequence[str], data: str, change: Callable[[int], None], seed: int) -> None:
    st.session_state[key] = data
    st.segmented_control(
        "What is forged",
        offered,
        required=True,
        key=key,
        format_func=lambda name: DATA_LABELS[name],
        on_change=change,
        args=(seed,),
        label_visibility="collapsed",
        wrap=True,
    )


def settings(experiment: Experiment) -> None:
    """Every field of the experiment; a change starts a new run."""
    # Opening it runs the page again: a new seed may have been chosen in the arena, which only the address knows.
    panel = st.popover("Settings", icon=":material/tune:", key="settings", on_change="rerun")
    if not panel.open:
        return
    with panel:
        st.caption("A change starts a new run. The address of this page names it, so that you can share it.")
        for field in FIELDS:
            if field.name != "data":
                _setting(experiment, field)
        st.button(
            "Back to the recipe",
            on_click=query.write,
            args=(replace(recipe(experiment.data), seed=experiment.seed),),
            disabled=experiment == replace(recipe(experiment.data), seed=experiment.seed),
        )


def _setting(experiment: Experiment, field: Field) -> None:
    # The address is the truth: a widget shows what it says, and writes there when it is changed.
    key = f"setting_{field.name}"
    st.session_state[key] = getattr(experiment, field.name)
    common: dict[str, Any] = {
        "key": key,
        "help": field.help,
        "on_change": _change,
        "args": (experiment, field.name, key),
    }
    if field.kind == "choice":
        st.selectbox(field.label, field.choices, format_func=lambda name: LOSS_LABELS.get(name, name), **common)
    elif field.kind == "int":
        st.number_input(field.label, int(field.low), int(field.high), step=1, **common)
    else:
        step = 0.1 if field.high > 1 else 0.0001 if field.high == 1 else 0.01
        st.number_input(field.label, float(field.low), float(field.high), step=step, format="%g", **common)


def _change_data(seed: int) -> None:
    query.write(replace(recipe(st.session_state["data"]), seed=seed))


def _change_twins_data(seed: int) -> None:
    keep = {n: v for n, v in st.query_params.to_dict().items() if n in query.PAGE_PARAMETERS - {"watch"}}
    said = {"data": st.session_state["twins_data"]} | ({"seed": str(seed)} if seed else {})
    st.query_params.from_dict(keep | said)


def _change(experiment: Experiment, name: str, key: str) -> None:
    try:
        changed = replace(experiment, **{name: st.session_state[key]})
    except ValueError as fault:
        st.session_state["setting_fault"] = str(fault)
    else:
        query.write(changed)


def faults() -> list[str]:
    """Sentences about settings that could not be taken since the last run of the page."""
    fault = st.session_state.pop("setting_fault", None)
    return [fault] if fault else []
