"""The quick referee of points (`engine/referee.py`) as pure functions: a fresh classifier's step, and its word.

taught    state (weights, Adam's moments), rows (1, B, d) scaled as the networks see them, labels (1, B, 1), dials
          (2, 1): rate and count → the state after one step down the cross-entropy, weights decaying by `DECAY`
heard     weights, rows (1, n, d) → logits (1, n, 1)
"""

from __future__ import annotations

from typing import Any, Final

import torch
from torch import Tensor

from gan_core.engine.adam import stepped
from gan_core.engine.eyes import eye
from gan_core.engine.networks import WaveNet, mlp
from gan_core.engine.portable.program import Program
from gan_core.engine.portable.traced import Given, traced
from gan_core.engine.referee import BATCH, STEPS

DECAY: Final = 1e-4
RATE: Final = 5e-3
LAST: Final = 0.02  # the part of the rate that is left at the end
SAMPLE: Final = 2000  # items of either kind: half of them teach, half test
PARTS: Final = ("weights", "mean", "square")


def referee_programs(size: int) -> dict[str, Program]:
    """For points of so many numbers."""
    net, weights = _net(size)
    state = {f"referee.{part}.{k}": w.clone() for part in PARTS for k, w in enumerate(weights)}
    more = {"rows": torch.ones(1, 2 * BATCH, size), "labels": torch.ones(1, 2 * BATCH, 1), "dials": torch.ones(2, 1)}
    named = {f"referee.weights.{k}": w for k, w in enumerate(weights)}
    with torch.no_grad():
        return {
            "referee learns": traced(lambda given: _taught(net, given), state | more),
            "referee judges": traced(
                lambda given: {"logits": net(_layers(given, "weights"), given["rows"])},
                named | {"rows": torch.ones(1, SAMPLE, size)},
            ),
        }


def referee_plan(size: int) -> dict[str, Any]:
    """How its first weights are rolled, and how long and how fast it learns."""
    _, weights = _net(size)
    first = [
        {"shape": list(w.shape), "spread": w.shape[1] ** -0.5 / 3**0.5 if k % 2 == 0 else 0.0, "empty": [0, 0]}
        for k, w in enumerate(weights)
    ]
    return {"first": first, "steps": STEPS, "batch": 2 * BATCH, "rate": RATE, "last": LAST, "sample": SAMPLE}


def _net(size: int) -> tuple[WaveNet, list[Tensor]]:
    """The same layers and waves as the referee's own; weights of the shapes that it has."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        frequencies = eye((size,))[0].get_buffer("_frequencies")  # type: ignore[index]
    net = WaveNet(mlp((size + 2 * frequencies.shape[1], 64, 1)), frequencies)
    return net, [w[None] for w in net.init(torch.Generator().manual_seed(0))]


def _layers(given: Given, part: str) -> list[Tensor]:
    return [tensor for name, tensor in given.items() if name.startswith(f"referee.{part}.")]


def _taught(net: WaveNet, given: Given) -> Given:
    weights = _layers(given, "weights")
    seen = net.forward(weights, given["rows"])
    gradients = seen.back((seen.out.sigmoid() - given["labels"]) / given["labels"].shape[1])
    found: Given = {}
    for k, (weight, mean, square, gradient) in enumerate(
        zip(weights, _layers(given, "mean"), _layers(given, "square"), gradients, strict=True)
    ):
        rate, count = given["dials"][0], given["dials"][1]
        moved = stepped(weight, mean, square, gradient + DECAY * weight, rate, [(0.9, 0.999)], count, [True])
        found |= {f"referee.{part}.{k}": tensor for part, tensor in zip(PARTS, moved, strict=True)}
    return found
