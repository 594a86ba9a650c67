"""Yardsticks are measured, and they part a perfect forger from a collapsed one."""

import numpy as np
import pytest

from gan_core.data import load
from gan_core.experiment import DATA
from gan_core.metrics.coverage import coverage
from gan_core.metrics.gauges import BETTER, Gauges
from gan_core.snapshot import Metrics
from gan_core.stages import stage_of

BLIND = {"high_quality", "density", "mixed"}  # gauges that cannot see collapse, which is why there are others


@pytest.mark.parametrize("name", ["ring8", "grid25", "moons", "swissroll", "checkerboard", "line", "digits"])
def test_perfect_beats_collapsed_on_every_gauge_that_can_see_it(name: str):
    gauges = Gauges(load(name), 300)
    assert set(BETTER) - set(gauges.names) <= {"js", "mixed"}
    for gauge in set(gauges.names) - BLIND:
        perfect, collapsed = gauges.yardsticks(gauge)
        assert np.isfinite([perfect, collapsed]).all()
        assert (perfect < collapsed) == (BETTER[gauge] == "low"), gauge


def test_ring8_yardsticks():
    gauges = Gauges(load("ring8"), 1000)
    perfect = {name: gauges.yardsticks(name)[0] for name in gauges.names}
    assert perfect["modes"] == 8
    assert perfect["high_quality"] == pytest.approx(0.9889, abs=0.004)
    assert perfect["reverse_kl"] == pytest.approx(7 / 2000, rel=0.5)
    assert perfect["referee_ridge"] == pytest.approx(0.5, abs=0.03)
    assert perfect["originality"] == pytest.approx(0.5, abs=0.05)
    assert gauges.yardsticks("high_quality")[1] == 1  # a collapsed forger scores more than true data


def metrics_of(gauges: Gauges, fakes: np.ndarray) -> Metrics:
    got = coverage(gauges.data.read(fakes), gauges.data.shares)
    return Metrics(
        step=1, d_accuracy=0.5, d_band=0.03, modes=got.modes, modes_all=len(got.shares), shares=got.shares,
        high_quality=got.high_quality, reverse_kl=got.reverse_kl, distance=gauges.measure("distance", fakes),
        mixed=gauges.measure("mixed", fakes) if "mixed" in gauges.names else None,
        referee=gauges.measure("referee_ridge", fakes), referee_step=1,
    )  # fmt: skip


@pytest.mark.parametrize("name", DATA)
def test_a_perfect_forger_reaches_stage_3_and_a_collapsed_one_never(name: str):
    gauges = Gauges(load(name), 500)
    for fakes in gauges._fresh:
        assert stage_of(metrics_of(gauges, fakes), name) == 3
    assert stage_of(metrics_of(gauges, gauges._collapsed), name) < 3


def test_banknotes_have_mixed_notes_and_no_grid():
    gauges = Gauges(load("banknotes"), 200)
    assert "mixed" in gauges.names
    assert "js" not in gauges.names
    assert gauges.yardsticks("mixed")[0] < 0.05
    assert "referee_ridge" in gauges.seldom
    noise = np.random.default_rng(0).uniform(-1, 1, (200, *gauges.data.shape)).astype(np.float32)
    assert gauges.measure("mixed", noise) > 0.9


def test_reading_puts_values_beside_yardsticks():
    data = load("ring8")
    gauges = Gauges(data, 300)
    read = {g.name: g for g in gauges.read(data.train[:300])}
    assert set(read) == set(gauges.names) - gauges.seldom
    assert (read["modes"].value, read["modes"].perfect, read["modes"].collapsed) == (8, 8, 1)
    assert read["distance"].better == "low"
    (copied,) = gauges.read(data.train[:300], ["originality"])
    assert (copied.value, copied.collapsed) == (0, 0)
    assert gauges.yardsticks("distance") is gauges.yardsticks("distance")  # measured once


def test_reference_and_perfect_forger_share_no_item():
    data = load("digits")
    gauges = Gauges(data, 10_000)
    assert gauges.samples == len(data.held_out) // 2
    reference = {item.tobytes() for item in gauges.reference}
    assert not any(item.tobytes() in reference for draw in gauges._fresh for item in draw)
