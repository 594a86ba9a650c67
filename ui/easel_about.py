"""What only the page on which one paints needs to know: how many colours a pixel has, and the stamps of amounts."""

from __future__ import annotations

from typing import Any

from gan_core.data import banknote_plates
from live.wire.easel import SHAPES


def about(data: str) -> dict[str, Any]:
    """For a data set of pictures; only banknotes have amounts."""
    amounts = banknote_plates.AMOUNTS if data == "banknotes" else ()
    return {"channels": SHAPES[data][0], "stamps": {amount: banknote_plates.glyphs(amount) for amount in amounts}}
