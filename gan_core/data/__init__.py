"""Data sets by name. Nothing here imports torch; scikit-learn is imported only when the digits are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gan_core.clues import Eye, Trait
from gan_core.data import own_names
from gan_core.data.base import DataSet, Kind, Reading, Vocabulary
from gan_core.words import say

__all__ = [
    "FEATURED", "DataSet", "Reading", "Vocabulary", "bring", "eye", "forget", "kind", "load", "places", "shape",
    "traits", "vocabulary",
]  # fmt: skip

_HOMES: Final[dict[str, str]] = {
    "banknotes": "banknotes",
    "ring8": "planes",
    "grid25": "planes",
    "moons": "planes",
    "swissroll": "planes",
    "checkerboard": "planes",
    "digits": "digits",
    "line": "line",
}
_TRAITS: Final[dict[str, str]] = {"banknotes": "banknote_traits", "digits": "digit_traits"}
FEATURED: Final = ("banknotes", "ring8", "grid25", "digits")  # what a newcomer is offered
_BROUGHT: Final[dict[str, DataSet]] = {}  # by visitors, while a run needs them
_FIXED: Final = frozenset({"banknotes", "digits"})  # sets whose items do not depend on the seed


def load(name: str, seed: int = 0) -> DataSet:
    """The data set of that name; the same name and seed give the same object.

    Raises:
        ValueError: if there is no such set.
    """
    if name in _BROUGHT:
        return _BROUGHT[name]
    _known(name)
    return _load(name, 0 if name in _FIXED else seed)


def bring(data: DataSet) -> None:
    """Have a visitor's own data set found by its name."""
    _BROUGHT[data.name] = data


def has(name: str) -> bool:
    """Whether a visitor's own data set of this name is here."""
    return name in _BROUGHT


def forget(wanted: Collection[str]) -> None:
    """Let go of all own data sets but these."""
    for name in set(_BROUGHT) - set(wanted):
        del _BROUGHT[name]


def vocabulary(name: str) -> Vocabulary:
    """The words for a data set, without making its items; ValueError if there is no such set."""
    if own_names.is_own(name):
        return own_names.words(name)
    words: dict[str, Vocabulary] = _home(name).WORDS
    return words[name]


def kind(name: str) -> Kind:
    """Whether a data set's items are points, numbers on a line or images; ValueError if there is no such set."""
    if own_names.is_own(name):
        return own_names.kind(name)
    known: Kind = _home(name).KIND
    return known


def shape(name: str) -> tuple[int, ...]:
    """The shape of one item, without making any; ValueError if there is no such set."""
    if own_names.is_own(name):
        return own_names.shape(name)
    known: tuple[int, ...] = _home(name).SHAPE
    return known


def traits(name: str) -> tuple[Trait, ...]:
    """What to look at on an item of a data set; nothing for most sets."""
    if name not in _TRAITS:
        return ()
    known: tuple[Trait, ...] = import_module(f"gan_core.data.{_TRAITS[name]}").TRAITS
    return known


def places(name: str) -> Mapping[str, NDArray[np.bool_]]:
    """The parts of a picture by name, each a mask (h, w); nothing for most sets."""
    if name not in _TRAITS:
        return {}
    known: Mapping[str, NDArray[np.bool_]] = import_module(f"gan_core.data.{_TRAITS[name]}").PLACES
    return known


@lru_cache(maxsize=8)
def eye(name: str) -> Eye:
    """The eye that looks for clues on a data set's items; ValueError if there is no such set."""
    return Eye(traits(name), load(name).train)


def _known(name: str) -> None:
    if own_names.is_own(name):
        raise ValueError(
            say("These are somebody's own data, and they are no longer here. Please bring them once more.")
        )
    if name not in _HOMES:
        raise ValueError(
            say("There is no data set “{got}”; there are {names}.", got=str(name)[:40], names=", ".join(_HOMES))
        )


def _home(name: str) -> ModuleType:
    _known(name)
    return import_module(f"gan_core.data.{_HOMES[name]}")


@lru_cache(maxsize=16)
def _load(name: str, seed: int) -> DataSet:
    make: Callable[..., DataSet] = getattr(_home(name), name)
    return make() if name in _FIXED else make(seed=seed)
