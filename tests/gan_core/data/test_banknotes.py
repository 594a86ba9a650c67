"""Banknotes: every real note is read exactly, mixed ones are found out, and amounts differ to every eye."""

import numpy as np
import pytest
from scipy import stats

from gan_core.data import banknote_plates as plates
from gan_core.data import banknotes as notes
from gan_core.data import load
from gan_core.philox import Rolls, Stream

HALF = notes.WIDTH // 2


def drawn(n: int = 600, seed: int = 1):
    return notes.draw(n, Rolls(seed, Stream.ITEMS))


def test_notes_keep_the_contract():
    items, amounts = drawn()
    assert items.shape == (600, 3, notes.HEIGHT, notes.WIDTH)
    assert (items.dtype, amounts.dtype) == (np.float32, np.int64)
    assert np.abs(items).max() < 2
    assert (np.abs(items) > 1).mean() < 0.02
    data = load("banknotes")
    assert (len(data.train), len(data.held_out)) == (5000, 2000)
    assert not {x.tobytes() for x in data.train} & {x.tobytes() for x in data.held_out}


def test_the_reader_is_exact_on_real_notes():
    items, amounts = drawn(2000)
    reading = notes.read(items)
    assert (reading.mode == amounts).all()
    assert reading.good.mean() > 0.96  # each look may be wrong about two real notes in a thousand
    assert reading.mixed is not None
    assert not reading.mixed.any()


def test_two_amounts_on_one_note_are_mixed():
    items, amounts = drawn()
    other = np.roll(np.arange(600), 1)
    swapped = items.copy()
    swapped[..., HALF:] = items[other][..., HALF:]
    reading = notes.read(swapped)
    assert reading.mixed is not None
    assert (reading.mixed == (amounts != amounts[other])).all()
    assert (reading.mode[reading.mixed] == -1).all()
    assert not reading.good[reading.mixed].any()


@pytest.mark.parametrize("spoilt", ["noise", "blank", "nothing"])
def test_what_is_no_note_shows_no_amount(spoilt: str):
    rng = np.random.default_rng(0)
    shape = (200, 3, notes.HEIGHT, notes.WIDTH)
    items = {"noise": rng.uniform(-1, 1, shape), "blank": np.ones(shape), "nothing": np.full(shape, np.nan)}[spoilt]
    reading = notes.read(items.astype(np.float32))
    assert (reading.mode == -1).mean() > 0.98
    assert reading.mixed is not None
    assert reading.mixed.mean() > 0.98


def test_amounts_are_uniform():
    _, amounts = drawn(5000)
    assert stats.chisquare(np.bincount(amounts, minlength=5)).pvalue > 0.01


def test_the_same_seed_prints_the_same_notes():
    assert (drawn(20)[0] == drawn(20)[0]).all()
    assert not (drawn(20)[0] == drawn(20, seed=2)[0]).all()


def luminance(colour: tuple[int, ...]) -> float:
    c = np.array(colour) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def test_inks_differ_from_each_other_and_stand_out_on_their_paper():
    """Colours of two amounts differ plainly in CIELAB, and every ink has text contrast on its paper."""

    def lab(colour: tuple[int, ...]) -> np.ndarray:
        c = np.array(colour) / 255
        linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
        to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
        xyz = to_xyz @ linear / (0.9505, 1.0, 1.089)
        f = np.cbrt(xyz)
        return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])

    inks = [lab(c) for c in plates.INK]
    gaps = [np.linalg.norm(a - b) for k, a in enumerate(inks) for b in inks[:k]]
    assert min(gaps) > 20
    lightness = sorted(ink[0] for ink in inks)
    assert lightness[-1] - lightness[0] > 15
    for ink, paper in zip(plates.INK, plates.PAPER, strict=True):
        assert (luminance(paper) + 0.05) / (luminance(ink) + 0.05) > 4.0


NOISE = np.random.default_rng(0).standard_normal((40, 3, 24, 48)).astype(np.float32)


def corners_alone(good, other):
    spoilt = NOISE.copy()
    for top, left in ((2, 2), (13, 32)):
        spoilt[:, :, top : top + 9, left : left + 14] = good[:, :, top : top + 9, left : left + 14]
    return spoilt


def halved(good, other):
    return np.concatenate([good[..., :24], np.ones_like(good[..., 24:])], axis=3)


def blurred(good, other):
    return (2 * good + np.roll(good, 1, axis=3)) / 3


def of_two_inks(good, other):
    return np.concatenate([good[..., :24], other[..., 24:]], axis=3)


def recoloured(good, other):
    return good + np.array([0.4, -0.4, 0.4])[:, None, None]


@pytest.mark.parametrize(
    "spoil",
    [corners_alone, lambda good, other: 0 * good + 1, halved, lambda good, other: good + 0.15 * NOISE[:, :1], blurred,
     of_two_inks, recoloured],
    ids=["noise but for the corners", "blank", "half", "noisy", "blurred", "two inks", "ink of another bank"],
)  # fmt: skip
def test_a_strict_look_is_at_the_whole_note(spoil):
    data = load("banknotes")
    good = data.held_out[:40]
    others = [np.flatnonzero(data.held_out_modes != mode)[0] for mode in data.held_out_modes[:40]]
    assert data.read(good).good.mean() > 0.9
    assert data.read(spoil(good, data.held_out[others]).astype(np.float32)).good.mean() <= 0.05


def test_a_drawing_follows_from_its_rolls_alone():
    press, rolls = notes.banknotes().press, Rolls(1, Stream.ITEMS)
    assert press is not None
    items, amounts = drawn(300)
    for first, n in (0, 300), (137, 5):  # a note needs none of those before it
        rolled = press.rolled(n, rolls, first)
        assert (press.printed(*rolled) == items[first : first + n]).all()
        assert (rolled[0].argmax(axis=1) == amounts[first : first + n]).all()
