"""The binary frame: what goes in comes out, and nonsense is refused."""

import json
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from live.wire.frames import Section, amended, array_section, decode, encode, picture_section, plain, points_section

arrays = st.sampled_from(["uint8", "int16", "float32"]).flatmap(
    lambda t: hnp.arrays(np.dtype(t), hnp.array_shapes(max_dims=3, max_side=7))
)
names = st.text(max_size=12)
scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | names
headers = st.dictionaries(names.filter(lambda n: n != "sections"), scalars | st.lists(scalars, max_size=3), max_size=5)


@given(headers, st.lists(st.tuples(names, st.integers(0, 63), arrays), max_size=5))
def test_what_goes_in_comes_out(header, pieces):
    message = encode(header, [array_section(*p) for p in pieces])
    got, sections = decode(message)
    assert got == header
    assert [(s.name, s.member) for s in sections] == [(name, member) for name, member, _ in pieces]
    for section, (_, _, values) in zip(sections, pieces, strict=True):
        np.testing.assert_array_equal(section.array(), values)


@given(st.lists(arrays, max_size=5), st.text(max_size=9))
def test_every_section_starts_at_a_multiple_of_four(values, title):
    message = encode({"title": title}, [array_section("a", 0, v) for v in values])
    length = struct.unpack_from("<I", message)[0]
    assert length % 4 == 0
    assert all(s["offset"] % 4 == 0 for s in json.loads(message[4 : 4 + length])["sections"])


@given(arrays)
def test_amending_changes_the_header_and_nothing_else(values):
    message = encode({"source": "live", "step": 3}, [array_section("a", 1, values)])
    header, sections = decode(amended(message, source="x"))
    assert header == {"source": "x", "step": 3}
    np.testing.assert_array_equal(sections[0].array(), values)


@given(st.binary(max_size=200))
def test_nonsense_is_refused_in_a_sentence(message):
    with pytest.raises(ValueError, match=r"^The frame.*\.$"):
        decode(message)


@given(st.integers(1, 60))
def test_a_cut_frame_is_refused(cut):
    message = encode({}, [array_section("a", 0, np.arange(16, dtype=np.float32))])
    with pytest.raises(ValueError, match=r"^The frame"):
        decode(message[:-cut])


@settings(deadline=None)
@given(st.integers(1, 30), st.sampled_from([(1, 8, 8), (3, 24, 48), (3, 5, 7)]), st.booleans())
def test_an_atlas_shows_every_item_in_its_place(n, shape, lossless):
    rng = np.random.default_rng(n)
    tones = rng.uniform(-1, 1, (n, shape[0], 1, 1)).astype(np.float32)
    items = np.broadcast_to(tones, (n, *shape)).astype(np.float32)
    section = picture_section("wall", 0, items, lossless=lossless)
    rows, columns, h, w = section.shape
    atlas = section.pixels()
    assert rows * columns >= n
    assert (h, w) == shape[1:]
    assert atlas.shape[:2] == (rows * h, columns * w)
    assert section.dtype == ("image/jpeg" if not lossless and shape == (3, 24, 48) else "image/png")
    for k in range(n):
        row, column = divmod(k, columns)
        cell = atlas[row * h : (row + 1) * h, column * w : (column + 1) * w].reshape(h, w, -1).astype(float)
        wanted = (items[k].transpose(1, 2, 0) + 1) * 127.5
        assert np.abs(cell - wanted).max() <= (5 if section.dtype == "image/jpeg" else 0.51)


def test_a_png_is_exact():
    items = np.random.default_rng(0).uniform(-1, 1, (3, 3, 8, 8)).astype(np.float32)
    atlas = picture_section("desk", 0, items, lossless=True).pixels()
    np.testing.assert_array_equal(atlas[:, :8], np.round((items[0] + 1) * 127.5).transpose(1, 2, 0))


@given(hnp.arrays(np.float32, (9, 2), elements=st.floats(-4, 4, width=32)), st.floats(0.5, 8))
def test_points_lose_less_than_a_tenth_of_a_pixel(points, extent):
    got = points_section("fakes", 0, points, extent).array() / 32767 * extent
    assert np.abs(got - np.clip(points, -extent, extent)).max() <= extent / 32767


def test_numbers_that_json_has_no_word_for_become_null():
    assert plain({"a": float("nan"), "b": [np.float32(0.123456789), np.int64(4)], "c": (float("inf"),)}) == {
        "a": None,
        "b": [0.12346, 4],
        "c": [None],
    }


def test_an_unknown_kind_of_number_is_refused():
    with pytest.raises(ValueError, match="float64"):
        array_section("a", 0, np.zeros(3))


def test_a_section_is_what_it_says():
    assert Section("a", 0, "int16", (2,), b"\x01\x00\x00\x01").array().tolist() == [1, 256]
