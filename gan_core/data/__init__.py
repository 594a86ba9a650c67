"""Data sets by name. Nothing here imports torch; scikit-learn is imported only when the digits are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gan_core.clues import Eye, Trait
from gan_core.data.base import DataSet, Kind, Reading, Vocabulary

__all__ = ["FEATURED", "DataSet", "Reading", "Vocabulary", "eye", "kind", "load", "places", "traits", "vocabulary"]

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
_FIXED: Final = frozenset({"banknotes", "digits"})  # sets whose items do not depend on the seed


def load(name: str, seed: int = 0) -> DataSet:
    """The data set of that name; the same name and seed give the same object.

    Raises:
        ValueError: if there is no such set.
    """
    _known(name)
    return _load(name, 0 if name in _FIXED else seed)


def vocabulary(name: str) -> Vocabulary:
    """The words for a data set, without making its items; ValueError if there is no such set."""
    words: dict[str, Vocabulary] = _home(name).WORDS
    return words[name]


def kind(name: str) -> Kind:
    """Whether a data set's items are points, numbers on a line or images; ValueError if there is no such set."""
    known: Kind = _home(name).KIND
    return known


def shape(name: str) -> tuple[int, ...]:
    """The shape of one item, without making any; ValueError if there is no such set."""
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
    if name not in _HOMES:
        raise ValueError(f"There is no data set “{str(name)[:40]}”; there are {', '.join(_HOMES)}.")


def _home(name: str) -> ModuleType:
    _known(name)
    return import_module(f"gan_core.data.{_HOMES[name]}")


@lru_cache(maxsize=16)
def _load(name: str, seed: int) -> DataSet:
    make: Callable[..., DataSet] = getattr(_home(name), name)
    return make() if name in _FIXED else make(seed=seed)
