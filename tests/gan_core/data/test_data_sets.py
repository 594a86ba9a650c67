"""Data sets: what their geometry promises, and that reading them is the inverse of drawing them."""

import numpy as np
import pytest
from scipy import stats

from gan_core.data import line, load, planes
from gan_core.data.base import DataSet

PLANES = ("ring8", "grid25", "moons", "swissroll", "checkerboard")
ALL = (*PLANES, "line", "digits", "banknotes")
GAUSSIAN_CEILING = 1 - np.exp(-9 / 2)  # P(a 2-D Gaussian lies within 3σ)


def nearest_angles(points: np.ndarray) -> np.ndarray:
    return np.sort(np.degrees(np.arctan2(points[:, 1], points[:, 0])) % 360)


def test_ring8_has_eight_distinct_centres_at_equal_angles():
    centres = load("ring8").centres
    assert centres is not None
    assert len(np.unique(centres.round(5), axis=0)) == 8
    assert np.allclose(np.linalg.norm(centres, axis=1), 1)
    angles = nearest_angles(centres)
    assert np.allclose(np.diff(np.append(angles, angles[0] + 360)), 45, atol=1e-4)


def test_grid25_has_the_published_centres():
    centres = load("grid25").centres
    assert centres is not None
    assert {tuple(c) for c in centres.tolist()} == {(x, y) for x in range(-4, 5, 2) for y in range(-4, 5, 2)}


@pytest.mark.parametrize(
    ("data", "sigma"),
    [(planes.ring8(sigma=planes.PROTOCOL_RING_SIGMA), 0.01), (planes.ring8(), 0.05), (planes.grid25(), 0.05)],
)
def test_blobs_spread_by_sigma_about_their_centres(data: DataSet, sigma: float):
    assert data.centres is not None
    residuals = data.train - data.centres[data.train_modes]
    assert np.allclose(residuals.std(axis=0), sigma, rtol=0.02)
    assert np.allclose(np.bincount(data.train_modes) / len(data.train), data.shares, atol=0.005)


@pytest.mark.parametrize("name", ["ring8", "grid25"])
def test_true_gaussian_data_score_less_than_100_percent(name: str):
    data = load(name)
    assert data.read(data.held_out).good.mean() == pytest.approx(GAUSSIAN_CEILING, abs=0.003)


@pytest.mark.parametrize("name", PLANES)
def test_points_keep_the_contract(name: str):
    data = load(name)
    assert data.kind == "points"
    assert data.shape == (2,)
    assert (data.train.shape, data.held_out.shape) == ((16_384, 2), (20_000, 2))
    assert data.train.dtype == data.held_out.dtype == np.float32
    assert len(data.modes) == len(set(data.modes)) == len(data.shares)
    assert sum(data.shares) == pytest.approx(1)
    assert data.scale == pytest.approx(data.train.std(), rel=1e-5)
    assert 0.99 < (np.abs(data.train) <= data.extent).all(axis=1).mean() <= 1


@pytest.mark.parametrize("name", ALL)
def test_reading_gives_back_the_mode_that_was_drawn(name: str):
    data = load(name)
    items, modes = data.held_out[:2000], data.held_out_modes[:2000]
    reading = data.read(items)
    assert reading.mode.shape == reading.good.shape == (len(items),)
    assert reading.good.mean() > 0.9
    assert (reading.mode == modes)[reading.good].mean() > 0.97  # neighbouring pieces of the roll blur into each other
    assert set(np.unique(reading.mode)) <= set(range(-1, len(data.modes)))


@pytest.mark.parametrize("name", PLANES)
def test_noise_shows_little_and_the_far_away_shows_nothing(name: str):
    data = load(name)
    rng = np.random.default_rng(0)
    square = rng.uniform(-data.extent, data.extent, (5000, 2)).astype(np.float32)
    assert data.read(square).good.mean() < 0.5
    far = data.read(square + 10 * data.extent)
    assert not far.good.any()
    assert (far.mode == -1).all()


def test_reader_agrees_with_a_loop_over_centres():
    data = load("grid25")
    assert data.centres is not None
    points = np.random.default_rng(1).uniform(-5, 5, (3000, 2)).astype(np.float32)
    points[:1500] = points[:1500].round() + 0.04  # some that lie near centres
    reading = data.read(points)
    for point, mode, good in zip(points, reading.mode, reading.good, strict=True):
        distances = [float(np.hypot(*(point - c))) for c in data.centres]
        assert good == (min(distances) < 0.15)
        assert mode == (int(np.argmin(distances)) if good else -1)


