"""What a turn takes from outside: who plays, the dice, and the rates of the moment. The rest is work on tensors alone.

So a turn can be recorded once and played again with other dice (gan_core/engine/tape.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import torch
from torch import Tensor

Player = Literal["detective", "forger"]
RATES: Final[dict[Player, str]] = {"detective": "lr_d", "forger": "lr_g"}  # whose setting is whose


@dataclass(frozen=True)
class Turn:
    """One turn of one player, for E members with B items each."""

    player: Player
    active: tuple[bool, ...]  # who plays; the others sit it out
    rates: tuple[float, ...]  # of learning
    counts: tuple[int, ...]  # of steps that each has made, this one included
    moves: tuple[float, ...]  # by what part the averaged forger goes toward the live one
    z: Tensor  # (E, B, z_dim)
    grain: Tensor | None = None  # (E, B, h · w), where the forger's paper has some
    rows: Tensor | None = None  # (E, B): which real items, where any are looked at
    between: Tensor | None = None  # (E, B, 1) in [0, 1]: where between real and fake a slope is asked for
    penalties: Tensor | None = None  # (3, E): R1, R2 and the gradient penalty now, where anybody has one
    noise: Tensor | None = None  # (2, E, B, d): upon real items and upon fakes, where anybody's are seen so
    moved: Tensor | None = None  # (2, E, B): by which shift pictures are moved, likewise
    light: Tensor | None = None  # (2, E, B, 2): by what part more contrast pictures have, and how much lighter they are
    holes: Tensor | None = None  # (2, E, B, 4): edges of what is cut out of them: top, bottom, left, right
    dials: Tensor | None = None  # (3, E): rates, counts of steps, moves, where a recording must read them

    def tensors(self) -> dict[str, Tensor]:
        """By name, those that there are."""
        named = {
            name: getattr(self, name)
            for name in ("z", "grain", "rows", "between", "penalties", "noise", "moved", "light", "holes", "dials")
        }
        return {name: t for name, t in named.items() if t is not None}

    def to(self, device: torch.device) -> Turn:
        """The same turn with its tensors there."""
        if device.type == "cpu":
            return self
        return self.on({name: t.to(device) for name, t in self.tensors().items()})

    def on(self, tensors: Mapping[str, Any]) -> Turn:
        """The same turn with these tensors."""
        return replace(self, **tensors)
