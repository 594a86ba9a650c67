"""Data sets that a visitor brings: points and small pictures, checked, bounded, and named by their content."""

from __future__ import annotations

from gan_core.data.own.parcel import Parcel
from gan_core.data.own.pictures import from_images, from_sheet, from_zip
from gan_core.data.own.points import from_csv, from_word
from gan_core.data.own.sets import own_pictures, own_points

__all__ = [
    "Parcel",
    "from_csv",
    "from_images",
    "from_sheet",
    "from_word",
    "from_zip",
    "own_pictures",
    "own_points",
]
