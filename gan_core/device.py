"""Where the tensors live."""

from __future__ import annotations

import torch


def choose(name: str | None = None) -> torch.device:
    """CUDA, else Apple's MPS, else the CPU; or the one named. ValueError if that one is not there."""
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if name is None:
        return torch.device(next(kind for kind, is_there in there.items() if is_there))
    if not there.get(name.split(":")[0], False):
        raise ValueError(
            f"The device “{name[:40]}” is not here; this machine has {', '.join(k for k, v in there.items() if v)}."
        )
    return torch.device(name)


def describe(device: torch.device) -> str:
    """What to call the device on the page."""
    if device.type == "cuda":
        return f"GPU: {torch.cuda.get_device_name(device)}"
    return {"mps": "GPU: Apple MPS", "cpu": "CPU"}[device.type]
