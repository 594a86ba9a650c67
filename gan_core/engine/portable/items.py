"""Real items for another runtime: as whole numbers, or, where they are drawn, as the press that draws them.

An item is a row in the order in which networks see it, in the data's own units. Whole numbers are fractions
`k / levels` of `reach`, the largest that there is.
"""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from gan_core.data.base import DataSet, Floats, Ints
from gan_core.data.whole import FINE, reach_of, whole
from gan_core.engine.tiles import from_tiles, to_tiles

MOST: Final = (16_384, 4_096)  # items: to learn from, held out


def items(data: DataSet) -> dict[str, Any]:
    """How many there are, how they are told, and for pictures where each pixel stands in a row."""
    levels = (data.shades - 1) // 2 if data.shades else FINE
    reach = reach_of(data.train)
    told = {
        "size": int(np.prod(data.shape)),
        "scale": data.scale,
        "counts": counts(data),
        "levels": levels,
        "reach": reach,
    }
    if data.kind == "image":
        told["order"] = _order(data).tolist()
    if data.press:
        return told | {"dice": [asdict(die) for die in data.press.dice]}
    parts = {"train": data.train, "held_out": data.held_out}
    return told | {name: _bytes(_rows(data, part[: counts(data)[name]]), reach, levels) for name, part in parts.items()}


def counts(data: DataSet) -> dict[str, int]:
    """How many items there are to learn from, and held out."""
    return {"train": min(MOST[0], len(data.train)), "held_out": min(MOST[1], len(data.held_out))}


def _rows(data: DataSet, part: Floats) -> Floats:
    return to_tiles(part) if data.kind == "image" else part


def _order(data: DataSet) -> Ints:
    """For each number of a picture (c · h · w) its place in a row."""
    c, h, w = data.shape
    return from_tiles(np.arange(c * h * w)[None], (c, h, w)).ravel().astype(np.int64)  # type: ignore[arg-type]


def _bytes(rows: Floats, reach: float, levels: int) -> str:
    """Two bytes a number, or one where there are few levels."""
    kind = "<i2" if levels > 127 else "i1"
    return base64.b64encode(whole(rows, reach, levels).astype(kind).tobytes()).decode()
