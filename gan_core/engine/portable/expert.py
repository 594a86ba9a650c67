"""The expert of a page (`engine/expert.py`): it learns until it improves no more, on all real items that a page has.

Of points and lines its net is the engine's own. Of pictures the engine's has convolutions that no portable program
knows. Here a net of patches judges small ones, and of larger ones another beside it that sees the whole at once; these
and their widths come nearest to the engine's on forgers of seeds 300 and 301.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import torch
from torch import Tensor

from gan_core import data as datasets
from gan_core.data.banknotes import Corners
from gan_core.data.base import DataSet
from gan_core.data.digits import Neighbours
from gan_core.data.point_traits import KNOWN, NEIGHBOUR, crowd_traits
from gan_core.engine.expert import BATCH, CERTAIN, LEAST, LOOK, PATIENCE, PIECE, RATES, STEPS
from gan_core.engine.eyes import SMALL, fine_eye
from gan_core.engine.networks import mlp, patch_net
from gan_core.engine.portable.items import counts
from gan_core.engine.portable.judge import OF_PICTURES, OF_POINTS, Judge, sees_points
from gan_core.engine.portable.program import Program, packed
from gan_core.engine.portable.traced import Given
from gan_core.engine.reals import FRESH, SHARES
from gan_core.engine.units import units

NARROW: Final = 32  # width of the net of patches, of large pictures …
WIDE: Final = 128  # … and of small ones
WHOLE: Final = 16  # units of the one that sees all
DEEP: Final = (128, 128)  # of points: as `fine_eye` has them
SOME: Final = 2000  # real items whose mean and spread are the units of what it sees

CPU: Final = torch.device("cpu")
RULES: Final = {Corners: "corners", Neighbours: "neighbours"}  # by the set's reader; "crowd" for points


def expert_programs(data: DataSet, piece: int) -> dict[str, Program]:
    """Its step, its word on so many items, and where it looks on pictures."""
    judge = expert_judge(data)
    programs = {"expert learns": judge.learns(2 * _batch(data)), "expert judges": judge.judges(piece)}
    return programs | ({"expert looks": judge.looks(PIECE)} if data.kind == "image" else {})


def expert_plan(data: DataSet) -> dict[str, Any]:
    """How its first weights are rolled, how it studies, on how many items, and what else it measures on them."""
    known = sum(counts(data).values())
    parts = {part: min(round(SHARES[part] * known), FRESH[part]) for part in ("choice", "exam")}
    (centre, unit), places = _typical(data), datasets.places(data.name)
    return {
        "first": expert_judge(data).first,
        "batch": _batch(data),
        "pace": {"steps": STEPS, "look": LOOK, "patience": PATIENCE, "rates": RATES, "certain": CERTAIN},
        "parts": parts,
        "centre": packed(centre),
        "unit": packed(unit),
        "traits": _traits(data),
        "looked": PIECE,
        "places": [[name, "".join("01"[int(on)] for on in mask.flat)] for name, mask in places.items()],
    }


def _batch(data: DataSet) -> int:
    return BATCH if data.kind == "image" else 4 * BATCH


def expert_judge(data: DataSet) -> Judge:
    """Its nets, and what they see."""
    size = int(np.prod(data.shape))
    beside = {f"expert.{name}": torch.ones(1, 1, size) for name in ("centre", "unit")}
    if data.kind == "image":
        c, h, w = data.shape
        small = h * w <= SMALL
        nets = (patch_net((c, h, w), WIDE),) if small else (patch_net((c, h, w), NARROW), mlp((size, WHOLE, 1)))
        return Judge("expert", size, nets, OF_PICTURES, _seen, beside)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        waves = fine_eye(data.shape)[0]  # type: ignore[index]
    return Judge("expert", size, (sees_points(size, DEEP, waves),), OF_POINTS, _seen, beside)


def _seen(given: Given) -> Tensor:
    """Each number in units of its own spread over real items, so that no corner is faint."""
    return (given["rows"] - given["expert.centre"]) * given["expert.unit"]


def _typical(data: DataSet) -> tuple[Tensor, Tensor]:
    some = units(data, CPU).to_net(data.train[:SOME])
    return some.mean(0), 1 / torch.maximum(some.std(0), LEAST * some.std())


def _traits(data: DataSet) -> dict[str, Any] | None:
    """What is measured on fakes and real items, by the rule of `ui/static/local/traits.js`, and what is said of it."""
    rule = next((name for kind, name in RULES.items() if isinstance(data.read, kind)), "crowd")
    traits = datasets.traits(data.name) or crowd_traits(data)
    words = [[trait.low, trait.high, trait.alike, trait.unlike] for trait in traits]
    return {"rule": rule, "words": words, "known": KNOWN, "neighbour": NEIGHBOUR} if traits else None
