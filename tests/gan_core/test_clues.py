"""Clues are measured on the one item: what is done to a real note is what is found, and real items hardly have any."""

import numpy as np
import pytest

from gan_core import data as datasets
from gan_core.clues import Eye, Trait


def notes(n: int) -> np.ndarray:
    return datasets.load("banknotes").held_out[:n].copy()


@pytest.mark.parametrize("name", ["banknotes", "digits"])
def test_real_items_hardly_have_clues(name):
    found = datasets.eye(name).look(datasets.load(name).held_out[:350])
    # Each of fourteen looks is wrong about two in a thousand, by the real items that its bound was taken from.
    assert sum(clue is not None for clue in found) <= 0.05 * len(found)


def with_two_amounts(note, other):
    note[:, 13:22, 32:46] = other[:, 13:22, 32:46]


def without_eyes(note, _):
    note[:, 8:13, 19:29] = note[:, 12:13, 22:25].mean()


def with_a_torn_frame(note, _):
    note[:, :, 0] = note[:, :, 1]


def lopsided(note, _):
    note[:, 3:20, 24:31] = note[:, 3:20, 34:41]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (with_two_amounts, "two amounts|smudged|no amount"),
        (without_eyes, "eyes|halves"),
        (with_a_torn_frame, "frame is smeared at the left"),
        (lopsided, "halves|oval|eyes|mouth"),
    ],
)
def test_what_was_spoilt_is_found_and_where_it_was_is_shown(spoil, words):
    data = datasets.load("banknotes")
    good = notes(40)
    modes = data.held_out_modes[:40]
    for k in range(20):
        other = next(j for j in range(20, 40) if modes[j] != modes[k])
        spoil(good[k], good[other])
    found = datasets.eye("banknotes").look(good)
    named = [clue for clue in found[:20] if clue and any(word in clue.words for word in words.split("|"))]
    assert len(named) >= 14
    for clue in named:
        for top, left, height, width in clue.boxes:
            assert 0 <= top <= 24 - height
            assert 0 <= left <= 48 - width
    assert sum(clue is not None for clue in found[20:]) <= 1


def test_the_strangest_trait_is_told_with_its_distance():
    real = np.linspace(0, 1, 101, dtype=np.float32)[:, None]
    eye = Eye(
        [Trait(lambda x: x[:, 0], lambda x: ("low", ())), Trait(lambda x: 1 - x[:, 0], lambda x: ("high", ()))], real
    )
    low, high, none = eye.look(np.array([[-1], [5], [0.5]], np.float32))
    assert (low.words, high.words, none) == ("low", "high", None)
    assert high.strangeness > low.strangeness > 0


def test_a_set_without_traits_has_no_clues():
    assert datasets.eye("ring8").look(datasets.load("ring8").held_out[:3]) == [None] * 3
