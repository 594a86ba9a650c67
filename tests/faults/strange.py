"""What a rude or a careless visitor may send: addresses, messages and settings, from nearly right to nonsense."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from hypothesis import strategies as st

from gan_core.experiment import DATA, FIELDS
from live.wire.commands import TABLE
from live.wire.parts import OPENINGS

SEEN = [
    "", " ", "0", "1", "-1", "3", "1e-3", "1e308", "nan", "inf", "-inf", "0x10", "1_000", "١", "true", "null", "None",
    "é", "\x00", "\ud7ff", "😀", "%", "%00", "../..", "<script>", "[a](b)", "$x$", "'; drop", "9" * 400, "a" * 5000,
    "round", "play", "arena", "calm", "penalty", "banknotes", "ring8", "wgan-gp", "nonsaturating", "100-60,200-0",
    "100-60-penalty", "1500-60,1400-20", "-", ",", "1-2-3-4",
]  # fmt: skip
PAGES = ("game", "gallery", "line", "collapse", "detective", "hood", "forger", "playground", "models")
PARAMETERS = [
    *(field.name for field in FIELDS), "watch", "projector", "view", "start", "embed", "recipe", "moves", "step",
    "section", "cure", "strength",
]  # fmt: skip

values = st.sampled_from([*SEEN, *DATA]) | st.integers().map(str) | st.floats().map(str) | st.text(max_size=12)
names = st.sampled_from(PARAMETERS) | st.text(min_size=1, max_size=12)
addresses = st.dictionaries(names, values, max_size=5)

settings = st.dictionaries(st.sampled_from([field.name for field in FIELDS]), values, max_size=5)

numbers = (
    st.sampled_from([0, 1, 2, 8, 20, -1, 0.5, 1.0, -0.0, 2**31, 2**53, 10**400, 1e308]) | st.integers() | st.floats()
)
plain = st.none() | st.booleans() | numbers | values
anything = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
)
points = st.lists(st.lists(st.floats(-1, 1), min_size=2, max_size=2), min_size=1, max_size=32)
fitting = (
    st.sampled_from(["detective", "forger", "round", "penalty", "calm", 0, 1, 3, 0.5, True, False, None, "AAAA"])
    | points
    | st.lists(st.booleans(), min_size=24, max_size=24)
    | st.dictionaries(st.sampled_from([field.name for field in FIELDS]), plain, min_size=1, max_size=2)
)


def _message(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """The right fields of one command, each left out, filled with something that fits or with anything."""
    fields = [field.encode_name for field in msgspec.structs.fields(TABLE[kind])]
    filled = st.fixed_dictionaries({}, optional=dict.fromkeys(fields, fitting | anything))
    return filled.map(lambda said: {"type": kind} | said)


def opening(experiment: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """A first message that may well be taken."""
    parts = st.dictionaries(st.sampled_from(list(OPENINGS)), st.just({}) | st.dictionaries(names, anything), max_size=1)
    return st.fixed_dictionaries(
        {"type": st.just("open"), "experiments": st.lists(experiment, min_size=1, max_size=2)},
        optional={"parts": parts},
    )


well_meant = st.fixed_dictionaries({"data": st.sampled_from(DATA)})
openings = opening(well_meant) | opening(well_meant) | opening(settings)
orders = st.sampled_from(sorted(TABLE)).flatmap(_message)
messages = (
    orders.map(json.dumps) | orders.map(json.dumps) | anything.map(json.dumps) | st.text() | st.binary(max_size=40)
)
