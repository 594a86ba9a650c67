"""The benchmark of hops: it finds them, and says which numbers named the next kind."""

import numpy as np

from benchmarks.hops import Look, hops_of, measured, table


def seen(kind: int | None) -> Look:
    shares = np.zeros(4) if kind is None else np.eye(4)[kind] * 0.9
    return Look(shares, np.full(4, 0.5), np.zeros(4), 1.0)


def test_a_hop_is_from_one_crowd_to_another_whatever_lies_between():
    hops = hops_of([seen(k) for k in (0, 0, None, 0, None, 2, 2, 1)])
    assert [(before.crowd, to) for before, to in hops] == [(0, 2), (2, 1)]


def test_every_figure_is_there():
    told = measured("ring8", 2, 3, apprentice=2, settled=2)
    assert {"hops", "believed", "pointed", "more", "together_at_0", "together_at_100"} <= set(told)
    assert 0 <= told["together_at_100"] <= 1
    assert "ring8" in table(told)
