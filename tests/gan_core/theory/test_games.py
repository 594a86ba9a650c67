"""The games of two numbers, and the losses as curves, against what pencil and paper say."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from gan_core.experiment import LOSSES
from gan_core.plain import losses
from gan_core.theory import pennies
from gan_core.theory.dirac import Dirac
from gan_core.theory.loss_shapes import FORMULAS, curves


@given(st.floats(0, 1), st.floats(0, 1))
def test_gains_are_what_the_best_answers_bring(p: float, q: float):
    forgers, detectives = pennies.best_answers(p, q)
    gain, now = pennies.gains(p, q), pennies.payoff(p, q)
    assert gain.detective == pytest.approx(pennies.payoff(p, 0.5 if detectives is None else detectives) - now)
    assert gain.forger == pytest.approx(now - pennies.payoff(0.5 if forgers is None else forgers, q))
    assert min(gain.forger, gain.detective) >= -1e-12


def test_only_in_the_middle_does_nobody_gain():
    assert pennies.gains(0.5, 0.5) == pennies.Gains(0, 0)
    for p, q in np.random.default_rng(0).random((100, 2)):
        gain = pennies.gains(p, q)
        assert gain.forger + gain.detective > 0


def test_both_at_once_run_round_the_middle_and_outward():
    rows = pennies.path(0.55, 0.5, 60, rate=0.05) - 0.5
    free = np.hypot(*rows.T)[: np.argmax((np.abs(rows) > 0.499).any(1)) or None]
    assert len(free) > 30
    assert np.allclose(free[1:] / free[:-1], np.sqrt(1 + 0.2**2))  # (1 + (4 · rate)²)^½ a step
    turned = np.unwrap(np.arctan2(rows[:, 1], rows[:, 0]))
    assert abs(turned[-1] - turned[0]) > 2 * np.pi


def test_played_together_the_circle_widens_by_a_known_factor():
    far = np.hypot(*Dirac(rate=0.1).path(1, 0, 200).T)
    assert np.allclose(far[1:] / far[:-1], np.sqrt(1.01))


def test_played_in_turn_it_stays_on_a_closed_ring():
    # A step has determinant 1, and leaves θ² + ψ² − hθψ as it is.
    theta, psi = Dirac(rate=0.2, way="in turn").path(1, 0, 500).T
    assert np.ptp(theta**2 + psi**2 - 0.2 * theta * psi) < 1e-9
    assert np.hypot(theta, psi).min() > 0.8


@pytest.mark.parametrize("way", ["together", "in turn"])
@pytest.mark.parametrize("loss", ["wasserstein", "saturating", "nonsaturating"])
def test_with_r1_it_ends_in_the_middle_and_without_it_does_not(loss: str, way: str):
    assert np.hypot(*Dirac(loss, 0.2, 0.5, way).path(1, 0, 2000)[-1]) < 1e-3
    if loss != "nonsaturating":  # which comes in by itself, but ever more slowly
        assert np.hypot(*Dirac(loss, 0.2, 0.0, way).path(1, 0, 2000)[-1]) > 0.8


@pytest.mark.parametrize("loss", ["wasserstein", "saturating", "nonsaturating"])
def test_slopes_are_those_of_the_losses(loss: str):
    game, tiny = Dirac(loss, r1=0.3), 1e-6

    def detectives(psi, theta):
        return float(curves(loss, psi * theta).fake) + 0.3 * psi**2 / 2

    def forgers(theta, psi):
        return float(curves(loss, psi * theta).forger)

    for theta, psi in [(1.0, 0.4), (-0.7, 1.2), (0.3, -2.0)]:
        by_psi = (detectives(psi + tiny, theta) - detectives(psi - tiny, theta)) / (2 * tiny)
        by_theta = (forgers(theta + tiny, psi) - forgers(theta - tiny, psi)) / (2 * tiny)
        assert game.detectives_slope(theta, psi) == pytest.approx(by_psi, abs=1e-6)
        assert game.forgers_slope(theta, psi) == pytest.approx(by_theta, abs=1e-6)


def ends(loss: str, r1: float) -> tuple[float, int]:
    """How far from equilibrium the Dirac-GAN is in the end, begun nearby, and how often θ changed its side."""
    path = Dirac(loss, rate=0.05, r1=r1).path(0.1, 0.1, 400)
    return float(np.hypot(*path[-1])), int((np.diff(np.sign(path[:, 0])) != 0).sum())


@pytest.mark.parametrize(("loss", "critical"), [("nonsaturating", 1.0), ("saturating", 1.0), ("wasserstein", 2.0)])
def test_a_critical_penalty_stops_the_circling_and_comes_in_fastest(loss: str, critical: float):
    weak, right, strong = (ends(loss, part * critical) for part in (0.4, 1.0, 2.0))
    assert weak[1] >= 2
    assert right[1] <= 1
    assert strong[1] <= 1
    assert right[0] < min(weak[0], strong[0])


def test_arrows_point_where_a_step_goes():
    game = Dirac("nonsaturating", rate=0.1, r1=0.2)
    for theta, psi, along, up in game.arrows(2, 5):
        assert np.allclose(game.step(theta, psi), (theta + 0.1 * along, psi + 0.1 * up))


@pytest.mark.parametrize("loss", LOSSES)
def test_curves_are_the_losses_that_train(loss: str):
    logits = np.linspace(-6, 6, 97)
    zero, x = torch.zeros(97, dtype=torch.float64), torch.tensor(logits, requires_grad=True)
    drawn = curves(loss, logits)
    forger = losses(loss, zero, x)[1]
    forger.sum().backward()
    assert np.allclose(drawn.forger, forger.detach())
    assert np.allclose(drawn.slope, x.grad)
    relative = loss in ("relativistic", "wasserstein")
    for curve, both in ((drawn.real, losses(loss, x, zero)[0]), (drawn.fake, losses(loss, zero, x)[0])):
        rest = 0 if relative else float(losses(loss, zero, zero)[0][0]) / 2  # of the other item, whose logit is 0
        assert np.allclose(curve + rest, both.detach())


def test_far_from_being_believed_only_one_loss_goes_flat():
    slopes = {loss: float(abs(curves(loss, [-6.0]).slope[0])) for loss in LOSSES}
    assert [loss for loss in LOSSES if slopes[loss] < 0.01] == ["saturating"]


def test_every_loss_has_its_formula():
    assert set(FORMULAS) == set(LOSSES)
