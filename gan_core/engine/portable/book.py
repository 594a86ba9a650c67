"""All that a runtime without a server needs to play an experiment: its programs, its real items, its words."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from gan_core.data.about import about
from gan_core.data.base import DataSet, Floats
from gan_core.data.line import Heaps
from gan_core.data.planes import Cells, Nearest
from gan_core.engine.dealer import RELAXED
from gan_core.engine.device import keep_memory
from gan_core.engine.looking import ARROWS, GRID_LINES, HEAT_CELLS, PLACES, ROLLS, places
from gan_core.engine.losses import GAMES
from gan_core.engine.measuring import ITEMS
from gan_core.engine.portable.dice import STREAMS, first_weights, latents
from gan_core.engine.portable.judge import referee_plan, referee_programs
from gan_core.engine.portable.looks import examined, judged, printed
from gan_core.engine.portable.program import Program
from gan_core.engine.portable.turns import state_of, turn_program
from gan_core.engine.trainer import Trainer
from gan_core.engine.view import WALL
from gan_core.experiment import Experiment
from gan_core.metrics.gauges import Gauges
from gan_core.page_file import travels
from gan_core.stages import bars

TAKEN: Final = {"points": (16_384, 4_096), "line": (16_384, 4_096), "image": (2_000, 384)}  # items: to learn, held out


@dataclass(frozen=True)
class Since:
    """From where a run goes on: a trainer's state, the seconds that it trained, and the stages that it had reached."""

    state: bytes
    seconds: float
    stages: tuple[dict[str, float], ...]


def book(experiment: Experiment, since: Since | None = None) -> dict[str, Any]:
    """Everything, as JSON holds it.

    Raises:
        ValueError: for an experiment that cannot leave the server, or a state that is not of this experiment.
    """
    travels(experiment.data)
    keep_memory()
    trainer = Trainer([experiment], "cpu")
    data, match = trainer.data, trainer.match
    if since:
        trainer.restore(since.state)
    return {
        "experiment": asdict(experiment),
        "query": experiment.to_query(),
        "about": about(data) | {"yardsticks": _yardsticks(data)},
        "relative": GAMES[experiment.loss].relative,
        "relaxed": RELAXED,
        "streams": STREAMS,
        "first": {"forger": first_weights(match, "forger"), "detective": first_weights(match, "detective")},
        "latents": latents(match) | {"reach": match.forger.reach},
        "sizes": _sizes(trainer),
        "items": {"size": int(np.prod(data.shape)), "scale": data.scale, **_items(data)},
        "reader": _reader(data),
        "density": _density(data),
        "bars": asdict(bars(data.name)),
        "referee": referee_plan(int(np.prod(data.shape))),
        "programs": {name: program.plain() for name, program in _programs(trainer).items()},
        "since": _since(trainer, since) if since else None,
    }


def _since(trainer: Trainer, since: Since) -> dict[str, Any]:
    tensors = state_of(trainer.pair, "forger") | state_of(trainer.pair, "detective")
    packed = {name: base64.b64encode(t.numpy().astype("<f4").tobytes()).decode() for name, t in tensors.items()}
    pair = trainer.pair
    return {
        "step": trainer.step,
        "seconds": since.seconds,
        "stages": list(since.stages),
        "counts": {"forger": pair.forger.counts[0], "detective": pair.detective.counts[0]},
        "tensors": packed,
    }


def _sizes(trainer: Trainer) -> dict[str, Any]:
    kind = trainer.data.kind
    return {
        "wall": WALL[kind], "fresh": min(ITEMS[kind], TAKEN[kind][1]), "batch": trainer.experiments[0].batch,
        "arrows": ARROWS[kind], "cells": HEAT_CELLS if kind == "points" else PLACES,
        "lines": GRID_LINES if kind == "points" else ROLLS,
    }  # fmt: skip


def _programs(trainer: Trainer) -> dict[str, Program]:
    sizes = _sizes(trainer)
    points = trainer.data.kind == "points"
    cells, sheet = (sizes[name] ** 2 if points else sizes[name] for name in ("cells", "lines"))
    return {
        "detective": turn_program(trainer, "detective"),
        "forger": turn_program(trainer, "forger"),
        "wall": printed(trainer, sizes["wall"]),
        "fresh": printed(trainer, sizes["fresh"]),
        "batch": printed(trainer, sizes["batch"]),
        "sheet": printed(trainer, sheet, grain=False),
        "judges": judged(trainer, sizes["fresh"]),
        "judges batch": judged(trainer, sizes["batch"]),
        "believes": examined(trainer, cells, feedback=False),
        "examines": examined(trainer, sizes["batch"]),
        **referee_programs(int(np.prod(trainer.data.shape))),
    }


def _items(data: DataSet) -> dict[str, Any]:
    """Real items in two bytes a number, as fractions of the largest."""
    learn, held_out = TAKEN[data.kind]
    reach = float(np.abs(data.train).max())
    return {
        "reach": reach,
        "train": _bytes(data.train[:learn], reach),
        "held_out": _bytes(data.held_out[:held_out], reach),
    }


def _bytes(items: Floats, reach: float) -> str:
    whole = np.round(np.clip(items / reach, -1, 1) * 32767).astype("<i2")
    return base64.b64encode(whole.tobytes()).decode()


def _yardsticks(data: DataSet) -> dict[str, tuple[float, float]]:
    """What a perfect and a collapsed forger read, beside what is measured."""
    gauges = Gauges(data, ITEMS[data.kind])
    return {name: gauges.yardsticks(name) for name in ("modes", "effective", "high_quality")}


def _reader(data: DataSet) -> dict[str, Any]:
    assert isinstance(data.read, Nearest | Cells | Heaps)
    return data.read.plain()


def _density(data: DataSet) -> list[float] | None:
    """How dense real numbers lie at equal steps along a line, where that is known."""
    return None if data.density is None else data.density(places(data)[:, None]).tolist()
