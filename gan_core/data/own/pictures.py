"""Small pictures that a visitor brings: a zip, a sheet of sprites, or single files; made one size, grey or colour.

A picture is trusted with nothing: what a file may unpack to is asked of its header before anything is unpacked.
"""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from PIL import Image, UnidentifiedImageError

from gan_core.data.base import Floats
from gan_core.words import say

LEAST, MOST = 20, 5000  # pictures of a set
SMALLEST, LARGEST = 8, 32  # pixels of a side, as the nets take them
STEP: Final = 8  # sides are multiples of the nets' patches
PIXELS: Final = 4096 * 4096  # of one file, before it is made small
PIXELS_IN_ALL: Final = 2**28  # a thousand photographs of 512 × 512
FILE_BYTES: Final = 16 * 2**20
ZIP_BYTES: Final = 64 * 2**20  # of all files of a zip, unpacked
FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "WEBP")


def from_zip(data: bytes, side: int = 16, *, colour: bool = True) -> Floats:
    """All pictures of a zip, (n, 1 or 3, side, side) in [−1, 1]; files that are no pictures by name are passed over.

    Raises:
        ValueError: with a sentence, for a bad zip, a bad picture, too few or too many of them, or too many bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return from_images(_unpacked(archive), side, colour=colour)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise ValueError(say("That file is no zip that can be opened: damaged, or locked by a password.")) from None


def from_sheet(data: bytes, tile_side: int, side: int = 16, *, colour: bool = True) -> Floats:
    """The tiles of a sheet of sprites, `tile_side` pixels square, row by row; a tile of one even colour is no picture.

    Raises:
        ValueError: with a sentence, for a bad picture, or a size that does not fit.
    """
    if tile_side < 2:
        raise ValueError(say("A tile is at least 2 pixels wide; got {side}.", side=tile_side))
    sheet = _opened(say("the sheet"), data).convert("RGBA")
    columns, rows = sheet.width // tile_side, sheet.height // tile_side
    if rows * columns > 4 * MOST:
        raise ValueError(
            say(
                "The sheet holds {tiles} tiles of {side} pixels; {most} are the most.",
                tiles=rows * columns,
                side=tile_side,
                most=4 * MOST,
            )
        )
    corners = [(c * tile_side, r * tile_side) for r in range(rows) for c in range(columns)]
    boxes = [(x, y, x + tile_side, y + tile_side) for x, y in corners]
    return _stacked((tile for tile in map(sheet.crop, boxes) if not _even(tile)), side, colour=colour)


def from_images(files: Iterable[tuple[str, bytes]], side: int = 16, *, colour: bool = True) -> Floats:
    """Single pictures by name and content, as of `from_zip`."""
    return _stacked(_all_opened(files), side, colour=colour)


def fitted(picture: Image.Image, side: int, *, colour: bool) -> Floats:
    """One picture as (1 or 3, side, side) in [−1, 1]: shrunk to fit, padded with its corner's colour."""
    mode = "RGB" if colour else "L"
    clear = picture.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    solid = Image.alpha_composite(paper, clear).convert(mode)
    scale = side / max(solid.size)
    size = (max(1, round(solid.width * scale)), max(1, round(solid.height * scale)))
    small = solid.resize(size, Image.Resampling.BOX if scale < 1 else Image.Resampling.NEAREST)
    square = Image.new(mode, (side, side), small.getpixel((0, 0)))
    square.paste(small, ((side - size[0]) // 2, (side - size[1]) // 2))
    pixels = np.asarray(square, np.float32).reshape(side, side, -1)
    return np.ascontiguousarray(pixels.transpose(2, 0, 1)) / np.float32(127.5) - np.float32(1)


def _all_opened(files: Iterable[tuple[str, bytes]]) -> Iterator[Image.Image]:
    """Each picture in turn; together they may not be too many pixels to unpack."""
    left = PIXELS_IN_ALL
    for name, data in files:
        picture = _opened(name, data)
        left -= picture.width * picture.height
        if left < 0:
            raise ValueError(say("Your pictures have too many pixels in all; please make them smaller, or take fewer."))
        yield picture


def _stacked(pictures: Iterable[Image.Image], side: int, *, colour: bool) -> Floats:
    if not (SMALLEST <= side <= LARGEST and side % STEP == 0):
        raise ValueError(
            say(
                "Pictures are made {smallest}, 16, 24 or {largest} pixels wide; got {side}.",
                smallest=SMALLEST,
                largest=LARGEST,
                side=side,
            )
        )
    items: list[Floats] = []
    for picture in pictures:
        items.append(fitted(picture, side, colour=colour))
        if len(items) > MOST:
            raise ValueError(say("That is more than {most} pictures; take a part of them, please.", most=MOST))
    if len(items) < LEAST:
        raise ValueError(
            say(
                "A forger needs at least {least} pictures to learn from; there are {count}.",
                least=LEAST,
                count=len(items),
            )
        )
    return np.stack(items)


def _unpacked(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    wanted = [entry for entry in archive.infolist() if _is_picture(entry)]
    if len(wanted) > MOST:
        raise ValueError(say("The zip holds {count} pictures; {most} are the most.", count=len(wanted), most=MOST))
    if sum(entry.file_size for entry in wanted) > ZIP_BYTES:
        raise ValueError(say("The zip unpacks to more than {size} MiB.", size=ZIP_BYTES >> 20))
    left = ZIP_BYTES
    for entry in wanted:
        with archive.open(entry) as file:
            data = file.read(min(left, FILE_BYTES) + 1)  # a header may lie about what follows
        left -= len(data)
        if left < 0:
            raise ValueError(say("The zip unpacks to more than {size} MiB.", size=ZIP_BYTES >> 20))
        yield entry.filename.rsplit("/", 1)[-1][:60], data


def _is_picture(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.rsplit("/", 1)[-1].lower()
    return not entry.is_dir() and not name.startswith(".") and name.endswith(_ENDINGS)


_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")


def _opened(name: str, data: bytes) -> Image.Image:
    """A picture, wholly read; its size is asked before a pixel is unpacked."""
    if len(data) > FILE_BYTES:
        raise ValueError(say("“{name}” is larger than {size} MiB.", name=name, size=FILE_BYTES >> 20))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_large(name) from None
    except _UNREADABLE:
        raise _no_picture(name) from None
    if picture.width * picture.height > PIXELS:
        raise _too_large(name)
    try:
        picture.load()
    except _UNREADABLE:
        raise _no_picture(name) from None
    return picture


def _too_large(name: str) -> ValueError:
    return ValueError(say("“{name}” has too many pixels; 4096 × 4096 are the most.", name=name))


def _no_picture(name: str) -> ValueError:
    return ValueError(say("“{name}” is no picture that can be read here (PNG, JPEG, GIF, BMP or WebP).", name=name))


_UNREADABLE: Final = (UnidentifiedImageError, OSError, SyntaxError, EOFError, ValueError, IndexError, struct.error)


def _even(picture: Image.Image) -> bool:
    """Whether all of it is one colour."""
    channels = np.asarray(picture).reshape(-1, len(picture.getbands()))
    return bool((channels == channels[0]).all())
