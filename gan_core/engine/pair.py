"""The state of E pairs of players as plain data: what a turn takes and gives back, and what a checkpoint holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import torch
from torch import Tensor

from gan_core.engine.turn import Player

PLAYERS: Final[tuple[Player, ...]] = ("forger", "detective")


@dataclass(frozen=True)
class Side:
    """One player of each pair: stacked weights (E, …), Adam's two moments of each, the steps that each has made since
    Adam began, and the turns that it has had, whose dice are rolled."""

    weights: list[Tensor]
    mean: list[Tensor]
    square: list[Tensor]
    counts: tuple[int, ...]
    turns: tuple[int, ...]

    @classmethod
    def fresh(cls, weights: Sequence[Tensor]) -> Side:
        """Players that have not learnt anything yet."""
        mean, square = ([torch.zeros_like(w) for w in weights] for _ in range(2))
        none = (0,) * len(weights[0])
        return cls(list(weights), mean, square, none, none)

    @classmethod
    def joined(cls, sides: Sequence[Side]) -> Side:
        """The members of all, on memory of their own."""
        weights, mean, square = (_stacked([getattr(s, n) for s in sides]) for n in ("weights", "mean", "square"))
        counts, turns = (tuple(n for s in sides for n in getattr(s, name)) for name in ("counts", "turns"))
        return cls(weights, mean, square, counts, turns)

    def rows(self, rows: slice) -> Side:
        """Some members, on the very memory of all."""
        weights, mean, square = ([t[rows] for t in stack] for stack in (self.weights, self.mean, self.square))
        return Side(weights, mean, square, self.counts[rows], self.turns[rows])


@dataclass(frozen=True)
class Pair:
    """Forger and detective of E experiments, and the averaged forger that is shown."""

    forger: Side
    detective: Side
    shown: list[Tensor]

    @classmethod
    def fresh(cls, forger: Sequence[Tensor], detective: Sequence[Tensor]) -> Pair:
        """From first weights."""
        return cls(Side.fresh(forger), Side.fresh(detective), [w.clone() for w in forger])

    def side(self, player: Player) -> Side:
        """The player of that name."""
        return self.detective if player == "detective" else self.forger

    def counted(self, player: Player, active: Sequence[bool]) -> Pair:
        """With the turn counted that is about to be played."""
        side = self.side(player)
        counts, turns = (tuple(n + a for n, a in zip(ns, active, strict=True)) for ns in (side.counts, side.turns))
        return self.with_side(player, Side(side.weights, side.mean, side.square, counts, turns))

    def with_side(self, player: Player, side: Side) -> Pair:
        """With another state of one player."""
        detective = player == "detective"
        return Pair(self.forger if detective else side, side if detective else self.detective, self.shown)

    def tensors(self) -> list[Tensor]:
        """Every number that learning depends on, always in the same order."""
        moments = [t for side in (self.forger, self.detective) for t in (*side.mean, *side.square)]
        return [*self.forger.weights, *self.detective.weights, *self.shown, *moments]

    def take(
        self, tensors: Sequence[Tensor], counts: Sequence[Sequence[int]], turns: Sequence[Sequence[int]] | None = None
    ) -> Pair:
        """Writes other numbers over its own, which stay where they are; ValueError if they do not fit. Unless told
        otherwise it has had as many turns as before."""
        mine = self.tensors()
        if [t.shape for t in tensors] != [t.shape for t in mine]:
            raise ValueError("This checkpoint belongs to a run of another shape.")
        for own, other in zip(mine, tensors, strict=True):
            own.copy_(other)
        pair = self
        for k, player in enumerate(PLAYERS):
            side = self.side(player)
            had = side.turns if turns is None else tuple(turns[k])
            pair = pair.with_side(player, replace(side, counts=tuple(counts[k]), turns=had))
        return pair

    @classmethod
    def joined(cls, pairs: Sequence[Pair]) -> Pair:
        """One pair of all members, on memory of its own."""
        forger, detective = (Side.joined(sides) for sides in ([p.forger for p in pairs], [p.detective for p in pairs]))
        return cls(forger, detective, _stacked([p.shown for p in pairs]))

    def rows(self, rows: slice) -> Pair:
        """Some members, on the very memory of all."""
        return Pair(self.forger.rows(rows), self.detective.rows(rows), [t[rows] for t in self.shown])

    def renewed(self, member: int, detective: Sequence[Tensor]) -> Pair:
        """With this detective (1, …) in a member's place, and the moments of both its players begun anew."""
        for own, other in zip(self.detective.weights, detective, strict=True):
            own[member].copy_(other[0])
        for side in (self.forger, self.detective):
            for moments in (*side.mean, *side.square):
                moments[member].zero_()
        pair = self
        for player in PLAYERS:
            side = pair.side(player)
            counts = tuple(0 if k == member else n for k, n in enumerate(side.counts))
            pair = pair.with_side(player, replace(side, counts=counts))
        return pair

    def state(self) -> dict[str, Any]:
        """What `take` takes."""
        sides = [self.side(player) for player in PLAYERS]
        counted = {"counts": [list(s.counts) for s in sides], "turns": [list(s.turns) for s in sides]}
        return {"tensors": self.tensors()} | counted


def _stacked(stacks: Sequence[Sequence[Tensor]]) -> list[Tensor]:
    """Tensors (E₁, …), (E₂, …) of each place as one (E₁ + E₂, …)."""
    return [torch.cat(list(tensors)) for tensors in zip(*stacks, strict=True)]
