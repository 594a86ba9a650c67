"""Choosing a device."""

import platform
import subprocess
import sys

import pytest
import torch

from gan_core.engine.device import choose, describe


def test_the_cpu_is_always_there():
    assert choose("cpu").type == choose("cpu:0").type == "cpu"
    assert describe(choose("cpu")) == "CPU"
    assert choose().type in ("cpu", "cuda", "mps")


@pytest.mark.parametrize("name", ["tpu", "", "cuda:99", "cpu:7", "cpu:x", "meta", "x" * 500])
def test_what_is_not_there_is_refused_in_one_sentence(name):
    with pytest.raises(ValueError, match=r"^[^\n]{1,150}\.$"):
        choose(name)


def test_the_best_there_is(monkeypatch):
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    assert choose() == torch.device("cuda")
    assert choose("cpu") == torch.device("cpu")


FAULTS = """
import resource
from dataclasses import replace
from gan_core.experiment import Experiment
from gan_core.engine.trainer import Trainer
e = Experiment(data="ring8", loss="nonsaturating", batch=256, z_dim=2)
trainer = Trainer([replace(e, seed=k) for k in range(128)], "cpu")
for _ in range(6):
    trainer.round()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(4):
    trainer.round()
print((resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) // 4)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked to keep memory")
def test_a_step_fetches_no_memory_afresh():
    told = subprocess.run([sys.executable, "-c", FAULTS], check=True, capture_output=True, text=True).stdout
    assert int(told) < 2000  # pages a round; 16 500 if freed memory is given back
