"""Banknotes of an imaginary bank, drawn by numpy: five amounts are the modes, mixed corners the telltale mistake.

A note is 24 × 48 pixels in colour. Ink is laid in layers of coverage in [0, 1] (ground, frame, portrait, amounts) and
then printed: each amount has its own ink and its own paper, so that a collapsed wall turns one colour at a glance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

from gan_core.clues import Eye
from gan_core.data.banknote_plates import (
    AMOUNTS,
    HEIGHT,
    INK,
    PAPER,
    WIDTH,
    amounts,
    colours,
    ellipse,
    frame,
    grid,
    ground,
    match,
    soft,
)  # fmt: skip
from gan_core.data.banknote_traits import TRAITS
from gan_core.data.base import DataSet, Floats, Ints, Reading, Vocabulary
from gan_core.data.dice import Die, Press
from gan_core.data.shared import shared
from gan_core.philox import Rolls, Stream
from gan_core.words import say

KIND: Final = "image"
WORDS: Final = {
    "banknotes": Vocabulary(
        label=say("Banknotes"),
        thing=say("note"),
        things=say("notes"),
        kinds=say("amounts"),
        made=say("Amounts it prints"),
        fault=say("their corners do not name one same amount"),
    )
}
SHAPE: Final = (3, HEIGHT, WIDTH)
SEEN: Final = 2000  # real notes that say how strict a strict look is
SUNGLASSES: Final = 0.3  # share of portraits that wear them
GRAIN: Final = 0.05  # standard deviation of the paper's grain, on a scale from black 0 to white 1
SHEET: Final = 250  # notes printed at a time: so many stay in the processor's cache, and 7000 take 0.2 s instead of 1.5
TINT: Final = 0.03  # standard deviation of ink and paper colours from note to note, channel by channel
RUN: Final = 1  # of the press, in which the set's own notes are printed
DICE: Final = (
    Die("choice", (len(AMOUNTS),)),
    *(Die("uniform", (1, 1), *ends) for ends in ((0.12, 0.5), (0.55, 0.95), (0.6, 0.9))),  # skin, hair, coat
    Die("chance", (1, 1), high=0.5),  # long hair
    Die("chance", (1, 1), high=SUNGLASSES),
    Die("normal", (1, HEIGHT, WIDTH), high=GRAIN),
    Die("normal", (3, 1, 1), high=TINT),  # paper
    Die("normal", (3, 1, 1), high=TINT),  # ink
)


def draw(n: int, rolls: Rolls, first: int = 0) -> tuple[Floats, Ints]:
    """n notes of these rolls, from the note `first` on.

    Returns:
        Notes (n, 3, 24, 48), printed within [−1, 1] (grain may carry a pixel a little beyond), and the index of each
        note's amount (n,), uniform over the five.
    """
    rolled = PRESS.rolled(n, rolls, first)
    notes = np.empty((n, *SHAPE), np.float32)
    for start in range(0, n, SHEET):
        rows = slice(start, start + SHEET)
        notes[rows] = printed(*(roll[rows] for roll in rolled))
    return notes, rolled[0].argmax(axis=1)


def printed(amount: Floats, *rolled: Floats) -> Floats:
    """The notes (n, 3, 24, 48) that come of rolls of `DICE`. Plain arithmetic, so that it can be written down and
    done elsewhere (`gan_core.engine.portable.numbers`)."""
    *faces, grain, paper_tint, ink_tint = rolled
    paper = (amount @ colours(PAPER)[:, :, 0, 0])[:, :, None, None] + paper_tint
    inks = (amount @ colours(INK)[:, :, 0, 0])[:, :, None, None] + ink_tint
    figures = (amount @ amounts().reshape(len(AMOUNTS), -1)).reshape(-1, HEIGHT, WIDTH)
    ink = _over(ground()[None], _portrait(*faces))
    for stencil, coverage in ((frame()[None], 0.85), (figures, 0.95)):
        ink = ink * (1 - stencil) + coverage * stencil
    notes: Floats = (paper + ink[:, None] * (inks - paper) + grain) * 2 - 1
    return notes


@dataclass(frozen=True)
class Corners:
    """Reads the amount in both corners of each note (n, 3, 24, 48) by matching stencils.

    A corner is legible if its best stencil correlates at least 0.6 with what is printed there. A note shows a mode if
    its two corners name one same amount; it is `mixed` if they do not, an illegible corner included. It is `good` if a
    strict look at the whole note finds nothing either: frame, portrait, ground, amounts, paper and ink are all as on
    real notes (`gan_core.data.banknote_traits`).
    """

    legible: float = 0.6

    def __call__(self, notes: Floats) -> Reading:
        *corners, strangeness = self.seen(notes)
        scores = np.stack(corners)  # (2, n, 5)
        best, strength = scores.argmax(axis=2), scores.max(axis=2)
        same = (best[0] == best[1]) & (strength.min(axis=0) >= self.legible)
        mode = np.where(same, best[0], -1).astype(np.int64)
        return Reading(mode=mode, good=same & (strangeness <= 0).all(axis=1), mixed=~same)

    def seen(self, notes: Floats) -> tuple[Floats, Floats, Floats]:
        """All that is looked at, as plain arithmetic: each corner's correlation with each amount (n, 5), and how far
        each trait lies below its bound (n, traits)."""
        darkness = -notes.mean(axis=1)
        return match(darkness, 0), match(darkness, 1), _strict().strangeness(notes)

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"rule": "corners", "legible": self.legible}


read: Final = Corners()
PRESS: Final = Press(DICE, printed)


@lru_cache(maxsize=1)
def _strict() -> Eye:
    """The eye that looks at the whole note: it has seen so many real ones of its own."""
    return Eye(TRAITS, draw(SEEN, Rolls(0xE7E, Stream.ITEMS))[0])


@lru_cache(maxsize=2)
def banknotes(seed: int = 0, n: int = 5000, held_out: int = 2000) -> DataSet:
    """The data set: n notes to train on and others that training never sees."""
    rolls = Rolls(seed, Stream.ITEMS, RUN)
    train, train_modes = draw(n, rolls)
    test, test_modes = draw(held_out, rolls, n)
    return DataSet(
        name="banknotes",
        title=say("Banknotes"),
        words=WORDS["banknotes"],
        kind=KIND,
        train=shared(train),
        train_modes=train_modes,
        held_out=shared(test),
        held_out_modes=test_modes,
        modes=AMOUNTS,
        shares=(1 / len(AMOUNTS),) * len(AMOUNTS),
        read=read,
        scale=0.25,
        grain=2 * GRAIN,
        tint=2 * TINT,
        draw=lambda n, rng: draw(n, Rolls(int(rng.integers(2**31)), Stream.ITEMS))[0],
        press=PRESS,
    )


def _over(below: Floats, layer: tuple[Floats, Floats | float]) -> Floats:
    """Paints a layer (opacity, coverage) over the ink below."""
    opacity, coverage = layer
    return below * (1 - opacity) + coverage * opacity


def _portrait(skin: Floats, hair: Floats, coat: Floats, is_long: Floats, shaded: Floats) -> tuple[Floats, Floats]:
    """Heads in an oval, from their traits, (n, 1, 1) each: how dark skin, hair and coat are; whether hair is long,
    glasses are worn. Returns opacity (24, 48) and coverage (n, 24, 48)."""
    cy, cx = 11.5, 23.5
    oval, rim = ellipse(cy, cx, 10, 7.5), ellipse(cy, cx, 10, 7.5) - ellipse(cy, cx, 9, 6.5)
    head = ellipse(10.5, cx, 5.2, 3.9)
    crown = ellipse(8.6, cx, 4.6, 4.6)
    fringe = soft(7.6 - grid()[0]) * crown
    long_hair = np.clip(ellipse(11.5, cx, 6.5, 5.2) - ellipse(11.8, cx, 4.6, 3.3), 0, 1)
    shoulders = ellipse(22, cx, 5.5, 7.5) * oval
    eyes = ellipse(10.5, cx - 1.7, 0.7, 0.7) + ellipse(10.5, cx + 1.7, 0.7, 0.7)
    mouth = ellipse(13.6, cx, 0.5, 1.4)
    glasses = np.clip(ellipse(10.5, cx - 1.9, 1.4, 1.7) + ellipse(10.5, cx + 1.9, 1.4, 1.7), 0, 1)

    ink = np.full((1, HEIGHT, WIDTH), 0.04, np.float32)
    for opacity, coverage in (
        (long_hair * is_long, hair), (shoulders, coat), (head, skin), (fringe, hair),
        (eyes * 0.8, 0.9), (mouth * 0.7, 0.8), (glasses * shaded, 1.0), (rim, 0.7),
    ):  # fmt: skip
        ink = _over(ink, (opacity, coverage))
    return oval, ink
