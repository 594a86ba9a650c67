"""Points that a visitor brings: from a table of numbers, or from the letters of a word."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from gan_core.data.base import Floats
from gan_core.words import say

LEAST, MOST = 20, 100_000  # points of a set
LARGEST: Final = 1e9  # of a coordinate
LONGEST_LINE: Final = 1000  # letters
WORD: Final = 24  # letters
LETTER_SIZE: Final = 96  # pixels; fine enough that no stair is seen in the letters' edges
SHOWN: Final = 40  # letters of a bad line that a sentence repeats


def from_csv(text: str) -> Floats:
    """The points (n, 2) of a table with two numbers a line; a first line of names and empty lines are passed over.

    Numbers are apart by commas, semicolons, tabs or spaces; a line may hold more columns, of which the first two count.

    Raises:
        ValueError: with a sentence that names the line and what is wrong in it.
    """
    points: list[tuple[float, float]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = _cells(line, number)
        pair = _pair(cells)
        if pair is None:
            if number == 1 and not any(_number(cell) is not None for cell in cells):
                continue  # the names of the columns
            raise ValueError(
                say(
                    "Line {number} should hold two numbers, x and y; it says “{got}”.",
                    number=number,
                    got=line.strip()[:SHOWN],
                )
            )
        points.append(pair)
        if len(points) > MOST:
            raise ValueError(say("That is more than {most} points; take a part of them, please.", most=MOST))
    return checked(points)


def checked(points: Sequence[tuple[float, float]]) -> Floats:
    """The same as an array (n, 2); ValueError if they are too few, too many, or all in one place."""
    if not LEAST <= len(points) <= MOST:
        raise ValueError(
            say(
                "A forger needs from {least} to {most} points to learn from; there are {count}.",
                least=LEAST,
                most=MOST,
                count=len(points),
            )
        )
    array = np.array(points, np.float64)
    if (np.ptp(array, axis=0) == 0).all():
        raise ValueError(say("All points lie in one place: there is nothing to learn but that."))
    return array.astype(np.float32)


def from_word(word: str, n: int = 10_000, seed: int = 0) -> Floats:
    """n points (n, 2), spread evenly over the letters of a word, a line of which is about 2 high.

    Raises:
        ValueError: if the word is empty, too long, or has no letter that can be drawn.
    """
    word = " ".join(word.split())
    if not 1 <= len(word) <= WORD:
        raise ValueError(say("A word has from 1 to {word} letters; this one has {count}.", word=WORD, count=len(word)))
    ink = np.argwhere(_drawn(word) > 127)
    if len(ink) < LEAST:
        raise ValueError(say("“{word}” leaves no ink on the paper: other letters, please.", word=word))
    rng = np.random.default_rng(seed)
    rows, columns = (ink[rng.integers(len(ink), size=n)] + rng.random((n, 2))).T
    middle = (ink.max(axis=0) + 1 + ink.min(axis=0)) / 2
    return (np.stack([columns - middle[1], middle[0] - rows], axis=1) / (LETTER_SIZE / 2)).astype(np.float32)


def _drawn(word: str) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    font = ImageFont.load_default(LETTER_SIZE)
    left, top, right, bottom = font.getbbox(word)
    paper = Image.new("L", (max(1, math.ceil(right - left)), max(1, math.ceil(bottom - top))))
    ImageDraw.Draw(paper).text((-left, -top), word, fill=255, font=font)
    return np.asarray(paper)


def _cells(line: str, number: int) -> list[str]:
    if len(line) > LONGEST_LINE:
        raise ValueError(
            say(
                "Line {number} is longer than {longest_line} letters: is this a table of points?",
                number=number,
                longest_line=LONGEST_LINE,
            )
        )
    for separator in (",", ";", "\t"):
        if separator in line:
            return next(csv.reader(io.StringIO(line), delimiter=separator), [])
    return line.split()


def _pair(cells: Iterable[str]) -> tuple[float, float] | None:
    numbers = [_number(cell) for cell in list(cells)[:2]]
    if len(numbers) < 2 or numbers[0] is None or numbers[1] is None:
        return None
    return numbers[0], numbers[1]


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if abs(value) <= LARGEST else None  # neither infinite nor “not a number”
