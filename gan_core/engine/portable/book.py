"""All that a runtime without a server needs to play an experiment: its programs, its real items, its words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import inf
from typing import Any

from gan_core.data.about import about
from gan_core.data.banknotes import Corners
from gan_core.data.base import DataSet
from gan_core.data.digits import Neighbours
from gan_core.data.line import Heaps
from gan_core.data.planes import Cells, Nearest
from gan_core.engine.dealer import RELAXED
from gan_core.engine.device import keep_memory
from gan_core.engine.looking import ARROWS
from gan_core.engine.losses import GAMES
from gan_core.engine.measuring import ITEMS, window
from gan_core.engine.pair import PLAYERS
from gan_core.engine.portable.dice import STREAMS, first_weights, latents
from gan_core.engine.portable.expert import expert_plan, expert_programs
from gan_core.engine.portable.items import items
from gan_core.engine.portable.looks import examined, judged, printed
from gan_core.engine.portable.pictures import DRAWN, draws, reads
from gan_core.engine.portable.program import Program, packed
from gan_core.engine.portable.referee import referee_plan, referee_programs
from gan_core.engine.portable.state import whole
from gan_core.engine.portable.turns import turn_program
from gan_core.engine.sights import GRID_LINES, HEAT_CELLS, PLACES, ROLLS, places
from gan_core.engine.trainer import Trainer
from gan_core.engine.view import WALL
from gan_core.experiment import Experiment
from gan_core.metrics.gauges import Gauges
from gan_core.page_file import travels
from gan_core.stages import bars


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
    data = trainer.data
    if since:
        trainer.restore(since.state)
    return rolled(trainer) | {
        "query": experiment.to_query(),
        "about": about(data) | {"yardsticks": _yardsticks(data)},
        "relative": GAMES[experiment.loss].relative,
        "relaxed": RELAXED,
        "reader": _reader(data),
        "density": _density(data),
        "bars": {name: bar if bar != inf else None for name, bar in asdict(bars(data.name)).items()},
        "referee": referee_plan(data),
        "expert": expert_plan(data),
        "programs": {name: program.plain() for name, program in _programs(trainer).items()},
        "since": _since(trainer, since) if since else None,
    }


def rolled(trainer: Trainer) -> dict[str, Any]:
    """What must be known to roll the same first weights, dice and real items."""
    match = trainer.match
    return {
        "experiment": asdict(trainer.experiments[0]),
        "streams": STREAMS,
        "first": {player: first_weights(match, player) for player in PLAYERS},
        "latents": latents(match) | {"reach": match.forger.reach},
        "sizes": _sizes(trainer),
        "items": items(trainer.data),
    }


def _since(trainer: Trainer, since: Since) -> dict[str, Any]:
    tensors = whole(trainer.pair)
    pair = trainer.pair
    return {
        "step": trainer.step,
        "seconds": since.seconds,
        "stages": list(since.stages),
        **{name: {player: getattr(pair.side(player), name)[0] for player in PLAYERS} for name in ("counts", "turns")},
        "tensors": {name: packed(tensor) for name, tensor in tensors.items()},
    }


def _sizes(trainer: Trainer) -> dict[str, Any]:
    """How many items each program takes; `cells` and `lines` are of a plane or a line, which pictures have not."""
    data = trainer.data
    measured = window(data, 0)
    sizes = {
        "wall": WALL[data.kind], "fresh": measured.stop - measured.start, "batch": trainer.experiments[0].batch,
        "arrows": ARROWS[data.kind],
    }  # fmt: skip
    if data.kind == "image":
        return sizes | {"drawn": DRAWN}
    points = data.kind == "points"
    return sizes | {"cells": HEAT_CELLS if points else PLACES, "lines": GRID_LINES if points else ROLLS}


def _programs(trainer: Trainer) -> dict[str, Program]:
    sizes, data = _sizes(trainer), trainer.data
    return {
        "detective": turn_program(trainer, "detective"),
        "forger": turn_program(trainer, "forger"),
        "wall": printed(trainer, sizes["wall"]),
        "fresh": printed(trainer, sizes["fresh"]),
        "batch": printed(trainer, sizes["batch"]),
        "judges": judged(trainer, sizes["fresh"]),
        "judges batch": judged(trainer, sizes["batch"]),
        "desk": examined(trainer, sizes["arrows"]),
        "examines": examined(trainer, sizes["batch"]),
        **(_of_pictures(data, sizes["fresh"]) if data.kind == "image" else _of_space(trainer, sizes)),
        **referee_programs(data),
        **expert_programs(data, sizes["fresh"]),
    }


def _of_space(trainer: Trainer, sizes: dict[str, int]) -> dict[str, Program]:
    """What the detective believes everywhere, and how the forger warps its sheet."""
    dims = 2 if trainer.data.kind == "points" else 1
    return {
        "sheet": printed(trainer, sizes["lines"] ** dims, grain=False),
        "believes": examined(trainer, sizes["cells"] ** dims, feedback=False),
    }


def _of_pictures(data: DataSet, count: int) -> dict[str, Program]:
    """How real ones are drawn, and what a reader of notes looks at."""
    drawing = {"draws": draws(data.press)} if data.press else {}
    return drawing | ({"reads": reads(data, count)} if isinstance(data.read, Corners) else {})


def _yardsticks(data: DataSet) -> dict[str, tuple[float, float]]:
    """What a perfect and a collapsed forger read, beside what is measured."""
    gauges = Gauges(data, ITEMS[data.kind])
    return {name: gauges.yardsticks(name) for name in ("modes", "effective", "high_quality")}


def _reader(data: DataSet) -> dict[str, Any]:
    assert isinstance(data.read, Nearest | Cells | Heaps | Neighbours | Corners)
    return data.read.plain()


def _density(data: DataSet) -> list[float] | None:
    """How dense real numbers lie at equal steps along a line, where that is known."""
    return None if data.density is None else data.density(places(data)[:, None]).tolist()
