"""A drawing and a reader leave the process as they are: the programs come to NumPy's own numbers."""

import json

import numpy as np
import pytest
import torch

from gan_core import data as datasets
from gan_core.data.banknotes import RUN
from gan_core.data.dice import Die
from gan_core.engine.portable.items import items
from gan_core.engine.portable.numbers import Numbers
from gan_core.engine.portable.pictures import DRAWN, SEEN, draws, reads
from gan_core.engine.portable.program import Program
from gan_core.engine.portable.referee import referee_plan
from gan_core.engine.referee import STEPS
from gan_core.engine.tiles import to_tiles
from gan_core.page_file import STATIC
from gan_core.philox import Rolls, Stream

NOTES = datasets.load("banknotes")


def through_json(program: Program) -> Program:
    return Program.of(json.loads(json.dumps(program.plain())))


def test_notes_are_drawn_by_a_program_as_by_numpy():
    assert NOTES.press is not None
    rolls = NOTES.press.rolled(DRAWN, Rolls(0, Stream.ITEMS, RUN), 300)
    given = {f"roll{k}": torch.from_numpy(roll) for k, roll in enumerate(rolls)}
    came = through_json(draws(NOTES.press)).run(given)["items"]
    wanted = NOTES.press.printed(*rolls)
    assert (wanted == NOTES.train[300 : 300 + DRAWN]).all()
    assert np.abs(came.numpy() - wanted).max() < 1e-6
    assert NOTES.read(wanted).good.mean() > 0.9  # they are notes


def test_what_a_reader_of_notes_looks_at_is_the_same_in_a_program():
    rng = np.random.default_rng(0)
    notes = NOTES.held_out[:90] + rng.normal(0, 1, (90, 3, 24, 48)) * rng.uniform(0, 0.5, (90, 1, 1, 1))
    notes = notes.astype(np.float32)
    came = through_json(reads(NOTES, 90)).run({"items": torch.from_numpy(notes)})
    for name, wanted in zip(SEEN, NOTES.read.seen(notes), strict=True):
        assert np.abs(came[name].numpy() - wanted).max() < 2e-3 * max(1, np.abs(wanted).max())


def test_dice_fall_as_they_say():
    dice = (
        Die("choice", (5,)),
        Die("uniform", (1, 1), 0.1, 0.5),
        Die("chance", (1, 1), high=0.3),
        Die("normal", (3, 1, 1), high=0.03),
    )
    wanted = ((0.2, 0.4), (0.3, 0.4 / 12**0.5), (0.3, 0.21**0.5), (0.0, 0.03))  # mean, standard deviation
    for what, (die, (mean, spread)) in enumerate(zip(dice, wanted, strict=True)):
        roll = die.roll(4000, Rolls(0, Stream.ITEMS), what)
        assert roll.shape == (4000, *die.shape)
        assert float(roll.mean()) == pytest.approx(mean, abs=0.02)
        assert float(roll.std()) == pytest.approx(spread, rel=0.05)


def test_shipped_digits_are_the_digits():
    data = datasets.load("digits")
    told = items(data)
    assert (told["counts"], told["levels"]) == ({"train": 1438, "held_out": 359}, 8)
    row = to_tiles(data.train[:1])[0]
    assert (row[told["order"]] == data.train[0].ravel()).all()


def test_pages_say_how_long_each_quick_referee_learns():
    assert f"const LESSONS = {STEPS};" in (STATIC / "arena" / "desk.js").read_text(encoding="utf-8")
    assert referee_plan(datasets.load("ring8"))["steps"] == STEPS
    assert referee_plan(NOTES)["steps"] == 2 * STEPS


def test_numpys_words_mean_the_same_on_tensors():
    rng = np.random.default_rng(0)
    x, mask = rng.normal(size=(4, 5, 6)).astype(np.float32), rng.random((5, 6)) < 0.5
    asked = [
        lambda a: a[:, mask], lambda a: a[1, ..., ::-1], lambda a: a[:, None, -1, 1:-1], lambda a: a[..., 0].T,
        lambda a: a.std(axis=1), lambda a: a.min(axis=2) - a.max(axis=0).sum(), lambda a: np.linalg.norm(a, axis=1),
        lambda a: np.stack([part.mean(axis=0) for part in a], axis=1), lambda a: np.maximum(1 - a, 0.2),
        lambda a: np.array_split(a, 4, axis=1)[0] / 3, lambda a: mask - a,
        lambda a: a.reshape(4, -1) @ x.reshape(30, 4),
    ]  # fmt: skip
    for ask in asked:
        assert np.allclose(ask(Numbers(torch.from_numpy(x))).tensor.numpy(), ask(x), atol=1e-5)
    with pytest.raises(TypeError):
        np.sort(Numbers(torch.from_numpy(x)))
