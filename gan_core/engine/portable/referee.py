"""The quick referee of a page (`engine/referee.py`).

Of points and lines it is the engine's own. Of pictures the engine's has convolutions that no portable program knows;
here a net of patches judges them, of the kind that plays the detective, and docs/results.md says how the two compare.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import torch

from gan_core.data.base import DataSet
from gan_core.engine.eyes import eye
from gan_core.engine.networks import patch_net
from gan_core.engine.portable.judge import OF_PICTURES, OF_POINTS, Judge, sees_points
from gan_core.engine.portable.program import Program
from gan_core.engine.referee import BATCH, STEPS

SAMPLE: Final = 2000  # items of either kind at most: half of them teach, half test
HEARD: Final = 250  # items that it is asked of at a time
WIDTH: Final = 32  # of the net of patches
# It learns for twice as long as the engine's own, and is then right about as often.
PICTURES: Final = {"steps": 2 * STEPS, "batch": BATCH, "rate": 2e-3, "last": 1.0}
POINTS: Final = {"steps": STEPS, "batch": 2 * BATCH, "rate": 5e-3, "last": 0.02}


def referee_programs(data: DataSet) -> dict[str, Program]:
    """Its step and its word."""
    plan, judge = referee_plan(data), _judge(data)
    return {"referee learns": judge.learns(plan["batch"]), "referee judges": judge.judges(plan["heard"])}


def referee_plan(data: DataSet) -> dict[str, Any]:
    """How its first weights are rolled, how long and how fast it learns, and how many items it is asked of at once."""
    sample = min(SAMPLE, len(data.held_out)) // 2 * 2
    pace = PICTURES if data.kind == "image" else POINTS
    return {"first": _judge(data).first, **pace, "sample": sample, "heard": min(sample, HEARD)}


def _judge(data: DataSet) -> Judge:
    size = int(np.prod(data.shape))
    if data.kind == "image":
        c, h, w = data.shape
        net = patch_net((c, h, w), WIDTH)
        return Judge("referee", size, (net,), OF_PICTURES, lambda given: data.scale * given["rows"])  # from −1 to 1
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        waves = eye(data.shape)[0]  # type: ignore[index]
    return Judge("referee", size, (sees_points(size, (64,), waves),), OF_POINTS, lambda given: given["rows"])
