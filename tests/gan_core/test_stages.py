"""The stages' rule table."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_core.experiment import DATA
from gan_core.metrics.accuracy import chance_band
from gan_core.snapshot import Metrics
from gan_core.stages import BARS, POINTS, guesses, has_learnt, stage_of

NOISE = Metrics(
    step=0, d_accuracy=1.0, d_band=0.03, modes=0, modes_all=8, shares=(0.0,) * 8, high_quality=0.0, reverse_kl=2.08,
    distance=1.0,
)  # fmt: skip
GOOD = replace(
    NOISE,
    d_accuracy=0.52,
    modes=8,
    shares=(0.12,) * 8,
    high_quality=0.95,
    reverse_kl=0.01,
    referee=0.55,
    referee_step=1,
)
NOTES = replace(GOOD, modes=5, modes_all=5, shares=(0.19,) * 5, mixed=0.05)
GOODS = {"banknotes": NOTES}
NAN = float("nan")


@pytest.mark.parametrize("data", DATA)
def test_noise_is_1_and_a_perfect_forger_3(data: str):
    assert stage_of(NOISE, data) == 1
    assert stage_of(GOODS.get(data, GOOD), data) == 3


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({"d_accuracy": 0.43}, 3),
        ({"d_accuracy": 0.57}, 3),
        ({"d_accuracy": 0.41}, 2),
        ({"d_accuracy": 0.59}, 2),
        ({"d_accuracy": 0.59, "d_band": 0.05}, 3),
        ({"d_accuracy": 0.99}, 2),
        ({"referee": None}, 2),
        ({"referee": 0.65}, 3),
        ({"referee": 0.66}, 2),
        ({"modes": 7}, 2),
        ({"modes": 4}, 2),
        ({"modes": 3}, 1),
        ({"high_quality": 0.80}, 3),
        ({"high_quality": 0.79}, 2),
        ({"high_quality": 0.10}, 2),
        ({"high_quality": 0.09}, 1),
        ({"reverse_kl": 0.05}, 3),
        ({"reverse_kl": 0.06}, 2),
        ({"d_accuracy": NAN}, 1),
        ({"high_quality": NAN}, 1),
        ({"reverse_kl": NAN}, 2),
        ({"referee": NAN}, 2),
    ],
)
def test_points(changes: dict[str, float], stage: int):
    for data in ("ring8", "grid25", "moons", "swissroll", "checkerboard", "line"):
        assert stage_of(replace(GOOD, **changes), data) == stage


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({"referee": 0.75}, 3),
        ({"referee": 0.76}, 2),
        ({"referee": None}, 2),
        ({"mixed": 0.10}, 3),
        ({"mixed": 0.11}, 2),
        ({"mixed": None}, 2),
        ({"mixed": NAN}, 2),
        ({"modes": 4}, 2),
        ({"modes": 1}, 2),
        ({"d_accuracy": 0.59}, 2),
        ({"d_accuracy": 0.90}, 2),
        ({"d_accuracy": 0.91}, 1),
        ({"high_quality": 0.50}, 3),
        ({"high_quality": 0.49}, 2),
        ({"high_quality": 0.10}, 2),
        ({"high_quality": 0.09}, 1),
    ],
)
def test_banknotes(changes: dict[str, float], stage: int):
    assert stage_of(replace(NOTES, **changes), "banknotes") == stage


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({"referee": 0.75}, 3),
        ({"referee": 0.76}, 2),
        ({"high_quality": 0.75}, 3),
        ({"high_quality": 0.74}, 2),
        ({"shares": (0.3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)}, 2),
        ({"shares": (0.13, 0.12, 0.11, 0.12, 0.12, 0.12, 0.12, 0.13)}, 3),
    ],
)
def test_digits(changes: dict[str, float], stage: int):
    assert stage_of(replace(GOOD, **changes), "digits") == stage


metrics = st.builds(
    Metrics,
    step=st.integers(0, 10**6),
    d_accuracy=st.floats(0, 1),
    d_band=st.just(chance_band(500, 500)),
    modes=st.integers(0, 8),
    modes_all=st.just(8),
    shares=st.tuples(*[st.floats(0, 0.125)] * 8),
    high_quality=st.floats(0, 1),
    reverse_kl=st.floats(0, 3),
    distance=st.floats(0, 3),
    mixed=st.none() | st.floats(0, 1),
    referee=st.none() | st.floats(0, 1),
)


@given(metrics, st.sampled_from(DATA))
def test_always_a_stage_and_never_worse_for_better_figures(m, data):
    stage = stage_of(m, data)
    assert stage in (1, 2, 3)
    assert stage_of(replace(m, high_quality=1.0, modes=8, reverse_kl=0.0), data) >= stage
    assert stage == 3 or stage_of(replace(m, referee=None), data) == stage
    if stage == 3:
        bars = BARS.get(data, POINTS)
        assert m.referee is not None
        assert m.referee <= bars.referee


@pytest.mark.parametrize("data", DATA)
def test_a_collapsed_forger_that_fools_the_detective_is_not_convincing(data: str):
    fooled = replace(GOODS.get(data, GOOD), modes=1, shares=(1.0, *(0.0,) * 7), high_quality=1.0, reverse_kl=2.08)
    assert stage_of(fooled, data) < 3


def test_a_guess_is_what_the_band_says_and_a_verdict_needs_a_detective_who_has_learnt():
    reads = [(a, guesses(replace(GOOD, d_accuracy=a)), has_learnt(replace(GOOD, d_accuracy=a))) for a in
             (0.40, 0.48, 0.52, 0.54, 0.57, 1.0, NAN)]  # fmt: skip
    assert [guess for _, guess, _ in reads] == [False, True, True, False, False, False, False]
    assert [learnt for _, _, learnt in reads] == [False, False, False, False, True, True, False]
