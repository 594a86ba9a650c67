"""A page's referee of pictures, carried out by the page's own interpreter, comes to what the same program does here."""

import math
from typing import Any

import numpy as np
import pytest
import torch

from benchmarks.alone import CPU, pages_referee
from gan_core import data as datasets
from gan_core.engine.portable.judge import PARTS
from gan_core.engine.portable.referee import referee_plan, referee_programs
from gan_core.engine.units import units
from gan_core.philox import Rolls, Stream

LESSONS = 12
SEED = 7


def test_the_pages_referee_judges_as_its_program_does_here():
    data = datasets.load("digits")
    plan = referee_plan(data) | {"steps": LESSONS}
    sample = plan["sample"]
    rng = np.random.default_rng(0)
    fakes = (data.held_out[:sample] + rng.normal(0, 0.8, (sample, *data.shape))).astype(np.float32)
    accuracy, logits = pages_referee(data, fakes, SEED, steps=LESSONS)
    parts = [units(data, CPU).to_net(part[:sample]) for part in (data.held_out, fakes)]
    items = torch.cat(parts).reshape(sample, 2, -1).numpy()  # one that teaches beside one that tests
    state = first_weights(plan)
    learns, judges = (referee_programs(data)[name] for name in ("referee learns", "referee judges"))
    for done in range(LESSONS):
        dealt = Rolls(SEED, Stream.REFEREE, 1000 + done).rows(plan["batch"], sample, 0)
        given = {
            "rows": torch.from_numpy(items[dealt, 0])[None],
            "labels": torch.from_numpy(dealt < sample // 2).float()[None, :, None],
            "dials": torch.tensor([[plan["rate"]], [done + 1.0]]),
        }
        state = learns.run(state | given)
    tested = torch.from_numpy(items[:, 1])
    weights = {name: state[name] for name in judges.inputs if name != "rows"}
    blocks = [padded(tested[k : k + plan["heard"]], plan["heard"]) for k in range(0, sample, plan["heard"])]
    ours = torch.cat([judges.run(weights | {"rows": block})["logits"].flatten() for block in blocks])[:sample]
    last = sample % plan["heard"]
    assert ours[-last:].tolist() == pytest.approx(logits[:last], abs=1e-3)
    right = ((ours > 0) == (torch.arange(sample) < sample // 2)).float().mean()
    assert 0.6 < float(right) == pytest.approx(accuracy, abs=2 / sample)  # at the border rounding decides


def first_weights(plan: dict[str, Any]) -> dict[str, torch.Tensor]:
    """As the page rolls them, and Adam's moments."""
    state = {}
    for k, row in enumerate(plan["first"]):
        shape = row["shape"]
        rolled = Rolls(SEED, Stream.REFEREE).normal(math.prod(shape), k) * row["spread"]
        for part in PARTS:
            state[f"referee.{part}.{k}"] = torch.zeros(shape)
        state[f"referee.weights.{k}"] = torch.from_numpy(rolled).float().reshape(shape)
    return state


def padded(rows: torch.Tensor, count: int) -> torch.Tensor:
    return torch.cat([rows, torch.zeros(count - len(rows), rows.shape[1])])[None]
