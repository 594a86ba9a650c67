"""The forger of points: where its first drafts lie, and what the waves may not change."""

from dataclasses import replace

import pytest
import torch

from gan_core.data import load
from gan_core.engine.networks import WaveNet, waves
from gan_core.engine.players import DETECTIVE_PITCHES, Forger, WaveForger, cast
from gan_core.experiment import Experiment
from gan_core.philox import Rolls, Stream

CPU = torch.device("cpu")
BASE = Experiment(data="grid25", waves=8, z_dim=2, g_width=8, d_width=8)


def first_fakes(e: Experiment) -> tuple[torch.Tensor, torch.Tensor]:
    forger, _ = cast(e, load(e.data), CPU)
    weights = [w[None] for w in forger.init(Rolls(0, Stream.FIRST_FORGER))]
    z, _ = forger.draw(4000, Rolls(0, Stream.FORGER))
    return z, forger(weights, z[None])[0]


def test_the_first_fakes_lie_all_over_the_plane():
    z, fakes = first_fakes(BASE)
    assert z.std(0).tolist() == pytest.approx([1, 1], abs=0.03)
    assert (fakes - z).std() < 0.5
    data = load("grid25")
    mode = ((fakes * data.scale)[:, None] - torch.from_numpy(data.centres)).square().sum(-1).argmin(1)
    assert len(mode.unique()) == 25


def test_a_draft_may_lie_aside():
    _, fakes = first_fakes(replace(BASE, draft=0.2, aside=1.5))
    assert fakes.mean(0).tolist() == pytest.approx([1.5, 1.5], abs=0.3)
    assert (fakes > 0).float().mean() > 0.98


@pytest.mark.parametrize("z_dim", [1, 2, 7])
def test_any_latent_makes_points(z_dim: int):
    _, fakes = first_fakes(replace(BASE, z_dim=z_dim))
    assert fakes.shape == (4000, 2)
    assert fakes.isfinite().all()


def test_without_waves_the_players_are_plain():
    forger, detective = cast(replace(BASE, waves=0), load("grid25"), CPU)
    assert isinstance(forger, Forger)
    assert not isinstance(detective, WaveNet)


def test_waves_are_the_same_for_everybody_and_between_their_pitches():
    low, high = DETECTIVE_PITCHES
    lengths = waves(2, 50, DETECTIVE_PITCHES).norm(dim=0)
    assert torch.equal(waves(2, 50, DETECTIVE_PITCHES), waves(2, 50, DETECTIVE_PITCHES))
    assert lengths.min().item() == pytest.approx(low)
    assert lengths.max().item() == pytest.approx(high)


def test_no_rolls_no_latents():
    forger, _ = cast(BASE, load("grid25"), CPU)
    assert isinstance(forger, WaveForger)
    assert forger.draw(3, None)[0].abs().max() == 0
