"""What only the playground needs to know: every setting with its group, a sane range and a word; each set's recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

import streamlit as st

from gan_core import data as datasets
from gan_core import recipes
from gan_core.data.own_names import is_own
from gan_core.experiment import DATA, FIELDS, Field, recipe
from gan_core.words import Said, say
from ui import risks
from ui.controls import LOSS_LABELS
from ui.glossary import entry

GROUPS: Final[tuple[tuple[Said, tuple[str, ...]], ...]] = (
    (say("The game"), ("loss", "r1", "r2", "gp", "relax")),
    (say("How fast they learn"), ("lr_g", "lr_d", "g_steps", "d_steps", "anneal", "anneal_to")),
    (say("What the detective sees at once"), ("pack", "mbstd", "seats")),
    (say("What is shown"), ("ema",)),
    (say("Batch and memory"), ("few", "batch", "beta1", "beta2")),
    (say("Disguise, of all that is judged"), ("noise", "moved", "light", "cut")),
    (
        say("The networks"),
        ("z_dim", "g_width", "d_width", "patch", "waves", "pitch", "coarse", "draft", "aside"),
    ),
    (say("Chance"), ("seed",)),
)
# Where a slider ends: an Experiment takes more, and so does the box beside the slider.
SANE: Final[dict[str, tuple[float, float]]] = {
    "r1": (1e-4, 50), "r2": (1e-4, 50), "gp": (1e-2, 50), "relax": (100, 20_000), "lr_g": (1e-5, 0.1),
    "lr_d": (1e-5, 0.1), "anneal": (100, 20_000), "ema": (1, 1000), "batch": (8, 512), "beta1": (0, 0.95),
    "noise": (0, 2),
    "few": (8, 1000), "beta2": (0, 0.999), "z_dim": (1, 64), "g_width": (8, 256), "d_width": (8, 256), "waves": (0, 64),
    "patch": (0, 128), "coarse": (1, 30), "aside": (0, 3), "seed": (0, 99),
}  # fmt: skip
LOGARITHMIC: Final = frozenset(
    {"r1", "r2", "gp", "relax", "lr_g", "lr_d", "anneal", "ema", "few", "batch", "g_width", "d_width", "coarse"}
)
_BY_NAME: Final = {field.name: field for field in FIELDS}


def about(data: str, own: Sequence[str] = ()) -> dict[str, Any]:
    """For the page's script: groups of settings, and for each data set, also this one, its recipe, kind and words.

    Args:
        own: the visitor's own sets, as far as they were open before.
    """
    return {
        "groups": [{"title": title, "fields": [_field(_BY_NAME[name]) for name in names]} for title, names in GROUPS],
        "sets": {name: _set(name) for name in offered(data, own)},
        "risks": risks.told(),
    }


def offered(data: str, own: Sequence[str] = ()) -> tuple[str, ...]:
    """What can be chosen: all sets, the one that is open, and those of the visitor's own that were open before."""
    return tuple(dict.fromkeys((*DATA, *own, data)))


def remembered(data: str) -> tuple[str, ...]:
    """The visitor's own sets that were open in this tab, the last one of each kind, so that one can go back to them."""
    kept: dict[str, str] = st.session_state.setdefault("own_sets", {})
    if is_own(data):
        kept[datasets.kind(data)] = data
    return tuple(kept.values())


def _field(field: Field) -> dict[str, Any]:
    low, high = SANE.get(field.name, (field.low, field.high))
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "live": field.live,
        "least": field.low,
        "most": field.high,
        "low": low,
        "high": high,
        "logarithmic": field.name in LOGARITHMIC,
        "words": entry(field.name).plain,
        "choices": [[name, LOSS_LABELS.get(name, name), entry(name).plain] for name in field.choices],
    }


def _set(name: str) -> dict[str, Any]:
    named = {known: asdict(recipe(name, known)) for known in recipes.offered(name)}
    return {"recipes": named, "kind": datasets.kind(name), "vocabulary": vars(datasets.vocabulary(name))}
