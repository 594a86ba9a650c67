"""A round as two pure functions, the detective's turn and the forger's: (state, turn) → state.

The mathematics is `lessons.play`'s own, over `OnNewTensors`. What the dice and the dealer give comes from outside as
plain tensors, so that another runtime can roll its own dice:

    reals (1, B, d)       real items as the networks see them, in the detective's turn, and in the forger's of a
                          relative game
    z (1, B, z_dim)       the forger's dice, as `Forger.draw` gives them
    grain (1, B, h · w)   the paper's, where it has some
    between (1, B, 1)     in [0, 1), in the detective's turn of a game with a gradient penalty
    dials (3, 1)          rate of learning, count of steps with this one, the averaged forger's move
    penalties (3, 1)      R1, R2 and the gradient penalty now, in the detective's turn of a game that has any
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import torch
from torch import Tensor

from gan_core.engine.descent import OnNewTensors
from gan_core.engine.lessons import play
from gan_core.engine.pair import Pair, Side
from gan_core.engine.portable.program import Program
from gan_core.engine.portable.state import STACKS, listed, named, state_of
from gan_core.engine.portable.traced import Given, traced
from gan_core.engine.trainer import Trainer
from gan_core.engine.turn import Player, Turn
from gan_core.words import say

DEALT: Final = ("z", "grain", "between", "dials", "penalties")


def turn_program(trainer: Trainer, player: Player) -> Program:
    """One turn of a trainer of one member, under its settings as they are now.

    Loss, Adam's βs and who has company are fixed in it; rates, penalties and the dice are inputs.

    Raises:
        ValueError: if more than one member trains, or what is judged is disguised.
    """
    if len(trainer.experiments) > 1:
        raise ValueError("A portable turn is of one member.")
    if trainer.experiments[0].disguised:
        raise ValueError(
            say("A page without a server shows pictures as they are: not moved, not lit otherwise, not cut, no noise.")
        )
    _ = trainer.match.units.canvas  # kept by all runs of these data: what a trace makes must not be kept in its place
    turn = trainer.peek(player)
    given = state_of(trainer.pair, player) | dealt(trainer, turn)
    with torch.no_grad():
        return traced(lambda tensors: played(trainer, turn, tensors), given)


def played(trainer: Trainer, turn: Turn, given: Given) -> Given:
    """The new state of the player, from the state of both and what was dealt; `logits` too in the detective's turn."""
    now = turn.on({name: given[name] for name in DEALT if name in given})
    told = (given["reals"], None) if "reals" in given else None
    pair, logits = play(trainer.match, OnNewTensors(trainer.experiments), _pair(trainer.pair, given), now, told)
    found = named(turn.player, pair.side(turn.player))
    if logits is not None:
        return found | {"logits": logits}
    return found | listed("shown", pair.shown)


def dealt(trainer: Trainer, turn: Turn) -> Given:
    """What was dealt with a turn, as plain tensors."""
    given = {name: t for name in DEALT if (t := getattr(turn, name)) is not None}
    if turn.rows is not None:
        given["reals"] = trainer.match.units.train[turn.rows]
    given["dials"] = torch.tensor([turn.rates, turn.counts, turn.moves], dtype=turn.z.dtype)
    return given


def _pair(pair: Pair, given: Given) -> Pair:
    """The pair with the tensors that are given in place of its own."""

    def taken(name: str, own: list[Tensor]) -> list[Tensor]:
        return [given.get(f"{name}.{k}", tensor) for k, tensor in enumerate(own)]

    def side(name: str, own: Side) -> Side:
        weights, mean, square = (taken(f"{name}.{stack}", getattr(own, stack)) for stack in STACKS)
        return replace(own, weights=weights, mean=mean, square=square)

    return Pair(side("forger", pair.forger), side("detective", pair.detective), taken("shown", pair.shown))
