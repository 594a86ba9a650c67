"""Dice by a counter."""

import numpy as np
import pytest

from gan_core.philox import Rolls, philox

ONES = 2**32 - 1
KNOWN = {  # the published vectors of Philox4x32-10
    "zeros": ((0, 0, 0, 0), (0, 0), "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    "ones": ((ONES,) * 4, (ONES,) * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    "π": (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
}


@pytest.mark.parametrize(("counter", "key", "words"), KNOWN.values(), ids=KNOWN)
def test_known_answers(counter, key, words):
    assert " ".join(f"{word:08x}" for word in philox([counter], key)[0]) == words


def test_rolls_are_as_they_should_be_spread():
    rolls = Rolls(3, 1, 7)
    uniform, normal, rows = rolls.uniform(20_001, 0), rolls.normal(20_001, 1), rolls.rows(20_001, 10, 2)
    assert uniform.min() >= 0
    assert uniform.max() < 1
    assert uniform.mean() == pytest.approx(0.5, abs=0.01)
    assert (normal.mean(), normal.std()) == (pytest.approx(0, abs=0.03), pytest.approx(1, abs=0.03))
    assert np.bincount(rows, minlength=10).min() > 1800


def test_every_occasion_rolls_its_own():
    seen = [
        Rolls(*named).words(8, what).tolist()
        for named in ((0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1))
        for what in (0, 1)
    ]
    assert len({tuple(words) for words in seen}) == 8
    assert Rolls(0, 0, 0).words(3, 0).tolist() == seen[0][:3]
