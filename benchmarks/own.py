"""How well data are learnt that nobody tuned for: glyphs as a visitor's own pictures, and a word as own points.

Seconds are of the process's own time on one thread, so that a busy machine changes nothing: three minutes on two cores
are a little more than 180 of them. Seeds above 1000 were never used to choose a setting.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from time import process_time
from typing import Any, Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from gan_core.data.base import DataSet, Floats
from gan_core.data.own import from_word, own_pictures, own_points
from gan_core.experiment import Experiment

DIGITS: Final = "0123456789"
LETTERS: Final = "ABDEFGHKMNRSTWXY"
PAPER: Final = 96  # pixels on which a glyph is drawn before it is made small
ROUNDS: Final = 20  # between two looks at the clock


def glyphs(letters: str, n: int, seed: int, side: int, *, colour: bool) -> Floats:
    """n glyphs (n, 1 or 3, side, side), turned, shifted, of several sizes, weights and, if wanted, inks."""
    rng = np.random.default_rng(seed)
    cover = np.stack([_glyph(letters[rng.integers(len(letters))], rng, side) for _ in range(n)])[:, None]
    inks, papers = (rng.uniform(low, high, (n, 3, 1, 1)) for low, high in ((0, 0.6), (0.75, 1))) if colour else (0, 1)
    shades = np.round((papers * (1 - cover) + inks * cover) * 255).astype(np.float32)
    pictures: Floats = shades / np.float32(127.5) - np.float32(1)
    return pictures


SETS: Final[dict[str, Callable[[int], DataSet]]] = {
    "2000 grey digits, 24 × 24": lambda seed: own_pictures(glyphs(DIGITS, 2000, seed, 24, colour=False)),
    "5000 grey letters, 24 × 24": lambda seed: own_pictures(glyphs(LETTERS, 5000, seed, 24, colour=False)),
    "200 grey letters, 16 × 16": lambda seed: own_pictures(glyphs(LETTERS, 200, seed, 16, colour=False)),
    "5000 colour letters, 16 × 16": lambda seed: own_pictures(glyphs(LETTERS, 5000, seed, 16, colour=True)),
    "a word as points": lambda seed: own_points(from_word("Spiel", seed=seed)),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--set", dest="sets", action="append", choices=tuple(SETS), help="which; all unless told")
    parser.add_argument("--change", action="append", default=[], metavar="SETTING=VALUE")
    parser.add_argument("--seed", type=int, default=1001)
    parser.add_argument("--seconds", type=float, default=180, help="of the process's own time")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    changes = dict(pair.split("=", 1) for pair in arguments.change)
    rows = [one(name, arguments.seed, arguments.seconds, changes) for name in arguments.sets or SETS]
    for row in rows if not arguments.json else []:
        print(" | ".join(f"{key} {value}" for key, value in row.items()))
    if arguments.json:
        print(json.dumps(rows))


def one(name: str, seed: int, seconds: float, changes: dict[str, str]) -> dict[str, Any]:
    """One training from noise, and what everybody says of it."""
    import torch

    from gan_core.engine.trainer import Trainer

    torch.set_num_threads(1)
    data = SETS[name](seed)
    experiment = replace(Experiment.from_query({"data": data.name} | changes), seed=seed)
    trainer, begun = Trainer([experiment], "cpu", data), process_time()
    while process_time() - begun < seconds and not trainer.diverged():
        for _ in range(ROUNDS):
            trainer.round()
    m, opinion = trainer.measure(), trainer.expert().finish()
    return {
        "set": name, "rounds": trainer.step, "expert": round(opinion.accuracy, 3), "band": round(opinion.band, 3),
        "referee": round(trainer.referee().finish(), 3), "detective": round(m.d_accuracy, 3),
        "coverage": m.coverage and round(m.coverage, 3), "high_quality": round(m.high_quality, 3),
    }  # fmt: skip


def _glyph(letter: str, rng: np.random.Generator, side: int) -> Floats:
    """How much ink lies where, (side, side) in [0, 1]."""
    paper, middle = Image.new("L", (PAPER, PAPER)), PAPER / 2
    font = ImageFont.load_default(int(rng.integers(62, 82)))
    at = (middle + rng.normal(0, 3), middle + rng.normal(0, 3))
    ImageDraw.Draw(paper).text(at, letter, 255, font, anchor="mm", stroke_width=int(rng.integers(0, 4)))
    turned = paper.rotate(rng.normal(0, 9), Image.Resampling.BILINEAR)
    cover: Floats = np.asarray(turned.resize((side, side), Image.Resampling.BOX), np.float32) / 255
    return cover
