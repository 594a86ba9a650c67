"""Where the tensors live."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import Final

import torch

from gan_core.data.shared import rest
from gan_core.threads import Threads

TRIM_THRESHOLD: Final = -1  # names of mallopt(3): what may lie free at the end of the heap,
MMAP_THRESHOLD: Final = -3  # and from which size on a block is fetched by itself and given back at once


def choose(name: str | None = None) -> torch.device:
    """CUDA, else Apple's MPS, else the CPU; or the one named. ValueError if that one is not there."""
    counts = _counts()
    here = available()
    if name is None:
        return torch.device(here[0])
    kind, _, index = name.partition(":")
    if kind not in here or (index or "0") not in map(str, range(counts[kind])):
        raise ValueError(f"The device “{name[:40]}” is not here; this machine has {', '.join(here)}.")
    if kind == "cuda":
        torch.cuda.set_device(int(index or 0))  # one GPU for a process: recordings and waiting mean the current one
    return torch.device(name)


def available() -> list[str]:
    """The kinds of devices that are here, best first; the CPU is the last."""
    return [kind for kind, count in _counts().items() if count]


def _counts() -> dict[str, int]:
    return {"cuda": torch.cuda.device_count(), "mps": int(torch.backends.mps.is_available()), "cpu": 1}


def keep_memory() -> None:
    """Has glibc keep memory that is freed, up to 2 GiB, for the next step.

    Otherwise a step fetches every tensor of a megabyte afresh, page by page, which takes as long as all its arithmetic.
    Where there is no glibc this does nothing.
    """
    with suppress(OSError, AttributeError, TypeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(TRIM_THRESHOLD, 2**31 - 1)
        libc.mallopt(MMAP_THRESHOLD, 32 << 20)  # the most that counts: larger tensors are fetched afresh


def give_memory_back() -> None:
    """Returns to the system what `keep_memory` had glibc keep, and what was read of files held in common: for when a
    training has begun or is over. Takes some milliseconds.
    """
    rest()
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def finish() -> None:
    """Waits until a GPU of CUDA, where one is in use, has done what it was ordered to do."""
    if torch.cuda.is_initialized():  # type: ignore[no-untyped-call]
        torch.cuda.synchronize()


def threads(device: torch.device) -> Threads:
    """A choice of the number of threads for one kind of work there, from one to as many as torch may use now."""
    return Threads(torch.set_num_threads, torch.get_num_threads() if device.type == "cpu" else 1)


def describe(device: torch.device) -> str:
    """What to call the device on the page."""
    if device.type == "cuda":
        return f"GPU: {torch.cuda.get_device_name(device)}"
    return {"mps": "GPU: Apple MPS", "cpu": "CPU"}[device.type]
