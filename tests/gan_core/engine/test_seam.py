"""Autograd answers what the pass by hand answers, and any module can play."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from benchmarks.hood import by_autograd
from gan_core.engine.players import Forger, WaveForger
from gan_core.engine.seam import AnyNetwork, AutogradPass
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment
from tests.gan_core.engine.test_backprop import JUDGES, NETS, cast_for, some

TINY = Experiment(data="ring8", loss="nonsaturating", batch=16, z_dim=3, g_width=8, d_width=8, beta1=0.5, ema=3)
GAMES = {
    "points": TINY,
    "penalties": replace(TINY, r1=0.3, r2=0.1, gp=1.0),
    "waves": replace(TINY, z_dim=2, waves=4, r1=0.1),
    "company": replace(TINY, seats=2, pack=2, mbstd=1, loss="hinge"),
    "notes": replace(TINY, data="banknotes", r1=0.3, batch=4, g_width=4, d_width=2),
}


def near(mine: list[torch.Tensor], theirs: list[torch.Tensor]) -> bool:
    return all(torch.allclose(a, b, atol=1e-10) for a, b in zip(mine, theirs, strict=True))


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("inference", [False, True])
def test_both_ways_back_are_one(name: str, inference: bool):
    network, shape = NETS[name]
    weights, x = cast_for(network, shape)
    with torch.inference_mode(inference), torch.no_grad():
        hand, tape = network.forward(weights, x), AutogradPass(network, weights, x + 0)
        at_output = some(hand.out)
        assert near([hand.out, *hand.back(at_output)], [tape.out, *tape.back(at_output)])
        assert near([hand.at_input(hand.slopes(at_output))], [tape.at_input(tape.slopes(at_output))])


@pytest.mark.parametrize("name", JUDGES)
def test_both_ways_back_through_a_penalty_are_one(name: str):
    network, shape = JUDGES[name]
    weights, x = cast_for(network, shape)
    with torch.inference_mode():
        hand, tape = network.forward(weights, x), AutogradPass(network, weights, x + 0)
        ones, at_slope = torch.ones_like(hand.out), some(x)
        theirs = hand.back_with_penalty(some(hand.out), hand.slopes(ones), at_slope)
        assert near(theirs, tape.back_with_penalty(some(hand.out), tape.slopes(ones), at_slope))


@pytest.mark.parametrize("name", GAMES)
def test_a_trainer_is_the_same_by_either_way(name: str):
    members = [GAMES[name], replace(GAMES[name], seed=1)]
    hand, tape = Trainer(members, "cpu"), Trainer(members, "cpu", players=by_autograd)
    tape.pair = tape.pair.take(hand.pair.tensors(), [(0, 0), (0, 0)])  # seats for company begin with weights of zero
    for _ in range(10):
        hand.round()
        tape.round()
    pairs = zip(hand.pair.tensors(), tape.pair.tensors(), strict=True)
    assert all(torch.allclose(a, b, atol=1e-3) for a, b in pairs)


def test_a_wave_forger_takes_any_network():
    forger, _ = by_autograd(GAMES["waves"], Trainer([GAMES["waves"]], "cpu").data, torch.device("cpu"))
    assert isinstance(forger, WaveForger)


def strangers(experiment: Experiment, data, device):
    """Networks that nobody has gone back through by hand."""
    detective = nn.Sequential(nn.Linear(2, 32), nn.Tanh(), nn.Linear(32, 32), nn.SiLU(), nn.Linear(32, 1))
    forger = nn.Sequential(nn.Linear(experiment.z_dim, 32), nn.GELU(), nn.Linear(32, 32), nn.GELU(), nn.Linear(32, 2))
    return Forger(AnyNetwork.of(forger, experiment.z_dim)), AnyNetwork.of(detective, 2)


def test_strangers_learn():
    experiment = replace(TINY, batch=64, r1=0.1, lr_g=5e-3, lr_d=5e-3, seed=100)
    trainer = Trainer([experiment], "cpu", players=strangers)
    before = trainer.measure().distance
    for _ in range(200):
        trainer.round()
    assert trainer.measure().distance < before / 2


def test_strangers_of_one_trainer_are_as_alone():
    members = [replace(TINY, seed=k, r1=0.1) for k in range(3)]
    together, alone = (Trainer(m, "cpu", players=strangers) for m in (members, members[2:]))
    for _ in range(5):
        together.round()
        alone.round()
    pairs = zip(together.pair.forger.weights, alone.pair.forger.weights, strict=True)
    assert all(torch.allclose(a[2], b[0], atol=1e-4) for a, b in pairs)


def test_strangers_branch_and_come_back():
    trainer = Trainer([TINY], "cpu", players=strangers)
    trainer.round()
    branch = trainer.branched([0, 0])
    state = trainer.state()
    trainer.round()
    branch.round()
    assert torch.allclose(branch.pair.forger.weights[0][1], trainer.pair.forger.weights[0][0], atol=1e-5)
    trainer.restore(state)
    assert trainer.step == 1
