"""What another runtime must know to roll a run's first weights and dice as the engine does (`gan_core.philox`)."""

from __future__ import annotations

import math
from typing import Any, Final

from gan_core.engine.backprop import LEAK
from gan_core.engine.company import seat_numbers
from gan_core.engine.match import Match
from gan_core.engine.networks import Net
from gan_core.engine.plates import PlateNet
from gan_core.engine.players import WaveForger
from gan_core.engine.turn import Player
from gan_core.philox import Stream

STREAMS: Final = {stream.name.lower().replace("_", " "): stream.value for stream in Stream}


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
