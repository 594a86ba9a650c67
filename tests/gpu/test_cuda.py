"""On a machine with CUDA: what is recorded and replayed there gives what the CPU gives, and everything else works too.

`python -m benchmarks gpu --json` runs these first.
"""

from dataclasses import replace

import numpy as np
import pytest
import torch

from gan_core.engine.rehearsal import rehearsed
from gan_core.engine.trainer import Trainer
from gan_core.experiment import DATA, LOSSES, recipe

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA on this machine"),
]


def pair(*experiments):
    return [Trainer(list(experiments), device) for device in ("cpu", "cuda")]


def played(trainers, rounds):
    for trainer in trainers:
        for _ in range(rounds):
            trainer.round()
        trainer.settle()


def apart(one, other):
    """The largest difference between what two forgers print from the same dice."""
    return float(np.abs(one.sample(64, live=True) - other.sample(64, live=True)).max() / one.data.scale)


@pytest.mark.parametrize("data", DATA)
def test_recorded_rounds_are_the_cpu_s(data):
    trainers = pair(recipe(data))
    played(trainers, 4)
    assert apart(*trainers) < 0.02


@pytest.mark.parametrize("loss", LOSSES)
def test_every_game_is_recorded(loss):
    trainers = pair(replace(recipe("ring8"), loss=loss, gp=1.0, pack=2, mbstd=1))
    played(trainers, 4)
    assert apart(*trainers) < 0.02


def test_settings_change_between_recordings():
    trainers = pair(recipe("ring8"))
    played(trainers, 3)
    for trainer in trainers:
        trainer.update(0, lr_g=1e-3, d_steps=2, r1=0.1)
    played(trainers, 3)
    for trainer in trainers:
        trainer.detective_step()
        trainer.forger_step()
    played(trainers, 2)
    assert apart(*trainers) < 0.05


def test_looks_and_checkpoints_work_and_a_run_moves_between_devices():
    here, there = pair(recipe("banknotes"))
    played([there], 5)
    assert there.snapshot(feedback=True).fakes.shape == (24, 3, 24, 48)
    assert 0 <= there.measure().d_accuracy <= 1
    there.referee().step()
    here.restore(there.state())
    assert here.step == 5
    assert apart(here, there) < 0.01


def test_several_train_together_and_an_explosion_is_heard():
    wild = replace(recipe("ring8"), seed=1)
    trainer = Trainer([recipe("ring8"), wild], "cuda")
    trainer.pair.detective.weights[0][1].fill_(float("nan"))
    played([trainer], 3)
    assert trainer.diverged(0) is None
    assert trainer.diverged(1) is not None


def test_the_gpu_passes_its_rehearsal():
    assert rehearsed().device == "cuda"
