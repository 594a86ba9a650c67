"""What a banknote is printed from: stencils, inks and papers, and how well an amount can be read in a corner."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gan_core.data.base import Floats

HEIGHT: Final = 24
WIDTH: Final = 48
AMOUNTS: Final = ("5", "10", "20", "50", "100")
# Ink and paper of each amount as sRGB bytes. The inks differ in lightness as well as in hue, for colour-blind eyes.
INK: Final = ((58, 58, 66), (140, 36, 48), (24, 62, 128), (168, 84, 10), (16, 92, 66))
PAPER: Final = ((232, 230, 224), (246, 222, 216), (216, 228, 244), (250, 234, 206), (218, 240, 220))

GLYPHS: Final = {
    "0": (".##.", "#..#", "#..#", "#..#", "#..#", "#..#", ".##."),
    "1": (".#", "##", ".#", ".#", ".#", ".#", ".#"),
    "2": (".##.", "#..#", "...#", "..#.", ".#..", "#...", "####"),
    "5": ("####", "#...", "###.", "...#", "...#", "#..#", ".##."),
}
# Top left corner of the box that holds an amount, and the box itself: 9 rows, 14 columns.
BOX: Final = (9, 14)
CORNERS: Final = ((2, 2), (HEIGHT - 2 - 9, WIDTH - 2 - 14))


def grid() -> tuple[Floats, Floats]:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    return y, x


@lru_cache(maxsize=1)
def ground() -> Floats:
    """Wavy lines, the same on every note: (24, 48)."""
    y, x = grid()
    path = 2 * np.pi * (y / 8 + 0.35 * np.sin(2 * np.pi * x / 24))
    return (0.14 + 0.12 * np.sin(path)).astype(np.float32)


def soft(inside: NDArray[np.floating]) -> Floats:
    """An edge one pixel wide where `inside` (pixels from the edge, positive within) crosses zero."""
    edge: Floats = np.clip(inside + 0.5, 0, 1).astype(np.float32)
    return edge


def ellipse(cy: float, cx: float, ry: float, rx: float) -> Floats:
    y, x = grid()
    r = np.sqrt(((y - cy) / ry) ** 2 + ((x - cx) / rx) ** 2)
    return soft((1 - r) * min(ry, rx))


@lru_cache(maxsize=1)
def frame() -> Floats:
    """A double frame (24, 48)."""
    lines = np.zeros((HEIGHT, WIDTH), np.float32)
    lines[[0, -1], :] = lines[:, [0, -1]] = 1
    return lines


def glyphs(amount: str) -> tuple[str, ...]:
    """An amount as it is printed: seven rows of # (ink) and . (paper)."""
    return tuple(".".join(GLYPHS[c][row] for c in amount) for row in range(7))


def box(text: str) -> Floats:
    """The amount in its box (9, 14), with a one-pixel margin."""
    stencil = np.array([[c == "#" for c in row] for row in glyphs(text)], np.float32)
    boxed = np.zeros(BOX, np.float32)
    boxed[1:8, 1 : 1 + stencil.shape[1]] = stencil
    return boxed


@lru_cache(maxsize=1)
def amounts() -> Floats:
    """Stencils of the five amounts, printed in two corners: (5, 24, 48)."""
    stencils = np.zeros((len(AMOUNTS), HEIGHT, WIDTH), np.float32)
    for k, text in enumerate(AMOUNTS):
        boxed = box(text)
        used = 2 + max(np.flatnonzero(boxed.any(axis=0)))
        (top, left), (low, right) = CORNERS
        stencils[k, top : top + 9, left : left + 14] = boxed
        stencils[k, low : low + 9, right + 14 - used : right + 14] = boxed[:, :used]  # flush right
    return stencils


def match(darkness: Floats, corner: int) -> Floats:
    """Correlation of what stands in a corner with each amount's stencil: (n, 5)."""
    top, left = CORNERS[corner]
    window = np.s_[:, top : top + 9, left : left + 14]
    seen = darkness[window].reshape(len(darkness), -1)
    wanted = amounts()[window].reshape(len(AMOUNTS), -1)
    seen = seen - seen.mean(axis=1, keepdims=True)
    wanted = wanted - wanted.mean(axis=1, keepdims=True)
    norms = np.linalg.norm(seen, axis=1)[:, None] * np.linalg.norm(wanted, axis=1)[None]
    correlation: Floats = seen @ wanted.T / np.maximum(norms, 1e-6)
    return correlation


def colours(table: tuple[tuple[int, int, int], ...]) -> Floats:
    """Bytes as (5, 3, 1, 1) floats in [0, 1]."""
    return (np.array(table) / 255).astype(np.float32)[:, :, None, None]
