"""Choosing a device."""

import platform
import resource

import pytest
import torch

from gan_core.device import choose, describe, keep_memory


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


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked to keep memory")
def test_memory_that_is_freed_is_kept():
    keep_memory()
    fetched = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        several = [torch.ones(5_000_000) for _ in range(8)]  # 160 MB, some 39 000 pages
        del several
        fetched.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
    assert fetched[1] + fetched[2] < fetched[0]
