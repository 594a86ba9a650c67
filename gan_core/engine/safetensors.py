"""Weights as a file of safetensors: a length, a header of JSON, and the numbers: nothing in it can run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from torch import Tensor

from gan_core.engine.plainly import plainly

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


def weights(trainer: Trainer, member: int = 0) -> bytes:
    """A member's players as the modules of `gan_core.plain` have them: “forger.layers.0.weight” is (out, in).

    Beside “forger” and “detective” there is “shown”, the averaged forger.
    """
    game, shown = plainly(trainer, member), plainly(trainer, member, shown=True)
    players = {"forger": game.forger.network, "detective": game.detective, "shown": shown.forger.network}
    named = {f"{who}.{name}": w for who, net in players.items() for name, w in net.named_parameters()}
    return packed(named, {"step": str(trainer.step), **trainer.experiments[member].to_query()})


def packed(tensors: Mapping[str, Tensor], about: Mapping[str, str]) -> bytes:
    """The file of these tensors, as 32-bit floats."""
    header: dict[str, Any] = {"__metadata__": dict(about)}
    body = bytearray()
    for name, tensor in tensors.items():
        numbers = tensor.detach().float().cpu().contiguous().numpy().astype("<f4").tobytes()
        place = [len(body), len(body) + len(numbers)]
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": place}
        body += numbers
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + bytes(body)
