"""The binary message of docs/architecture.md: a JSON header, then the sections it lists."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gan_core.words import Said, wired

ARRAYS: Final = ("uint8", "int16", "float32")
PICTURES: Final = ("image/jpeg", "image/png")
COLUMNS: Final = 4  # of an atlas


@dataclass(frozen=True)
class Section:
    """One named piece of the payload."""

    name: str
    member: int
    dtype: str
    shape: tuple[int, ...]
    data: bytes

    def array(self) -> NDArray[Any]:
        """The numbers of an array section."""
        return np.frombuffer(self.data, np.dtype(self.dtype).newbyteorder("<")).reshape(self.shape)

    def pixels(self) -> NDArray[np.uint8]:
        """The atlas of a picture section, `[height, width]` or `[height, width, 3]`."""
        return np.asarray(Image.open(BytesIO(self.data)))


def encode(header: Mapping[str, Any], sections: Sequence[Section] = ()) -> bytes:
    """One message; every section starts at a multiple of four so that the page can view it without a copy."""
    listed, payload = [], bytearray()
    for s in sections:
        place = {"offset": len(payload), "bytes": len(s.data)}
        listed.append({"name": s.name, "member": s.member, "dtype": s.dtype, "shape": list(s.shape), **place})
        payload += s.data + bytes(-len(s.data) % 4)
    return _joined({**header, "sections": listed}, payload)


def decode(message: bytes) -> tuple[dict[str, Any], list[Section]]:
    """Header and sections, or ValueError for anything that `encode` did not write."""
    header, start = _header(message)
    sections = []
    for row in header.pop("sections"):
        first = start + int(row["offset"])
        data = message[first : first + int(row["bytes"])]
        if len(data) != row["bytes"]:
            raise ValueError(f"The frame ends inside its section “{row['name']}”.")
        sections.append(Section(row["name"], row["member"], row["dtype"], tuple(row["shape"]), data))
    return header, sections


def amended(message: bytes, **changes: Any) -> bytes:
    """The same frame with other header fields: how the past is told from the present."""
    header, start = _header(message)
    return _joined({**header, **changes}, message[start:])


def header_text(message: bytes) -> str:
    """The header alone, as the JSON that it is."""
    return message[4 : 4 + struct.unpack_from("<I", message)[0]].decode()


def array_section(name: str, member: int, values: NDArray[Any]) -> Section:
    """Numbers as they are, little-endian."""
    if str(values.dtype) not in ARRAYS:
        raise ValueError(f"A section holds {', '.join(ARRAYS)}; got {values.dtype}.")
    data = np.ascontiguousarray(values, values.dtype.newbyteorder("<")).tobytes()
    return Section(name, member, str(values.dtype), tuple(values.shape), data)


def points_section(name: str, member: int, points: NDArray[np.float32], extent: float) -> Section:
    """Points as fractions of the square that is drawn: a tenth of a pixel in two bytes."""
    scaled = np.clip(np.nan_to_num(points / extent), -1, 1) * 32767
    return array_section(name, member, np.round(scaled).astype(np.int16))


def heat_section(member: int, belief: NDArray[np.float32]) -> Section:
    """A detective's probability of real, at cells of the plane or at places of a line, in a byte each."""
    return array_section("heat", member, np.round(np.clip(np.nan_to_num(belief), 0, 1) * 255).astype(np.uint8))


def picture_section(name: str, member: int, items: NDArray[np.float32], *, lossless: bool) -> Section:
    """Items `[n, c, h, w]` in [−1, 1] as one atlas.

    JPEG only for colour whose size is a multiple of its 8 × 8 blocks: then no note bleeds into its neighbour.
    """
    n, channels, h, w = items.shape
    columns = min(COLUMNS, n)
    rows = -(-n // columns)
    sheet = np.zeros((rows * columns, h, w, channels), np.uint8)
    sheet[:n] = np.round((np.clip(np.nan_to_num(items), -1, 1) + 1) * 127.5).astype(np.uint8).transpose(0, 2, 3, 1)
    atlas = sheet.reshape(rows, columns, h, w, channels).swapaxes(1, 2).reshape(rows * h, columns * w, channels)
    picture = Image.fromarray(atlas if channels == 3 else atlas[..., 0])
    jpeg = not lossless and channels == 3 and h % 8 == w % 8 == 0
    out = BytesIO()
    if jpeg:
        picture.save(out, "JPEG", quality=90, subsampling=0)
    else:
        picture.save(out, "PNG", compress_level=1)
    return Section(name, member, PICTURES[0 if jpeg else 1], (rows, columns, h, w), out.getvalue())


def plain(value: Any) -> Any:
    """The value as JSON can hold it: numbers rounded to five places, null for what is not finite."""
    if isinstance(value, Said):
        return plain(wired(value))
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (float, np.floating)):
        return round(float(value), 5) if math.isfinite(value) else None
    return value.item() if isinstance(value, np.generic) else value


def _joined(header: Mapping[str, Any], payload: bytes | bytearray) -> bytes:
    text = json.dumps(plain(header), ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)  # so that the payload, too, starts at a multiple of four
    return struct.pack("<I", len(text)) + text + payload


def _header(message: bytes) -> tuple[dict[str, Any], int]:
    if len(message) < 4 or (start := 4 + struct.unpack_from("<I", message)[0]) > len(message):
        raise ValueError("The frame is shorter than its header says.")
    try:
        header = json.loads(message[4:start])
        header["sections"]
    except (ValueError, TypeError, KeyError):
        raise ValueError("The frame's header is not the JSON that was agreed.") from None
    return header, start
