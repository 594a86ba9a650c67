"""What is worked out of a data set is kept with it: made once, and gone when the set is gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from gan_core.data.base import DataSet

P = ParamSpec("P")
T = TypeVar("T")


def beside(make: Callable[Concatenate[DataSet, P], T]) -> Callable[Concatenate[DataSet, P], T]:
    """A function of a data set, and of arguments that can be compared, which is worked out once for each."""

    @wraps(make)
    def kept(data: DataSet, /, *rest: P.args, **more: P.kwargs) -> T:
        shelf: dict[Any, T] = data.__dict__.setdefault("_beside", {})
        key = (make, rest, *sorted(more.items()))
        if key not in shelf:
            shelf[key] = make(data, *rest, **more)
        return shelf[key]

    return kept
