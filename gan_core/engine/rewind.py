"""One member as it was: its weights, averages, Adam's memory and counts, to be put back after an accident."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from gan_core.engine.trainer import Trainer


@dataclass(frozen=True)
class Kept:
    """One member of a trainer at one step; its dice are not part of it."""

    step: int
    tensors: list[Tensor]
    counts: tuple[int, int]  # of the forger's and the detective's steps


def keep(trainer: Trainer, member: int) -> Kept:
    """A copy of this member as it stands now."""
    pair = trainer.pair
    counts = (pair.forger.counts[member], pair.detective.counts[member])
    return Kept(trainer.step, [t[member].clone() for t in pair.tensors()], counts)


def put_back(trainer: Trainer, member: int, kept: Kept) -> None:
    """The member goes on from there, with the dice of today; that it blew up is forgotten. The others stay."""
    tensors = [t.clone() for t in trainer.pair.tensors()]
    for now, then in zip(tensors, kept.tensors, strict=True):
        now[member] = then
    counts = [list(side.counts) for side in (trainer.pair.forger, trainer.pair.detective)]
    for side, count in zip(counts, kept.counts, strict=True):
        side[member] = count
    trainer.pair = trainer.pair.take(tensors, counts)
    trainer.watch.said[member] = None
    trainer.watch.worst.zero_()
