"""Banknotes of an imaginary bank, drawn by numpy: five amounts are the modes, mixed corners the telltale mistake.

A note is 24 × 48 pixels in colour. Ink is laid in layers of coverage in [0, 1] (ground, frame, portrait, amounts) and
then printed: each amount has its own ink and its own paper, so that a collapsed wall turns one colour at a glance.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gan_core.data.base import DataSet, Floats, Ints, Reading, Vocabulary

KIND: Final = "image"
WORDS: Final = {
    "banknotes": Vocabulary(
        label="Banknotes",
        thing="note",
        things="notes",
        kinds="amounts",
        made="Amounts it prints",
        fault="their corners do not name one same amount",
    )
}
HEIGHT: Final = 24
WIDTH: Final = 48
SHAPE: Final = (3, HEIGHT, WIDTH)
AMOUNTS: Final = ("5", "10", "20", "50", "100")
SUNGLASSES: Final = 0.3  # share of portraits that wear them
GRAIN: Final = 0.05  # standard deviation of the paper's grain, on a scale from black 0 to white 1
SHEET: Final = 250  # notes printed at a time: so many stay in the processor's cache, and 7000 take 0.2 s instead of 1.5
TINT: Final = 0.03  # standard deviation of ink and paper colours from note to note, channel by channel

# Ink and paper of each amount as sRGB bytes. The inks differ in lightness as well as in hue, for colour-blind eyes.
_INK: Final = ((58, 58, 66), (140, 36, 48), (24, 62, 128), (168, 84, 10), (16, 92, 66))
_PAPER: Final = ((232, 230, 224), (246, 222, 216), (216, 228, 244), (250, 234, 206), (218, 240, 220))

_GLYPHS: Final = {
    "0": (".##.", "#..#", "#..#", "#..#", "#..#", "#..#", ".##."),
    "1": (".#", "##", ".#", ".#", ".#", ".#", ".#"),
    "2": (".##.", "#..#", "...#", "..#.", ".#..", "#...", "####"),
    "5": ("####", "#...", "###.", "...#", "...#", "#..#", ".##."),
}
# Top left corner of the box that holds an amount, and the box itself: 9 rows, 14 columns.
_BOX: Final = (9, 14)
_CORNERS: Final = ((2, 2), (HEIGHT - 2 - 9, WIDTH - 2 - 14))


def draw(n: int, rng: np.random.Generator) -> tuple[Floats, Ints]:
    """n fresh notes.

    Returns:
        Notes (n, 3, 24, 48), printed within [−1, 1] (grain may carry a pixel a little beyond), and the index of each
        note's amount (n,), uniform over the five.
    """
    amount = rng.integers(0, len(AMOUNTS), n)
    faces = _faces(n, rng)
    grain = rng.standard_normal((n, 1, HEIGHT, WIDTH), dtype=np.float32) * GRAIN
    paper = _colours(_PAPER)[amount] + rng.normal(0, TINT, (n, 3, 1, 1)).astype(np.float32)
    inks = _colours(_INK)[amount] + rng.normal(0, TINT, (n, 3, 1, 1)).astype(np.float32)
    notes = np.empty((n, 3, HEIGHT, WIDTH), np.float32)
    for start in range(0, n, SHEET):
        rows = slice(start, start + SHEET)
        ink = _over(_ground()[None], _portrait(tuple(trait[rows] for trait in faces)))
        for stencil, coverage in ((_frame()[None], 0.85), (_amounts()[amount[rows]], 0.95)):
            ink = ink * (1 - stencil) + coverage * stencil
        colour = paper[rows] + ink[:, None] * (inks[rows] - paper[rows]) + grain[rows]
        notes[rows] = colour * 2 - 1
    return notes, amount.astype(np.int64)


def read(notes: Floats) -> Reading:
    """Reads the amount in both corners of each note (n, 3, 24, 48) by matching stencils.

    A corner is legible if its best stencil correlates at least 0.6 with what is printed there. A note shows a mode if
    its two corners name one same amount; it is `mixed` if they do not, an illegible corner included, and `good` if
    both corners also correlate at least 0.8.
    """
    darkness = -notes.mean(axis=1)
    scores = np.stack([_match(darkness, corner) for corner in range(2)])  # (2, n, 5)
    best, strength = scores.argmax(axis=2), scores.max(axis=2)
    same = (best[0] == best[1]) & (strength.min(axis=0) >= 0.6)
    mode = np.where(same, best[0], -1).astype(np.int64)
    return Reading(mode=mode, good=same & (strength.min(axis=0) >= 0.8), mixed=~same)


@lru_cache(maxsize=2)
def banknotes(seed: int = 0, n: int = 5000, held_out: int = 2000) -> DataSet:
    """The data set: n notes to train on and others that training never sees."""
    rng = np.random.default_rng([seed, 0xB111])
    train, train_modes = draw(n, rng)
    test, test_modes = draw(held_out, rng)
    return DataSet(
        name="banknotes",
        title="Banknotes",
        words=WORDS["banknotes"],
        kind=KIND,
        train=train,
        train_modes=train_modes,
        held_out=test,
        held_out_modes=test_modes,
        modes=AMOUNTS,
        shares=(1 / len(AMOUNTS),) * len(AMOUNTS),
        read=read,
        scale=0.25,
        grain=2 * GRAIN,
        draw=lambda n, rng: draw(n, rng)[0],
    )


def _grid() -> tuple[Floats, Floats]:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    return y, x


def _over(below: Floats, layer: tuple[Floats, Floats | float]) -> Floats:
    """Paints a layer (opacity, coverage) over the ink below."""
    opacity, coverage = layer
    return (below * (1 - opacity) + coverage * opacity).astype(np.float32)


@lru_cache(maxsize=1)
def _ground() -> Floats:
    """Wavy lines, the same on every note: (24, 48)."""
    y, x = _grid()
    path = 2 * np.pi * (y / 8 + 0.35 * np.sin(2 * np.pi * x / 24))
    return (0.14 + 0.12 * np.sin(path)).astype(np.float32)


def _soft(inside: NDArray[np.floating]) -> Floats:
    """An edge one pixel wide where `inside` (pixels from the edge, positive within) crosses zero."""
    edge: Floats = np.clip(inside + 0.5, 0, 1).astype(np.float32)
    return edge


def _ellipse(cy: float, cx: float, ry: float, rx: float) -> Floats:
    y, x = _grid()
    r = np.sqrt(((y - cy) / ry) ** 2 + ((x - cx) / rx) ** 2)
    return _soft((1 - r) * min(ry, rx))


def _faces(n: int, rng: np.random.Generator) -> tuple[Floats, ...]:
    """Traits of n heads, (n, 1, 1) each: how dark skin, hair and coat are; whether hair is long, glasses are worn."""
    skin, hair, coat = (
        rng.uniform(low, high, (n, 1, 1)).astype(np.float32) for low, high in ((0.12, 0.5), (0.55, 0.95), (0.6, 0.9))
    )
    is_long = (rng.random((n, 1, 1)) < 0.5).astype(np.float32)
    shaded = (rng.random((n, 1, 1)) < SUNGLASSES).astype(np.float32)
    return skin, hair, coat, is_long, shaded


def _portrait(faces: tuple[Floats, ...]) -> tuple[Floats, Floats]:
    """Heads in an oval, from their traits. Returns opacity (24, 48) and coverage (n, 24, 48)."""
    skin, hair, coat, is_long, shaded = faces
    cy, cx = 11.5, 23.5
    oval, rim = _ellipse(cy, cx, 10, 7.5), _ellipse(cy, cx, 10, 7.5) - _ellipse(cy, cx, 9, 6.5)
    head = _ellipse(10.5, cx, 5.2, 3.9)
    crown = _ellipse(8.6, cx, 4.6, 4.6)
    fringe = _soft(7.6 - _grid()[0]) * crown
    long_hair = np.clip(_ellipse(11.5, cx, 6.5, 5.2) - _ellipse(11.8, cx, 4.6, 3.3), 0, 1)
    shoulders = _ellipse(22, cx, 5.5, 7.5) * oval
    eyes = _ellipse(10.5, cx - 1.7, 0.7, 0.7) + _ellipse(10.5, cx + 1.7, 0.7, 0.7)
    mouth = _ellipse(13.6, cx, 0.5, 1.4)
    glasses = np.clip(_ellipse(10.5, cx - 1.9, 1.4, 1.7) + _ellipse(10.5, cx + 1.9, 1.4, 1.7), 0, 1)

    ink = np.full((len(skin), HEIGHT, WIDTH), 0.04, np.float32)
    for opacity, coverage in (
        (long_hair * is_long, hair), (shoulders, coat), (head, skin), (fringe, hair),
        (eyes * 0.8, 0.9), (mouth * 0.7, 0.8), (glasses * shaded, 1.0), (rim, 0.7),
    ):  # fmt: skip
        ink = _over(ink, (opacity, coverage))
    return oval, ink


@lru_cache(maxsize=1)
def _frame() -> Floats:
    """A double frame (24, 48)."""
    frame = np.zeros((HEIGHT, WIDTH), np.float32)
    frame[[0, -1], :] = frame[:, [0, -1]] = 1
    return frame


def glyphs(amount: str) -> tuple[str, ...]:
    """An amount as it is printed: seven rows of # (ink) and . (paper)."""
    return tuple(".".join(_GLYPHS[c][row] for c in amount) for row in range(7))