def test_moons_and_roll_are_good_within_three_sigma_of_the_curve():
    moons = load("moons")
    on_arms = np.array([[-0.5, -0.25], [-1.5, -0.25], [0.5, -0.75]], dtype=np.float32) + np.array(
        [[0.0, 1.0], [0.0, 0.0], [0.0, 0.0]], dtype=np.float32
    )
    assert moons.read(on_arms).mode.tolist() == [0, 0, 1]
    outside = on_arms + np.array([[0, 0.2], [-0.2, 0], [0, -0.2]], dtype=np.float32)
    assert not moons.read(outside).good.any()
    roll = load("swissroll")
    t = np.linspace(planes.ROLL_START, planes.ROLL_END, 1001)
    curve = (t[:, None] * np.stack([np.cos(t), np.sin(t)], axis=1) / planes.ROLL_SIZE).astype(np.float32)
    assert roll.read(curve).good.all()
    assert (np.diff(roll.read(curve).mode) >= 0).all()
    assert np.bincount(roll.read(curve).mode) == pytest.approx(np.full(8, 125), abs=3)


def test_checkerboard_fills_every_other_cell():
    data = load("checkerboard")
    cells = {tuple(c) for c in np.floor(data.train + 2).astype(int).tolist()}
    assert cells == {(x, y) for x in range(4) for y in range(4) if (x + y) % 2 == 0}
    empty = np.array([[-0.5, -1.5], [0.5, 0.5 - 1]], dtype=np.float32)
    assert not data.read(empty).good.any()


def test_line_density_integrates_to_one_and_matches_scipy():
    x = np.linspace(-8, 8, 20_001)
    assert np.trapezoid(line.density(x), x) == pytest.approx(1, abs=1e-9)
    mixture = sum(s * stats.norm.pdf(x, m, d) for s, m, d in zip(line.SHARES, line.CENTRES, line.SIGMAS, strict=True))
    assert np.allclose(line.density(x), mixture)


def test_line_items_follow_the_density():
    data = load("line")
    assert data.shape == (1,)

    def cdf(x: np.ndarray) -> np.ndarray:
        parts = zip(line.SHARES, line.CENTRES, line.SIGMAS, strict=True)
        return np.sum([s * stats.norm.cdf(x, m, d) for s, m, d in parts], axis=0)

    assert stats.kstest(data.held_out[:, 0].astype(float), cdf).pvalue > 1e-3


def test_digits_are_split_scaled_and_read():
    data = load("digits")
    assert data.train.shape == (1438, 1, 8, 8)
    assert data.held_out.shape == (359, 1, 8, 8)
    assert data.train.min() == -1
    assert data.train.max() == 1
    train = {item.tobytes() for item in data.train}
    assert not any(item.tobytes() in train for item in data.held_out)
    reading = data.read(data.held_out)
    assert (reading.mode == data.held_out_modes)[reading.good].mean() > 0.99


def test_digit_reader_calls_noise_blanks_and_the_average_nothing():
    data = load("digits")
    rng = np.random.default_rng(0)
    noise = rng.uniform(-1, 1, (200, 1, 8, 8)).astype(np.float32)
    average = np.repeat(data.train.mean(axis=0)[None], 5, axis=0)
    for items in (noise, np.zeros_like(noise), np.full_like(noise, -1), average, data.held_out * 0.1):
        reading = data.read(items)
        assert not reading.good.any()
        assert (reading.mode == -1).all()


@pytest.mark.parametrize("name", ["ring8", "line"])
def test_same_seed_same_items(name: str):
    assert load(name, 3) is load(name, 3)
    assert not np.array_equal(load(name, 3).train, load(name, 4).train)
    module = planes if name == "ring8" else line
    assert np.array_equal(getattr(module, name)(3).train, load(name, 3).train)


def test_digits_do_not_depend_on_the_seed():
    assert load("digits", 1) is load("digits", 2)


@pytest.mark.parametrize("name", ["", "ring", "RING8", "../banknotes", "planes", "x" * 1000])
def test_unknown_names_get_one_clear_sentence(name: str):
    with pytest.raises(ValueError, match=r"^There is no data set “.*”; there are banknotes, ring8, .*\.$") as caught:
        load(name)
    assert len(str(caught.value)) < 200
