"""The tensors of a pair by the names under which they leave the process: “forger.weights.0”, “shown.3”."""

from __future__ import annotations

from typing import Final

from torch import Tensor

from gan_core.engine.pair import Pair, Side
from gan_core.engine.turn import Player

STACKS: Final = ("weights", "mean", "square")


def state_of(pair: Pair, player: Player) -> dict[str, Tensor]:
    """What a player's turn needs of a pair: all of its own, the other's weights, the average where it moves."""
    other: Player = "forger" if player == "detective" else "detective"
    state = named(player, pair.side(player)) | listed(f"{other}.weights", pair.side(other).weights)
    return state if player == "detective" else state | listed("shown", pair.shown)


def whole(pair: Pair) -> dict[str, Tensor]:
    """All of a pair."""
    return state_of(pair, "forger") | state_of(pair, "detective")


def named(player: str, side: Side) -> dict[str, Tensor]:
    """A player's weights and Adam's two moments."""
    stacks = (listed(f"{player}.{stack}", getattr(side, stack)) for stack in STACKS)
    return {name: tensor for some in stacks for name, tensor in some.items()}


def listed(name: str, tensors: list[Tensor]) -> dict[str, Tensor]:
    """Several of one kind."""
    return {f"{name}.{k}": tensor for k, tensor in enumerate(tensors)}
