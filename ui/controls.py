"""The choice of data and the recipe's settings, bound to the page's address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from gan_core import data as datasets
from gan_core.experiment import FIELDS, Experiment, Field, recipe
from gan_core.recipes import offered as recipes_of
from gan_core.words import say
from ui import query
from ui.glossary import entry
from ui.language import _, told

LOSS_LABELS = {
    "nonsaturating": say("Non-saturating"),
    "saturating": say("Saturating: log(1 − D(G(z)))"),
    "relativistic": say("Relativistic"),
    "leastsquares": say("Least squares"),
    "hinge": say("Hinge"),
    "wasserstein": say("Wasserstein"),
}

RECIPE_LABELS = {
    "default": say("Smooth: a map that can be read"),
    "sharp": say("Sharp: a detective of fine waves, faster"),
    "fine": say("Fine: the expert errs more often, the map is rougher"),
    "textbook": say("Textbook: two plain networks"),
    "patches": say("By patches: the expert errs more often, rounds are slower"),
}

OF_PICTURES = say("Pixel by pixel: faster")  # the default of a set that is played by patches as well

FOR_LEARNERS = ("seed", "loss", "lr_g", "lr_d")  # the first layer; all others stand behind a fold
_BY_NAME = {field.name: field for field in FIELDS if field.name != "data"}


def data_picker(experiment: Experiment) -> None:
    """One click to another data set, with its own recipe and the same seed."""
    offered = datasets.FEATURED if experiment.data in datasets.FEATURED else (*datasets.FEATURED, experiment.data)
    picker("data", offered, experiment.data, experiment.seed)


def picker(key: str, offered: Sequence[str], data: str, seed: int) -> None:
    """One click to another data set; of the address only the seed stays."""
    st.session_state[key] = data
    st.segmented_control(
        _("What is forged"),
        offered,
        required=True,
        key=key,
        format_func=lambda name: told(datasets.vocabulary(name).label),
        on_change=_change_data,
        args=(key, seed),
        label_visibility="collapsed",
        wrap=True,
    )


def settings(experiment: Experiment) -> None:
    """Every field of the experiment, four at first sight; a change starts a new run."""
    panel = st.popover(_("Settings"), icon=":material/tune:", key="settings", on_change="rerun")
    if not panel.open:
        return
    with panel:
        st.caption(_("A change starts a new run. The address of this page names it, so that you can share it."))
        _recipe(experiment)
        _settings(experiment, FOR_LEARNERS)
        with st.expander(_("For pros")):
            _settings(experiment, [name for name in _BY_NAME if name not in FOR_LEARNERS])
        st.button(
            _("Back to the recipe"),
            on_click=query.write,
            args=(replace(recipe(experiment.data), seed=experiment.seed),),
            disabled=experiment == replace(recipe(experiment.data), seed=experiment.seed),
        )


def _recipe(experiment: Experiment) -> None:
    """The recipes of this data set, where there are several; the one that runs is the nearest."""
    names = recipes_of(experiment.data)
    if len(names) == 1:
        return
    st.session_state["recipe"] = experiment.to_query().get("recipe", "default")
    st.selectbox(
        _("Recipe"),
        names,
        format_func=lambda name: told(OF_PICTURES if name == "default" and "patches" in names else RECIPE_LABELS[name]),
        key="recipe",
        on_change=_change_recipe,
        args=(experiment,),
        help=_("Settings that go together. Any of them can be changed below."),
    )


def _change_recipe(experiment: Experiment) -> None:
    query.write(replace(recipe(experiment.data, st.session_state["recipe"]), seed=experiment.seed))


def _settings(experiment: Experiment, names: Sequence[str]) -> None:
    for name in names:
        _setting(experiment, _BY_NAME[name])


def _setting(experiment: Experiment, field: Field) -> None:
    # The address is the truth: a widget shows what it says, and writes there when it is changed.
    key = f"setting_{field.name}"
    st.session_state[key] = getattr(experiment, field.name)
    plain, way = told(entry(field.name).plain), _("In the glossary")
    common: dict[str, Any] = {
        "key": key,
        "help": f"{plain} [{way}](glossary#{field.name})",
        "on_change": _change,
        "args": (experiment, field.name, key),
    }
    label = told(field.label)
    if field.kind == "choice":
        st.selectbox(label, field.choices, format_func=lambda name: told(LOSS_LABELS.get(name, name)), **common)
    elif field.kind == "int":
        st.number_input(label, int(field.low), int(field.high), step=1, **common)
    else:
        step = 0.1 if field.high > 1 else 0.0001 if field.high == 1 else 0.01
        st.number_input(label, float(field.low), float(field.high), step=step, format="%g", **common)


def _change_data(key: str, seed: int) -> None:
    query.replace_with({"data": st.session_state[key], "seed": str(seed)})


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
