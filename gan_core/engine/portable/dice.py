"""What another runtime rolls for a run: first weights, and the dice of every turn, by `gan_core.philox`."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor

from gan_core.data.dice import Die, Press
from gan_core.engine.backprop import LEAK
from gan_core.engine.company import seat_numbers
from gan_core.engine.match import Match
from gan_core.engine.networks import Net
from gan_core.engine.plates import PlateNet
from gan_core.engine.players import WaveForger
from gan_core.engine.turn import Player
from gan_core.philox import Floats, Rolls

STREAMS: Final = {
    "first forger": 0,
    "first detective": 1,
    "detective": 2,
    "forger": 3,
    "wall": 4,
    "fresh": 5,
    "referee": 6,
    "items": 7,
    "fresh detective": 8,
    "expert": 9,
}
ROWS, Z, GRAIN, BETWEEN = range(4)  # what is rolled in a turn


def first_weights(match: Match, player: Player) -> list[dict[str, Any]]:
    """How a player's first weights are rolled, tensor by tensor: shape, spread (0: zeros), and rows that stay zero."""
    net = match.forger.net if player == "forger" else match.detective
    plain = net if isinstance(net, Net) else getattr(net, "net", None)
    assert isinstance(plain, Net)
    listed = []
    for k, (i, o) in enumerate(plain.pairs):
        gain = 1.0 if k == len(plain.pairs) - 1 else math.sqrt(2 / (1 + LEAK**2))
        listed.append({"shape": [1, i, o], "spread": gain / math.sqrt(i), "empty": [0, 0]})
        listed.append({"shape": [1, 1, o], "spread": 0.0, "empty": [0, 0]})
    if isinstance(net, PlateNet):
        listed.append({"shape": [1, 1, net.ink], "spread": 0.0, "empty": [0, 0]})
    if player == "detective":
        stretch = match.units.stretch
        listed[0]["empty"] = [stretch, max(stretch, seat_numbers(match.experiments[0].room, stretch))]
    return listed


def latents(match: Match) -> dict[str, Any]:
    """How the forger's dice are rolled: uniform within ± reach or normal, and how strong the paper's grain is."""
    forger = match.forger
    if isinstance(forger, WaveForger):
        return {"size": forger.z_dim, "uniform": forger.reach, "grain": 0.0, "pixels": 0}
    return {
        "size": forger.net.inputs, "uniform": 0.0, "grain": forger.grain / forger.scale, "pixels": forger.material
    }  # fmt: skip


def rolled_weights(match: Match, player: Player, seed: int) -> list[Tensor]:
    """The first weights themselves."""
    found = []
    for k, row in enumerate(first_weights(match, player)):
        rolls = Rolls(seed, STREAMS[f"first {player}"], k).normal(math.prod(row["shape"]), 0)
        weights = torch.from_numpy(rolls).reshape(row["shape"]) * row["spread"]
        weights[:, slice(*row["empty"])] = 0
        found.append(weights)
    return found


def rolled_latents(match: Match, rolls: Rolls, count: int) -> tuple[Tensor, Tensor | None]:
    """z (1, count, z_dim) and the paper's grain (1, count, h · w), where it has some."""
    how = latents(match)
    numbers = count * how["size"]
    z = (2 * rolls.uniform(numbers, Z) - 1) * how["uniform"] if how["uniform"] else rolls.normal(numbers, Z)
    grain = rolls.normal(count * how["pixels"], GRAIN) * how["grain"] if how["pixels"] else None
    shaped = None if grain is None else torch.from_numpy(grain).float().reshape(1, count, -1)
    return torch.from_numpy(z).float().reshape(1, count, -1), shaped


def rolled_items(press: Press, rolls: Rolls, count: int) -> list[Tensor]:
    """A roll of each die of a press, (count, *its shape), for as many pictures."""
    return [
        torch.from_numpy(_rolled(die, rolls, count, k)).reshape(count, *die.shape) for k, die in enumerate(press.dice)
    ]


def _rolled(die: Die, rolls: Rolls, count: int, what: int) -> Floats:
    numbers = count * math.prod(die.shape)
    if die.way == "choice":
        return np.eye(die.shape[0], dtype=np.float32)[rolls.rows(count, die.shape[0], what)]
    if die.way == "normal":
        return rolls.normal(numbers, what) * np.float32(die.high)
    unit = rolls.uniform(numbers, what)
    return die.low + (die.high - die.low) * unit if die.way == "uniform" else (unit < die.high).astype(np.float32)
