"""How pictures are drawn and read, as programs: the data set's own functions of NumPy, traced.

draws     a roll of each of its dice (n, *shape) → items (n, c, h, w) in the data's units
reads     items, as above → all that its reader looks at
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor

from gan_core.data.banknotes import Corners
from gan_core.data.base import DataSet
from gan_core.data.dice import Press
from gan_core.engine.portable.numbers import Numbers
from gan_core.engine.portable.program import Program
from gan_core.engine.portable.traced import Given, traced

DRAWN: Final = 100  # pictures at a time
SEEN: Final = ("upper", "lower", "strangeness")


def draws(press: Press) -> Program:
    """`DRAWN` pictures of their rolls."""

    def function(given: Given) -> Given:
        pictures = press.printed(*(Numbers(rolls) for rolls in given.values()))
        return {"items": _of(pictures)}

    given = {f"roll{k}": torch.ones(DRAWN, *die.shape) for k, die in enumerate(press.dice)}
    return traced(function, given)


def reads(data: DataSet, count: int) -> Program:
    """What the reader of notes looks at on so many of them."""
    read = data.read
    assert isinstance(read, Corners)

    def function(given: Given) -> Given:
        found = read.seen(Numbers(given["items"]))  # type: ignore[arg-type]
        return {name: _of(one) for name, one in zip(SEEN, found, strict=True)}

    return traced(function, {"items": torch.ones(count, *data.shape)})


def _of(array: object) -> Tensor:
    assert isinstance(array, Numbers)
    return array.tensor