def _box(text: str) -> Floats:
    """The amount in its box (9, 14), with a one-pixel margin."""
    stencil = np.array([[c == "#" for c in row] for row in glyphs(text)], np.float32)
    box = np.zeros(_BOX, np.float32)
    box[1:8, 1 : 1 + stencil.shape[1]] = stencil
    return box


@lru_cache(maxsize=1)
def _amounts() -> Floats:
    """Stencils of the five amounts, printed in two corners: (5, 24, 48)."""
    stencils = np.zeros((len(AMOUNTS), HEIGHT, WIDTH), np.float32)
    for k, text in enumerate(AMOUNTS):
        box = _box(text)
        used = 2 + max(np.flatnonzero(box.any(axis=0)))
        (top, left), (low, right) = _CORNERS
        stencils[k, top : top + 9, left : left + 14] = box
        stencils[k, low : low + 9, right + 14 - used : right + 14] = box[:, :used]  # flush right
    return stencils


def _match(darkness: Floats, corner: int) -> Floats:
    """Correlation of what stands in a corner with each amount's stencil: (n, 5)."""
    top, left = _CORNERS[corner]
    window = np.s_[:, top : top + 9, left : left + 14]
    seen = darkness[window].reshape(len(darkness), -1)
    wanted = _amounts()[window].reshape(len(AMOUNTS), -1)
    seen = seen - seen.mean(axis=1, keepdims=True)
    wanted = wanted - wanted.mean(axis=1, keepdims=True)
    norms = np.linalg.norm(seen, axis=1)[:, None] * np.linalg.norm(wanted, axis=1)[None]
    correlation: Floats = seen @ wanted.T / np.maximum(norms, 1e-6)
    return correlation


def _colours(table: tuple[tuple[int, int, int], ...]) -> Floats:
    """Bytes as (5, 3, 1, 1) floats in [0, 1]."""
    return (np.array(table) / 255).astype(np.float32)[:, :, None, None]
