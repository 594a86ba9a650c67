"""Choosing a device."""

import pytest
import torch

from gan_core.device import choose, describe


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
