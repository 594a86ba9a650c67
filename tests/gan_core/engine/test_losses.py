"""Losses: formulas in plain numpy, gradients against finite differences in double precision."""

import numpy as np
import pytest
import torch
from torch.autograd import gradcheck

from gan_core.engine.losses import GAMES
from gan_core.engine.networks import patch_net
from gan_core.experiment import LOSSES
from gan_core.philox import Rolls, Stream


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


# Straight from the papers, with D = σ(logit) where the game is played with probabilities.
DETECTIVE = {
    "nonsaturating": lambda r, f: -np.log(sigmoid(r)) - np.log(1 - sigmoid(f)),
    "saturating": lambda r, f: -np.log(sigmoid(r)) - np.log(1 - sigmoid(f)),
    "relativistic": lambda r, f: -np.log(sigmoid(r - f)),
    "leastsquares": lambda r, f: (r - 1) ** 2 / 2 + (f + 1) ** 2 / 2,
    "hinge": lambda r, f: np.maximum(0, 1 - r) + np.maximum(0, 1 + f),
    "wasserstein": lambda r, f: f - r,
}
FORGER = {
    "nonsaturating": lambda r, f: -np.log(sigmoid(f)),
    "saturating": lambda r, f: np.log(1 - sigmoid(f)),
    "relativistic": lambda r, f: -np.log(sigmoid(f - r)),
    "leastsquares": lambda r, f: (f - 1) ** 2 / 2,
    "hinge": lambda r, f: -f,
    "wasserstein": lambda r, f: -f,
}


def logits(seed: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    g = torch.Generator().manual_seed(seed)
    real, fake = (torch.randn(3, 7, generator=g, dtype=torch.float64) * 2 for _ in range(2))
    return real.requires_grad_(), fake.requires_grad_()


def test_every_loss_has_its_game():
    assert set(GAMES) == set(LOSSES) == set(DETECTIVE) == set(FORGER)


@pytest.mark.parametrize("name", LOSSES)
def test_formulas(name: str):
    real, fake = logits()
    r, f = real.detach().numpy(), fake.detach().numpy()
    game = GAMES[name]
    assert game.detective(real, fake).detach().numpy() == pytest.approx(DETECTIVE[name](r, f).mean(1))
    assert game.forger(real, fake).detach().numpy() == pytest.approx(FORGER[name](r, f).mean(1))


@pytest.mark.parametrize("name", LOSSES)
def test_gradients_of_losses(name: str):
    assert gradcheck(GAMES[name].detective, logits())
    assert gradcheck(GAMES[name].forger, logits(1))


@pytest.mark.parametrize("name", LOSSES)
def test_slopes_are_autograds(name: str):
    game, (real, fake) = GAMES[name], logits(2)
    at_real, at_fake = (7 * g for g in torch.autograd.grad(game.detective(real, fake).sum(), (real, fake)))
    assert torch.allclose(game.detective_slopes(real, fake), torch.cat([at_real, at_fake], dim=1))
    (at_fake,) = torch.autograd.grad(game.forger(real, fake).sum(), fake)
    assert torch.allclose(game.forger_slopes(real, fake), 7 * at_fake)


@pytest.mark.parametrize("name", LOSSES)
def test_only_relative_games_know_no_level(name: str):
    real, fake = logits()
    moved = GAMES[name].detective(real + 3, fake + 3)
    assert torch.allclose(moved, GAMES[name].detective(real, fake)) == GAMES[name].relative


def test_a_lost_forger_learns_more_in_the_nonsaturating_game():
    certain = torch.full((1, 1), -8.0, requires_grad=True)  # the detective is sure that it is a fake
    pushes = {}
    for name in ("saturating", "nonsaturating"):
        (pushes[name],) = torch.autograd.grad(GAMES[name].forger(certain, certain).sum(), certain)
    assert pushes["nonsaturating"].item() == pytest.approx(-1, abs=1e-3)
    assert pushes["saturating"].item() == pytest.approx(-np.exp(-8), rel=1e-3)


def test_patches_are_a_convolution():
    from gan_core.engine.tiles import to_tiles

    network = patch_net((2, 8, 16), 2)
    weights = [w[None] for w in network.init(Rolls(1, Stream.FIRST_DETECTIVE))]
    pictures = np.random.default_rng(0).standard_normal((3, 2, 8, 16)).astype(np.float32)
    got = network(weights, torch.from_numpy(to_tiles(pictures))[None])[0]
    x = torch.from_numpy(pictures)
    act = torch.nn.functional.leaky_relu
    x = act(torch.nn.functional.conv2d(x, weights[0][0].T.reshape(-1, 2, 4, 4), weights[1][0, 0], stride=4), 0.2)
    second = weights[2][0].T.reshape(-1, 2, 2, x.shape[1]).permute(0, 3, 1, 2)
    x = act(torch.nn.functional.conv2d(x, second, weights[3][0, 0], stride=2), 0.2)
    x = x.permute(0, 2, 3, 1).flatten(1)  # tile by tile
    x = act(x @ weights[4][0] + weights[5][0], 0.2)
    assert torch.allclose(got, x @ weights[6][0] + weights[7][0], atol=1e-5)
