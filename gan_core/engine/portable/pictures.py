"""How pictures are drawn and read, as programs: the data set's own functions of NumPy, traced.

draws     a roll of each of its dice (n, *shape) → items (n, d) in the data's units, in the networks' order
reads     items (n, d), as above → all that its reader looks at
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
from gan_core.engine.tiles import from_tiles, to_tiles

DRAWN: Final = 100  # pictures at a time
SEEN: Final = ("upper", "lower", "strangeness")


def draws(press: Press) -> Program:
    """`DRAWN` pictures of their rolls."""

    def function(given: Given) -> Given:
        pictures = press.printed(*(Numbers(rolls) for rolls in given.values()))
        return {"items": _of(to_tiles(pictures))}

    given = {f"roll{k}": torch.ones(DRAWN, *die.shape) for k, die in enumerate(press.dice)}
    return traced(function, given)


def reads(data: DataSet, count: int) -> Program:
    """What the reader of notes looks at on so many of them."""
    c, h, w = data.shape
    read = data.read
    assert isinstance(read, Corners)

    def function(given: Given) -> Given:
        found = read.seen(from_tiles(Numbers(given["rows"]), (c, h, w)))  # type: ignore[arg-type]
        return {name: _of(one) for name, one in zip(SEEN, found, strict=True)}

    return traced(function, {"rows": torch.ones(count, c * h * w)})


def _of(array: object) -> Tensor:
    assert isinstance(array, Numbers)
    return array.tensor
