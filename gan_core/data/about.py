"""What a page must know of a data set before it can draw it."""

from __future__ import annotations

from typing import Any

from gan_core.data.base import DataSet


def about(data: DataSet) -> dict[str, Any]:
    """Its kind, its words, its modes and their places, as JSON holds them."""
    return {
        "kind": data.kind,
        "title": data.title,
        "vocabulary": vars(data.words),
        "modes": list(data.modes),
        "extent": data.extent,
        "item": list(data.shape[-2:]) if data.kind == "image" else None,
        "centres": data.centres.tolist() if data.centres is not None else None,
        "shares": list(data.shares),
    }
