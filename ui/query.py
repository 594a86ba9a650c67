"""The page's address: what every page reads of it, and its experiment. The same link gives the same run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

import streamlit as st

from gan_core.experiment import Experiment
from gan_core.words import Said, say

# What an address may carry on every page.
PAGE_PARAMETERS: Final = frozenset({"watch", "projector", "view", "start", "embed", "embed_options", "lang"})
_OF_RECIPES: Final = PAGE_PARAMETERS | {"data", "seed"}
SHOWN: Final = 40  # letters of what a stranger wrote
LONGEST: Final = 16_000  # letters of an address
VIEWS: Final = ("arena", "wall", "curve", "twins")  # parts of a page that may be embedded alone


@dataclass(frozen=True)
class View:
    """How a page is looked at."""

    watch: str | None = None  # token of somebody else's run
    projector: bool = False
    part_of_page: str | None = None  # one of VIEWS
    start: str | None = None  # "play": no first minute


def view(query: Mapping[str, str]) -> View:
    """How an address asks to look at a page; what it cannot mean is left out."""
    part = query.get("view")
    start = "play" if query.get("start") == "play" else None
    return View(query.get("watch"), query.get("projector") == "1", part if part in VIEWS else None, start)


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


def follow(search: str) -> None:
    """Take up an address, `?name=value&…`, that the browser shows already."""
    said = dict(parse_qsl(search[1:LONGEST]))
    st.query_params.from_dict({name: value for name, value in said.items() if name not in ("embed", "embed_options")})


def write(experiment: Experiment) -> None:
    """Put the experiment into the address; what else it carries stays, what is only the default is left out."""
    replace_with(experiment.to_query())


def replace_with(said: Mapping[str, str]) -> None:
    """Put these parameters into the address in place of all but the page's own; a seed of 0 goes without saying."""
    keep = {name: value for name, value in st.query_params.to_dict().items() if name in PAGE_PARAMETERS - {"watch"}}
    st.query_params.from_dict(keep | {name: value for name, value in said.items() if (name, value) != ("seed", "0")})


def recipe_in_url(offered: Sequence[str], also: Collection[str] = ()) -> tuple[Experiment, list[str]]:
    """The recipe of an offered data set, with the address's seed: on some pages nothing else can be chosen.

    Args:
        also: what the page itself reads of the address.
    """
    said = st.query_params.to_dict()
    faults = strangers(_OF_RECIPES | set(also))
    data = said.get("data", offered[0])
    if data not in offered:
        faults.append(one_of("data", offered, data))
        data = offered[0]
    try:
        return Experiment.from_query({"data": data, "seed": said.get("seed", "0")}), faults
    except ValueError as fault:
        return Experiment.from_query({"data": data}), [*faults, str(fault)]


def strangers(known: Collection[str] = PAGE_PARAMETERS) -> list[str]:
    """A sentence for each parameter of the address that the page does not know."""
    return [no_parameter(name) for name in st.query_params.to_dict() if name not in known]


def no_parameter(name: str) -> Said:
    """The sentence about a parameter that the page does not know."""
    return say("“{name}” is no parameter of this page.", name=name[:SHOWN])


def one_of(name: str, offered: Collection[str], got: str) -> Said:
    """The sentence about a parameter that is none of what a page offers."""
    return say(
        "{name} is one of {offered} on this page; got “{got}”.", name=name, offered=", ".join(offered), got=got[:SHOWN]
    )
