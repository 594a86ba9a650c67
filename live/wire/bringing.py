"""How a visitor brings own data: what the bytes are, and how pictures are to be made. The bytes themselves follow."""

from __future__ import annotations

import base64
import json
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from gan_core.data.base import Floats
from gan_core.data.own import Parcel, from_csv, from_sheet, from_word, from_zip
from gan_core.data.own.parcel import NUMBERS
from gan_core.data.own.pictures import FILE_BYTES
from gan_core.data.own_names import is_own
from gan_core.words import say
from live.wire.reading import read

TEXT: Final = 4 * 2**20  # bytes of a table
NOT_KEPT: Final = say("That file is no experiment that was exported here with its own data.")
BOUNDS: Final = {"table": TEXT, "word": 400, "zip": FILE_BYTES, "sheet": FILE_BYTES, "kept": 8 * 2**20}

As = Annotated[
    Literal["table", "word", "zip", "sheet", "kept"], Meta(description="one of table, word, zip, sheet, kept")
]
Side = Annotated[Literal[8, 16, 24, 32], Meta(description="8, 16, 24 or 32")]
Tile = Annotated[int, Meta(ge=2, le=1024, description="a whole number from 2 to 1024")]


class Bringing(msgspec.Struct, frozen=True):
    """What is brought: a table of points, a word, a zip of pictures, a sheet of sprites, or an exported experiment."""

    way: As
    side: Side = 16
    colour: bool = True
    tile: Tile = 16

    @property
    def most(self) -> int:
        """Bytes."""
        return BOUNDS[self.way]

    def items(self, body: bytes) -> Floats:
        """Points (n, 2) or pictures (n, c, h, w); ValueError with a sentence for a bad file."""
        if self.way == "zip":
            return from_zip(body, self.side, colour=self.colour)
        if self.way == "kept":
            return _kept(body)
        if self.way == "sheet":
            return from_sheet(body, self.tile, self.side, colour=self.colour)
        return from_csv(_text(body)) if self.way == "table" else from_word(_text(body))


def bringing(said: str) -> Bringing:
    """From JSON; ValueError with one clear sentence for anything else."""
    try:
        about = json.loads(said)
    except (ValueError, RecursionError):
        raise ValueError("What is brought is described in JSON.") from None
    if not isinstance(about, dict):
        raise ValueError("What is brought is described by a JSON object.")
    return read(about, Bringing)


def _kept(body: bytes) -> Floats:
    """The own data in an exported experiment."""
    try:
        own = json.loads(body)["own"]
        parcel = Parcel(own["name"], own["count"], base64.b64decode(own["body"]))
        if not (is_own(parcel.name) and isinstance(parcel.count, int) and 0 < parcel.numbers <= NUMBERS):
            raise ValueError(NOT_KEPT)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError(NOT_KEPT) from None
    return parcel.items


def _text(body: bytes) -> str:
    """A table as spreadsheets write it, too: with a mark at its beginning, or in the letters of old Windows."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in body:
            raise ValueError(
                say("That file is no text: a table of points is wanted, with two numbers a line.")
            ) from None
        return body.decode("cp1252", errors="replace")
