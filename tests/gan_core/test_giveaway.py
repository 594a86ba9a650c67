"""What gives a crowd of fakes away is what was done to them."""

import numpy as np
import pytest

from gan_core import data as datasets
from gan_core.clues import Trait
from gan_core.data.point_traits import crowd_traits
from gan_core.giveaway import giveaway
from gan_core.opinion import Opinion, looked_at

RNG = np.random.default_rng(0)
NUMBERS = RNG.standard_normal((2, 1000, 1)).astype(np.float32)
TRAIT = Trait(
    lambda x: x[:, 0], lambda x: ("", ()), low="too low", high="too high", alike="too alike", unlike="too wild"
)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(lambda x: x - 1, "too low"), (lambda x: x + 1, "too high"), (lambda x: x / 3, "too alike"),
     (lambda x: 3 * x, "too wild")],
)  # fmt: skip
def test_the_difference_is_named_and_weighed(spoil, words):
    found = giveaway([TRAIT], NUMBERS[0], spoil(NUMBERS[1]))
    assert found.words == words
    assert found.accuracy == pytest.approx(0.72, abs=0.05)


def test_no_difference_is_none_and_what_may_not_be_said_is_not():
    assert giveaway([TRAIT], *NUMBERS) is None
    assert giveaway([], *NUMBERS) is None
    silent = Trait(TRAIT.measure, TRAIT.see, low="too low")
    assert giveaway([silent], NUMBERS[0], NUMBERS[1] + 1) is None


def test_what_a_coin_might_do_as_well_gives_nothing_away():
    """Right a little more often than not, but within the band of so many items."""
    told = giveaway([TRAIT], NUMBERS[0], NUMBERS[0] + 0.1)
    assert told is None
    assert giveaway([TRAIT], *np.tile(np.stack([NUMBERS[0], NUMBERS[0] + 0.1]), (1, 20, 1))).accuracy < 0.54


def test_notes_of_one_ink_are_found_out():
    data = datasets.load("banknotes")
    real, fakes = data.held_out[:600], data.train[:600].copy()
    fakes[:, 0] += 0.2
    assert (
        "ink" in giveaway(datasets.traits("banknotes"), real, fakes).words
        or "paper" in giveaway(datasets.traits("banknotes"), real, fakes).words
    )


@pytest.mark.parametrize(("name", "wider"), [("ring8", 0.05), ("grid25", 0.05), ("checkerboard", 0.05), ("line", 0.2)])
def test_points_that_stray_or_huddle_are_found_out(name, wider):
    data, rng = datasets.load(name), np.random.default_rng(0)
    real, fresh = data.draw(1000, rng), data.draw(1000, rng)
    sigma = wider * data.extent
    stray = giveaway(crowd_traits(data), real, fresh + sigma * rng.standard_normal(fresh.shape).astype(np.float32))
    assert "stray" in stray.words
    centre = real[np.argsort(crowd_traits(data)[0].measure(real))[:500]]
    assert "densest" in giveaway(crowd_traits(data), real, np.concatenate([centre, centre])).words
    assert giveaway(crowd_traits(data), real, fresh) is None


def test_where_it_looks_is_named():
    looks = np.zeros((24, 48), np.float32)
    looks[3:9, 3:14] = 1
    opinion = Opinion(0, 0.9, 0.02, 100, looks, None)
    places = datasets.places("banknotes")
    assert looked_at(opinion, places) == "the amounts"
    assert looked_at(Opinion(0, 0.9, 0.02, 100, None, None), places) is None
    assert looked_at(opinion, datasets.places("ring8")) is None
