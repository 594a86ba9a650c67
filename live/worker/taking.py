"""What a run's owner takes of it: its weights as a file, or all that the owner's browser needs to go on alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from gan_core.engine.pair import PLAYERS
from gan_core.engine.portable.state import whole
from gan_core.engine.safetensors import weights
from gan_core.record import Reached
from live.wire.frames import Section, array_section, encode

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


def weights_file(trainer: Trainer, seconds: float, reached: Sequence[Reached]) -> bytes:
    """The weights of the first member's players as safetensors."""
    file = np.frombuffer(weights(trainer), np.uint8)
    return encode({"type": "aside", "part": "weights", "what": "weights"}, [array_section("file", 0, file)])


def state(trainer: Trainer, seconds: float, reached: Sequence[Reached]) -> bytes:
    """A run as it stands: each member's tensors by their portable names, and what is known of the run."""
    pair = trainer.pair
    members = range(len(trainer.experiments))
    sections: list[Section] = [
        array_section(name, k, t[k : k + 1].float().cpu().numpy()) for name, t in whole(pair).items() for k in members
    ]
    header = {
        "step": trainer.step, "seconds": seconds, "stages": [vars(r) for r in reached],
        **{
            name: [{player: getattr(pair.side(player), name)[k] for player in PLAYERS} for k in members]
            for name in ("counts", "turns")
        },
    }  # fmt: skip
    return encode({"type": "aside", "part": "state", "what": "state", **header}, sections)


TAKEN: Final = {"weights": weights_file, "state": state}
