"""The experiment in the page's address: the same link gives the same run."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from gan_core.experiment import FIELDS, Experiment

# What an address may carry beside the experiment.
PAGE_PARAMETERS = frozenset({"watch", "projector", "embed", "embed_options"})
_SETTINGS = frozenset(f.name for f in FIELDS) | {"recipe"}


def read(query: Mapping[str, str]) -> tuple[Experiment, list[str]]:
    """The experiment that an address names, and a sentence for each parameter that had to be left out."""
    good: dict[str, str] = {}
    faults: list[str] = []
    # Data comes first: the recipe that fills in the rest depends on it.
    for name, value in sorted(query.items(), key=lambda item: (item[0] != "data", item[0] != "recipe")):
        if name in PAGE_PARAMETERS:
            continue
        try:
            Experiment.from_query(good | {name: value})
        except ValueError as fault:
            faults.append(str(fault))
        else:
            good[name] = value
    return Experiment.from_query(good), faults


def experiment_in_url() -> tuple[Experiment, list[str]]:
    """`read` for the address of this page."""
    return read(st.query_params.to_dict())


def write(experiment: Experiment) -> None:
    """Put the experiment into the address; what else it carries stays, what is only the default is left out."""
    keep = {name: value for name, value in st.query_params.to_dict().items() if name in PAGE_PARAMETERS - {"watch"}}
    said = experiment.to_query()
    if said["seed"] == "0":
        del said["seed"]
    st.query_params.from_dict(keep | said)
