"""The order of tiles: there and back, and a patch is one stretch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_core.engine.tiles import from_tiles, to_tiles

sizes = st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 3), st.integers(1, 4))


@given(sizes)
def test_there_and_back(size):
    n, c, th, tw = size
    shape = (n, c, 8 * th, 8 * tw)
    pictures = np.arange(np.prod(shape), dtype=np.float32).reshape(shape)
    rows = to_tiles(pictures)
    assert rows.shape == (n, c * 64 * th * tw)
    assert (from_tiles(rows, shape[1:]) == pictures).all()


def test_a_patch_and_a_tile_are_one_stretch():
    c, h, w = 3, 16, 24
    pictures = np.arange(c * h * w, dtype=np.float32).reshape(1, c, h, w)
    row = to_tiles(pictures)[0]
    assert (row[: 16 * c] == pictures[0, :, :4, :4].ravel()).all()  # the first patch, channel by channel
    assert (row[16 * c : 32 * c] == pictures[0, :, :4, 4:8].ravel()).all()  # its neighbour in the same tile
    assert set(row[: 64 * c]) == set(pictures[0, :, :8, :8].ravel())  # the first tile
    assert set(row[64 * c : 128 * c]) == set(pictures[0, :, :8, 8:16].ravel())  # the tile to its right


@pytest.mark.parametrize("shape", [(1, 1, 7, 8), (1, 1, 8, 12)])
def test_other_sizes_are_refused(shape):
    with pytest.raises(ValueError, match="multiples of 8"):
        to_tiles(np.zeros(shape, np.float32))
