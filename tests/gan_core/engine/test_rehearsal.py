"""The best device that passes its rehearsal trains; why no better one does is said."""

from dataclasses import replace

import pytest

from gan_core.engine import rehearsal
from gan_core.engine.rehearsal import Casting, rehearsed, rounds_per_second
from gan_core.experiment import recipe


def speeds(**told):
    def trial(device):
        if isinstance(told[device], Exception):
            raise told[device]
        return told[device]

    return trial


def test_the_best_that_passes_is_taken():
    assert rehearsed(["cuda", "mps", "cpu"], speeds(cuda=500.0, mps=100.0, cpu=20.0)) == Casting("cuda")


def test_one_that_fails_is_passed_over_with_its_reason():
    fault = RuntimeError("CUDA error: no kernel image\nCompile with TORCH_USE_CUDA_DSA")
    chosen = rehearsed(["cuda", "mps", "cpu"], speeds(cuda=fault, mps=100.0, cpu=20.0))
    assert chosen.device == "mps"
    assert chosen.passed_over == ("CUDA failed its rehearsal (RuntimeError: CUDA error: no kernel image).",)


def test_one_that_is_slower_than_the_cpu_is_passed_over():
    chosen = rehearsed(["cuda", "cpu"], speeds(cuda=10.0, cpu=20.0))
    assert chosen == Casting("cpu", ("CUDA is slower here than CPU: 10 rounds a second, not 20.",))


def test_where_there_is_only_a_cpu_nothing_is_tried():
    assert rehearsed(["cpu"], speeds(cpu=RuntimeError())) == Casting("cpu")


def test_a_rehearsal_does_all_that_a_run_does(monkeypatch):
    monkeypatch.setattr(rehearsal, "ROUNDS", 2)
    small = replace(recipe("digits"), batch=8, g_width=4, d_width=4)
    assert rounds_per_second("cpu", small) > 0
    with pytest.raises(ValueError, match="is not here"):
        rounds_per_second("cuda:99", small)
