"""Data sets by name. Nothing here imports torch; scikit-learn is imported only when the digits are asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Final

from gan_core.data.base import DataSet, Reading

__all__ = ["DataSet", "Reading", "load"]

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
_FIXED: Final = frozenset({"banknotes", "digits"})  # sets whose items do not depend on the seed


def load(name: str, seed: int = 0) -> DataSet:
    """The data set of that name; the same name and seed give the same object.

    Raises:
        ValueError: if there is no such set.
    """
    if name not in _HOMES:
        raise ValueError(f"There is no data set “{str(name)[:40]}”; there are {', '.join(_HOMES)}.")
    return _load(name, 0 if name in _FIXED else seed)


@lru_cache(maxsize=16)
def _load(name: str, seed: int) -> DataSet:
    make: Callable[..., DataSet] = getattr(import_module(f"gan_core.data.{_HOMES[name]}"), name)
    return make() if name in _FIXED else make(seed=seed)
