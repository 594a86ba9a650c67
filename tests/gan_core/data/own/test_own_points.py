"""Points from a table and from a word."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gan_core.data.own import from_csv, from_word, own_points
from gan_core.data.own.points import LEAST, MOST, WORD

CIRCLE = [(np.cos(a), np.sin(a)) for a in np.linspace(0, 6, 50)]


@pytest.mark.parametrize("separator", [",", ";", "\t", " ", ", "])
def test_a_table_is_read_back(separator: str):
    text = "x" + separator + "y\n\n" + "\n".join(f"{x:.6f}{separator}{y:.6f}" for x, y in CIRCLE)
    np.testing.assert_allclose(from_csv(text), CIRCLE, atol=1e-6)


def test_further_columns_do_not_count():
    np.testing.assert_array_equal(from_csv("\n".join(f"{k},{k * k},name" for k in range(30)))[:, 1], np.arange(30) ** 2)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "there are 0"),
        ("1,2\n" * (LEAST - 1), f"there are {LEAST - 1}"),
        ("1,2\n" * LEAST, "one place"),
        ("1,2\n" * (MOST + 1), f"more than {MOST}"),
        ("1,2\nx,y\n", "Line 2 should hold two numbers"),
        ("1,2\n3\n", "Line 2"),
        ("1,2\n3,inf\n", "Line 2"),
        ("1,2\n3,nan\n", "Line 2"),
        ("1,1e12\n", "Line 1"),
        ("1,2\n" + "9" * 2000, "longer than"),
    ],
)
def test_a_bad_table_is_refused_in_a_sentence(text: str, complaint: str):
    with pytest.raises(ValueError, match=complaint) as refusal:
        from_csv(text)
    assert len(str(refusal.value)) < 200


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_text_does_more_than_be_refused(text: str):
    try:
        points = from_csv(text)
    except ValueError:
        return
    assert np.isfinite(points).all()


def test_a_word_is_spread_over_its_letters():
    points = from_word("I", n=20_000)
    assert points.shape == (20_000, 2)
    assert np.ptp(points[:, 1]) > 3 * np.ptp(points[:, 0])  # an I stands upright
    again, other = from_word("I", n=20_000), from_word("I", n=20_000, seed=1)
    assert (points == again).all()
    assert not (points == other).all()
    assert np.abs(np.histogram(points[:, 1], 8)[0] / 2500 - 1).max() < 0.1  # evenly along the stroke


def test_an_o_has_a_hole_and_a_long_word_is_wide():
    o = from_word("O")
    assert np.hypot(*(o - (o.max(0) + o.min(0)) / 2).T).min() > 0.2
    assert np.ptp(from_word("GANGAN")[:, 0]) > 1.8 * np.ptp(from_word("GAN")[:, 0])


@given(st.text(max_size=WORD + 3))
@settings(max_examples=60, deadline=None)
def test_any_word_is_drawn_or_refused_in_a_sentence(word: str):
    try:
        points = from_word(word, n=200)
    except ValueError:
        return
    assert points.shape == (200, 2)
    assert np.isfinite(points).all()


def test_own_points_are_a_data_set_named_by_content():
    points = from_word("GAN", n=4000)
    one, same, other = own_points(points), own_points(points.copy()), own_points(points + 1)
    assert one.name == same.name != other.name
    assert len(one.train) + len(one.held_out) == 4000
    assert one.read(one.held_out).good.mean() == pytest.approx(0.98, abs=0.002)  # the limit is set on these
    far = one.read(one.held_out + np.float32(10))
    assert not far.good.any()
    assert (far.mode == -1).all()
    assert not one.read(np.full((3, 2), np.nan, np.float32)).good.any()
    assert np.abs(one.train).max() < one.extent
