"""An animated picture of a run: the wall of fakes, the plane, or the line, with a caption under it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from gan_core.data.base import DataSet, Floats
from gan_core.snapshot import Snapshot

COLUMNS: Final = 4  # of the wall
SIDE: Final = 384  # pixels of the plane and, about, of the wall
CAPTION: Final = 22  # pixels under the picture
MOST: Final = 150  # pictures; of a longer run every second one is dropped, as often as it takes
PAPER, INK, REAL, FAKE = "#faf7f2", "#1d2330", "#0072b2", "#d55e00"  # blue is real and orange is fake, everywhere
BINS: Final = 80  # of the line's two histograms


class Animation:
    """Collects pictures of one run; `save` writes them as a GIF."""

    def __init__(self, data: DataSet) -> None:
        self.data = data
        self._frames: list[Image.Image] = []
        self._seen, self._stride = 0, 1

    def add(self, snapshot: Snapshot, caption: str) -> None:
        """One more picture, unless the run is so long that this one may be left out."""
        if self._seen % self._stride == 0:
            self._frames.append(captioned(draw(snapshot, self.data), caption))
            if len(self._frames) > MOST:
                self._frames, self._stride = self._frames[::2], 2 * self._stride
        self._seen += 1

    def save(self, path: Path) -> None:
        """Writes the GIF."""
        path.write_bytes(saved(self._frames))


def saved(pictures: Sequence[Image.Image]) -> bytes:
    """Pictures as a GIF; the last one stays for two seconds."""
    first, *others = pictures
    out, times = BytesIO(), [80] * len(others) + [2000]
    first.save(out, "GIF", save_all=True, append_images=others, duration=times, loop=0)
    return out.getvalue()


def draw(snapshot: Snapshot, data: DataSet) -> Image.Image:
    """What a person would look at: pictures on a wall, points in a plane, or heaps along a line."""
    if data.kind == "image":
        return wall(snapshot.fakes)
    return plane(snapshot, data.held_out, data.extent) if data.kind == "points" else line(snapshot.fakes, data)


def wall(items: Floats) -> Image.Image:
    """Pictures (n, c, h, w) in [−1, 1] side by side, four in a row."""
    n, c, h, w = items.shape
    rows = -(-n // COLUMNS)
    padded = np.concatenate([items, np.ones((rows * COLUMNS - n, c, h, w), np.float32)])
    atlas = padded.reshape(rows, COLUMNS, c, h, w).transpose(0, 3, 1, 4, 2).reshape(rows * h, COLUMNS * w, c)
    pixels = np.clip((atlas + 1) * 127.5, 0, 255).astype(np.uint8)
    times = max(1, round(SIDE / max(pixels.shape[:2])))
    picture = Image.fromarray(pixels if c == 3 else pixels[..., 0]).convert("RGB")
    return picture.resize((picture.width * times, picture.height * times), Image.Resampling.NEAREST)


def plane(snapshot: Snapshot, reals: Floats, extent: float) -> Image.Image:
    """Real circles, as many as fakes, and fake crosses, on the detective's heat where the snapshot has it."""
    picture = Image.new("RGB", (SIDE, SIDE), PAPER)
    if snapshot.heat is not None:
        picture.paste(_heat(snapshot.heat))
    pen = ImageDraw.Draw(picture)
    for x, y in _pixels(reals[: len(snapshot.fakes)], extent):
        pen.ellipse((x - 2, y - 2, x + 2, y + 2), outline=REAL)
    for x, y in _pixels(snapshot.fakes, extent):
        pen.line((x - 2, y - 2, x + 2, y + 2), fill=FAKE)
        pen.line((x - 2, y + 2, x + 2, y - 2), fill=FAKE)
    return picture


def line(fakes: Floats, data: DataSet) -> Image.Image:
    """Two histograms over the line, of real numbers and of fakes."""
    picture = Image.new("RGB", (SIDE, SIDE // 2), PAPER)
    pen = ImageDraw.Draw(picture)
    span = (-data.extent, data.extent)
    heaps = [np.histogram(x, BINS, span, density=True)[0] for x in (data.held_out, np.clip(fakes, *span))]
    tallest = 1.5 * heaps[0].max()
    across = (np.arange(BINS) + 0.5) / BINS * SIDE
    for heap, colour in zip(heaps, (REAL, FAKE), strict=True):
        up = SIDE // 2 * (1 - np.minimum(heap / tallest, 1))
        pen.line([(float(x), float(y)) for x, y in zip(across, up, strict=True)], fill=colour, width=2)
    return picture


def _pixels(points: Floats, extent: float) -> NDArray[np.float64]:
    """Points (n, 2) as pixels, y upward; those outside lie on the edge."""
    inside = np.nan_to_num(points / extent, nan=2.0).clip(-1, 1)
    pixels: NDArray[np.float64] = (inside * np.array([1.0, -1.0]) + 1) / 2 * (SIDE - 1)
    return pixels


def _heat(heat: Floats) -> Image.Image:
    """The detective's probability of real, from pale orange to pale blue; row 0 of `heat` is at the bottom."""
    low, high = np.array([250.0, 222, 203]), np.array([203.0, 225, 240])
    colours = low + heat[::-1, :, None] * (high - low)
    return Image.fromarray(colours.astype(np.uint8)).resize((SIDE, SIDE), Image.Resampling.BILINEAR)


def captioned(picture: Image.Image, caption: str) -> Image.Image:
    """The picture with a line of words under it."""
    framed = Image.new("RGB", (picture.width, picture.height + CAPTION), PAPER)
    framed.paste(picture)
    ImageDraw.Draw(framed).text((6, picture.height + 4), caption, fill=INK, font=ImageFont.load_default(13))
    return framed
