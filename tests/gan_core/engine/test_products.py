"""Products against numpy's, thin and wide, whatever their memory looks like."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from gan_core.engine.products import THIN, layer, product

SIZES = st.integers(1, THIN + 2)


def some(members, rows, columns, turned, seed):
    g = torch.Generator().manual_seed(seed)
    if turned:
        return torch.randn(members, columns, rows, generator=g).mT
    return torch.randn(members, rows, columns, generator=g)


@given(SIZES, SIZES, SIZES, SIZES, st.booleans(), st.booleans())
def test_products(members, rows, inner, columns, a_turned, b_turned):
    a, b = some(members, rows, inner, a_turned, 0), some(members, inner, columns, b_turned, 1)
    bias = some(members, 1, columns, b_turned, 2)
    expected = np.matmul(a.double().numpy(), b.double().numpy())
    np.testing.assert_allclose(product(a, b).numpy(), expected, atol=1e-5)
    np.testing.assert_allclose(layer(bias, a, b).numpy(), expected + bias.numpy(), atol=1e-5)


@pytest.mark.parametrize("columns", [1, THIN, THIN + 1])
def test_factors_stay_as_they_are(columns):
    a, b = some(3, 7, 5, False, 0), some(3, 5, columns, False, 1)
    kept = a.clone(), b.clone()
    product(a, b)
    assert torch.equal(a, kept[0])
    assert torch.equal(b, kept[1])
