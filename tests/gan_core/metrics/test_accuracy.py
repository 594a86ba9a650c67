"""The detective's accuracy against scikit-learn, brute force and theory."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import norm
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from gan_core.metrics import accuracy as a

scores = hnp.arrays(np.float64, st.integers(1, 40), elements=st.integers(-5, 5).map(lambda i: i / 2))


@given(scores, scores, st.sampled_from([-0.75, 0.25, 1.1]))
def test_balanced_accuracy_is_scikit_learns(real, fake, threshold):
    truth = np.repeat([1, 0], [len(real), len(fake)])
    said = np.concatenate([real, fake]) > threshold
    assert a.balanced_accuracy(real, fake, threshold) == pytest.approx(balanced_accuracy_score(truth, said))


@given(scores, st.integers(-10, 10).map(lambda i: i / 2))
def test_an_undecided_score_counts_half(said, threshold):
    assert a.share_above(said, threshold) == pytest.approx(np.mean((np.sign(said - threshold) + 1) / 2))


@given(scores, scores)
def test_auc_is_scikit_learns(real, fake):
    truth = np.repeat([1, 0], [len(real), len(fake)])
    assert a.pairwise_auc(real, fake) == pytest.approx(roc_auc_score(truth, np.concatenate([real, fake])))


@given(scores, scores)
def test_auc_by_brute_force_and_its_symmetry(real, fake):
    wins = np.mean([(r > f) + (r == f) / 2 for r in real for f in fake])
    assert a.pairwise_auc(real, fake) == pytest.approx(wins)
    assert a.pairwise_auc(real, fake) + a.pairwise_auc(fake, real) == pytest.approx(1)
    assert a.pairwise_auc(3 * real + 1, 3 * fake + 1) == pytest.approx(wins)


def centred(real, fake):
    """How a relative game's detective is measured."""
    return a.balanced_accuracy(real, fake, a.middle(real, fake))


@given(st.integers(1, 40), st.randoms(use_true_random=False))
def test_in_the_middle_as_many_real_items_as_fakes_are_taken_for_the_other_side(n, random):
    scores = random.sample(range(1000), 2 * n)
    real, fake = np.array(scores[:n]), np.array(scores[n:])
    level = a.middle(real, fake)
    assert a.share_above(fake, level) == pytest.approx(1 - a.share_above(real, level))
    assert a.share_above(fake, level) == pytest.approx(1 - centred(real, fake))


@given(scores, st.integers(2, 5))
def test_the_middle_does_not_care_how_many_there_are_of_either_side(fake, times):
    real = np.arange(7) - 3.25
    assert a.middle(real, np.tile(fake, times)) == pytest.approx(a.middle(real, fake))


@given(scores, st.randoms(use_true_random=False))
def test_equal_scores_read_half(same, random):
    shuffled = same.tolist()
    random.shuffle(shuffled)
    assert a.balanced_accuracy(same, shuffled) == pytest.approx(0.5)
    assert a.pairwise_auc(same, shuffled) == pytest.approx(0.5)
    assert centred(same, shuffled) == pytest.approx(0.5)


def test_in_the_middle_the_accuracy_knows_no_absolute_level():
    rng = np.random.default_rng(0)
    real, fake = rng.standard_normal(1000) + 2, rng.standard_normal(1000)
    level = centred(real, fake)
    assert level == pytest.approx(norm.cdf(1), abs=0.02)  # between N(0, 1) and N(2, 1)
    assert centred(real - 50, fake - 50) == level
    assert a.balanced_accuracy(real - 50, fake - 50) == 0.5  # what an uncentred reading would claim


def test_separated_scores_read_one_and_stale_ones_none():
    real, fake = np.linspace(1, 2, 50), np.linspace(-2, -1, 50)
    assert centred(real, fake) == 1
    assert a.middle(real, fake) == 0
    assert centred(fake, real) == 0
    assert a.pairwise_auc(fake, real) == 0


@pytest.mark.parametrize("reading", [a.balanced_accuracy, centred])
@pytest.mark.parametrize("n", [250, 500])
def test_a_perfect_forger_reads_half_within_its_band(reading, n: int):
    rng = np.random.default_rng(0)
    reads = np.array([reading(*rng.standard_normal((2, n))) for _ in range(1000)])
    assert reads.mean() == pytest.approx(0.5, abs=0.004)
    inside = np.abs(reads - 0.5) <= a.chance_band(n, n)
    assert inside.mean() == pytest.approx(0.95, abs=0.025)


@pytest.mark.parametrize(("n", "half_width"), [(500, 0.0438), (1000, 0.0310), (2000, 0.0219)])
def test_chance_band_closed_form(n: int, half_width: float):
    assert a.chance_band(n // 2, n // 2) == pytest.approx(half_width, abs=1e-4)


@settings(max_examples=30)
@given(st.integers(1, 5000), st.integers(1, 5000))
def test_more_items_narrow_the_band(n, m):
    assert a.chance_band(n + 1, m) < a.chance_band(n, m)
    assert a.chance_band(n, m) == a.chance_band(m, n)
