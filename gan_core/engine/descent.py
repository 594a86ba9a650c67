"""How weights go down their slopes: Adam in place, which is fast, or on new tensors, which spares the old ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import torch
from torch import Tensor

from gan_core.engine.adam import Adam, stepped
from gan_core.engine.pair import Pair, Side
from gan_core.engine.turn import RATES, Turn
from gan_core.experiment import Experiment


class Descent(Protocol):
    """One step of a player, and the averaged forger's move toward the live one."""

    def step(self, side: Side, gradients: list[Tensor], turn: Turn) -> Side: ...
    def average(self, shown: list[Tensor], weights: Sequence[Tensor], turn: Turn) -> list[Tensor]: ...


class InPlace:
    """Writes the new numbers over the old: the pair that is given is used up, and its tensors stay where they are."""

    def __init__(self, pair: Pair, experiments: Sequence[Experiment]) -> None:
        self._adams = {
            player: Adam(side.weights, side.mean, side.square)
            for player, side in (("forger", pair.forger), ("detective", pair.detective))
        }
        self.experiments = tuple(experiments)

    def step(self, side: Side, gradients: list[Tensor], turn: Turn) -> Side:
        """Adam's fused step on the very tensors with which this was made."""
        betas = [(e.beta1, e.beta2) for e in self.experiments]
        rates: Sequence[object] = turn.rates
        if turn.dials is not None:  # a recording reads the rates; here only who always agrees with whom counts
            rates = [(getattr(e, RATES[turn.player]), e.anneal, e.anneal_to) for e in self.experiments]
        self._adams[turn.player].step(gradients, rates, betas, turn.counts, turn.active, turn.dials)
        return side

    def average(self, shown: list[Tensor], weights: Sequence[Tensor], turn: Turn) -> list[Tensor]:
        """Moves the averaged forger."""
        if turn.dials is None and len(set(turn.moves)) == 1:
            torch._foreach_lerp_(shown, list(weights), turn.moves[0])
            return shown
        for mean, weight, move in zip(shown, weights, _moves(shown, turn), strict=True):
            mean.lerp_(weight, move)
        return shown


@dataclass(frozen=True)
class OnNewTensors:
    """The same in plain operations: the form that can be exported, and that a test can trust to change nothing."""

    experiments: tuple[Experiment, ...]

    def step(self, side: Side, gradients: list[Tensor], turn: Turn) -> Side:
        """Adam's step as the paper has it."""
        betas = [(e.beta1, e.beta2) for e in self.experiments]
        rates, counts = (turn.rates, turn.counts) if turn.dials is None else (turn.dials[0], turn.dials[1])
        state = zip(side.weights, side.mean, side.square, gradients, strict=True)
        moved = [stepped(*tensors, rates, betas, counts, turn.active) for tensors in state]
        weights, mean, square = (list(t) for t in zip(*moved, strict=True))
        return replace(side, weights=weights, mean=mean, square=square)

    def average(self, shown: list[Tensor], weights: Sequence[Tensor], turn: Turn) -> list[Tensor]:
        """The averaged forger, moved."""
        return [
            mean + (weight - mean) * move
            for mean, weight, move in zip(shown, weights, _moves(shown, turn), strict=True)
        ]


def _moves(shown: Sequence[Tensor], turn: Turn) -> list[Tensor]:
    """By what part each member goes, laid out for each tensor."""
    moves = torch.tensor(turn.moves, device=shown[0].device) if turn.dials is None else turn.dials[2]
    return [moves.view(-1, *[1] * (mean.dim() - 1)) for mean in shown]
