"""What paper and ink bring to a print is as on real notes, and what a detective sees beside the average is centred."""

import numpy as np
import pytest
import torch

from gan_core.data import load
from gan_core.engine.players import cast
from gan_core.engine.typical import typical
from gan_core.engine.units import units
from gan_core.experiment import recipe
from gan_core.philox import Rolls, Stream

CPU = torch.device("cpu")
PAPER = (slice(None), slice(None), slice(2, 4), slice(30, 44))  # of a note, where ink is thin and the same on all


def test_one_plate_is_printed_in_tints_as_different_as_those_of_real_notes():
    data = load("banknotes")
    forger, _ = cast(recipe("banknotes", "patches"), data, CPU)
    weights = [w[None] for w in forger.init(Rolls(0, Stream.FIRST_FORGER))]
    z, material = forger.draw(800, Rolls(0, Stream.FORGER))
    one = z[:1].expand(len(z), -1)
    fakes = units(data, CPU).to_items(forger(weights, one[None], material[None])[0]) * data.scale
    of_one_amount = data.train[data.train_modes == 2][:800]
    spread = [notes[PAPER].mean(axis=(2, 3)).std(axis=0) for notes in (fakes, of_one_amount)]
    assert spread[0] == pytest.approx(spread[1], rel=0.25)
    assert (spread[0] > 0.5 * data.tint).all()


def test_the_typical_item_is_numpys():
    rows = np.random.default_rng(0).normal(3, [[1.0, 0.5, 0.0]], (400, 3)).astype(np.float32)
    centre, unit = typical(torch.from_numpy(rows))
    assert centre.numpy() == pytest.approx(rows.mean(axis=0), abs=1e-5)
    assert unit[1] / unit[0] == pytest.approx(rows[:, 0].std() / rows[:, 1].std(), rel=1e-4)
    assert unit.isfinite().all()  # what never varies is loud, and no louder than that
    assert unit.square().mean() == pytest.approx(1)
