"""The quick referee (`engine/referee.py`) as pure functions: a fresh classifier's step, and its word.

Of points and lines it is the engine's own. Of pictures the engine's has convolutions that no portable program knows;
here a net of patches judges them, of the kind that plays the detective, and docs/results.md says how the two compare.

taught    state (weights, Adam's moments), rows (1, B, d) scaled as the networks see them, labels (1, B, 1), dials
          (2, 1): rate and count → the state after one step down the cross-entropy, weights decaying by `DECAY`
heard     weights, rows (1, n, d) → logits (1, n, 1)
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import torch
from torch import Tensor

from gan_core.data.base import DataSet
from gan_core.engine.adam import stepped
from gan_core.engine.backprop import LEAK
from gan_core.engine.eyes import eye
from gan_core.engine.networks import Net, WaveNet, mlp, patch_net
from gan_core.engine.portable.program import Program
from gan_core.engine.portable.traced import Given, traced
from gan_core.engine.referee import BATCH, STEPS

DECAY: Final = 1e-4
SAMPLE: Final = 2000  # items of either kind at most: half of them teach, half test
HEARD: Final = 250  # items that it is asked of at a time
WIDTH: Final = 32  # of the net of patches
# It learns for twice as long as the engine's own, and is then right about as often.
PICTURES: Final = {"steps": 2 * STEPS, "batch": BATCH, "rate": 2e-3, "last": 1.0}
PARTS: Final = ("weights", "mean", "square")


def referee_programs(data: DataSet) -> dict[str, Program]:
    """Its step and its word."""
    plan, (net, weights) = referee_plan(data), _net(data)
    unit = data.scale if data.kind == "image" else 1.0  # pictures are judged from −1 to 1
    size, batch = int(np.prod(data.shape)), plan["batch"]
    state = {f"referee.{part}.{k}": w.clone() for part in PARTS for k, w in enumerate(weights)}
    more = {"rows": torch.ones(1, batch, size), "labels": torch.ones(1, batch, 1), "dials": torch.ones(2, 1)}
    named = {f"referee.weights.{k}": w for k, w in enumerate(weights)}
    with torch.no_grad():
        return {
            "referee learns": traced(lambda given: _taught(net, given, unit), state | more),
            "referee judges": traced(
                lambda given: {"logits": net(_layers(given, "weights"), unit * given["rows"])},
                named | {"rows": torch.ones(1, plan["heard"], size)},
            ),
        }


def referee_plan(data: DataSet) -> dict[str, Any]:
    """How its first weights are rolled, how long and how fast it learns, and how many items it is asked of at once."""
    weights, sample = _net(data)[1], min(SAMPLE, len(data.held_out)) // 2 * 2
    points = data.kind != "image"
    gain = 3**-0.5 if points else (2 / (1 + LEAK**2)) ** 0.5
    first = [
        {"shape": list(w.shape), "spread": gain * w.shape[1] ** -0.5 if k % 2 == 0 else 0.0, "empty": [0, 0]}
        for k, w in enumerate(weights)
    ]
    pace = {"steps": STEPS, "batch": 2 * BATCH, "rate": 5e-3, "last": 0.02} if points else PICTURES
    return {"first": first, **pace, "sample": sample, "heard": min(sample, HEARD)}


def _net(data: DataSet) -> tuple[WaveNet | Net, list[Tensor]]:
    """The net, and weights of the shapes that it has; of points the same layers and waves as the referee's own."""
    net: WaveNet | Net
    if data.kind == "image":
        c, h, w = data.shape
        net = patch_net((c, h, w), WIDTH)
    else:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(0)
            frequencies = eye(data.shape)[0].get_buffer("_frequencies")  # type: ignore[index]
        net = WaveNet(mlp((data.shape[0] + 2 * frequencies.shape[1], 64, 1)), frequencies)
    return net, [w[None] for w in net.init(torch.Generator().manual_seed(0))]


def _layers(given: Given, part: str) -> list[Tensor]:
    return [tensor for name, tensor in given.items() if name.startswith(f"referee.{part}.")]


def _taught(net: WaveNet | Net, given: Given, unit: float) -> Given:
    weights = _layers(given, "weights")
    seen = net.forward(weights, unit * given["rows"])
    gradients = seen.back((seen.out.sigmoid() - given["labels"]) / given["labels"].shape[1])
    found: Given = {}
    for k, (weight, mean, square, gradient) in enumerate(
        zip(weights, _layers(given, "mean"), _layers(given, "square"), gradients, strict=True)
    ):
        rate, count = given["dials"][0], given["dials"][1]
        moved = stepped(weight, mean, square, gradient + DECAY * weight, rate, [(0.9, 0.999)], count, [True])
        found |= {f"referee.{part}.{k}": tensor for part, tensor in zip(PARTS, moved, strict=True)}
    return found
