"""A visitor's items on their way to whoever trains with them, and into a checkpoint: packed small, read with care."""

from __future__ import annotations

import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from math import prod
from typing import Final

import numpy as np

from gan_core.data import own_names
from gan_core.data.base import DataSet, Floats
from gan_core.data.own.sets import own_pictures, own_points
from gan_core.words import say

NUMBERS: Final = 2**24  # of a set: 5000 colour pictures of 32 × 32 pixels


@dataclass(frozen=True)
class Parcel:
    """Points (n, 2) as floats or pictures (n, c, h, w) as bytes, and the name of the set that comes of them."""

    name: str
    count: int
    body: bytes = field(repr=False)  # compressed

    @classmethod
    def of(cls, items: Floats) -> Parcel:
        """Pack items in their natural units; ValueError if they are too many numbers."""
        if items.size > NUMBERS:
            raise ValueError(say("That is too much in all: fewer pictures, or smaller ones, please."))
        plain = np.round((items + 1) * 127.5).astype(np.uint8) if items.ndim > 2 else items.astype("<f4")
        return cls(own_names.name_of(items), len(items), zlib.compress(plain.tobytes(), 1))

    @property
    def numbers(self) -> int:
        """How many numbers it is, unpacked."""
        return self.count * prod(own_names.shape(self.name))

    def data_set(self) -> DataSet:
        """The data set; ValueError if the items are not those that the name says."""
        data = own_pictures(self.items) if own_names.kind(self.name) == "image" else own_points(self.items)
        if data.name != self.name:
            raise ValueError(say("These own data are not what their name says."))
        return data

    @property
    def items(self) -> Floats:
        """What was packed."""
        shape = (self.count, *own_names.shape(self.name))
        picture = own_names.kind(self.name) == "image"
        size = prod(shape) * (1 if picture else 4)
        raw = b""
        with suppress(zlib.error):
            raw = zlib.decompressobj().decompress(self.body, size + 1)
        if len(raw) != size:
            raise ValueError(say("These own data are damaged."))
        if not picture:
            return np.frombuffer(raw, "<f4").reshape(shape).astype(np.float32)
        pixels = np.frombuffer(raw, np.uint8).reshape(shape).astype(np.float32)
        return pixels / np.float32(127.5) - np.float32(1)
