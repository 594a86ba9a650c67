"""Trainers of one shape that play their rounds together: one batched product in place of many small ones."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from gan_core.engine.dealer import PENALTIES, Dealer
from gan_core.engine.descent import InPlace
from gan_core.engine.lessons import play
from gan_core.engine.pair import Pair, Side
from gan_core.engine.trainer import Trainer
from gan_core.engine.turn import Player
from gan_core.experiment import DISGUISES, Experiment


def kin(trainer: Trainer) -> Hashable | None:
    """Equal for trainers that may play together; None for one that plays alone.

    Who plays together does the same work, whatever its rates: no member meets a penalty, a game or a seat that it would
    not meet alone. On CUDA rounds are replayed from recordings, which belong to one trainer.
    """
    if trainer.tapes is not None:
        return None
    kinds = tuple(_work(e) for e in trainer.experiments)
    return None if len(set(kinds)) > 1 else (trainer.device, id(trainer.data), trainer.cast, kinds[0])


def _work(e: Experiment) -> Hashable:
    """What decides which operations a round of it takes."""
    penalties = tuple(getattr(e, name) > 0 for name in PENALTIES)
    worn = tuple(getattr(e, name) > 0 for name in DISGUISES)
    return (e.shape_key, e.loss, e.d_steps, e.g_steps, penalties, e.pack > 1 or bool(e.mbstd), worn)


class Ensemble:
    """Plays full rounds of several trainers of one `kin`, each of which stays in its own round and goes its own way.

    Each trainer ends up with what it would have had alone: to the last bit where the processor's library multiplies a
    batch of matrices as it does one (tests/gan_core/engine/test_ensemble.py), up to rounding elsewhere. The trainers'
    numbers are moved side by side, where each goes on using its own; whatever else is done with a trainer between
    rounds (a step by hand, a picture, a checkpoint) counts here too, but for `update`, after which `fits` is false.
    """

    def __init__(self, trainers: Sequence[Trainer]) -> None:
        self.trainers = tuple(trainers)
        self._matches = [t.match for t in trainers]
        self._match = trainers[0].match.under([e for t in trainers for e in t.experiments])
        self._dealer = Dealer(self._match)
        self._pair = Pair.joined([t.pair for t in trainers])
        self._descent = InPlace(self._pair, self._match.experiments)
        ends = torch.tensor([len(t.experiments) for t in trainers]).cumsum(0).tolist()
        self._rows = [slice(end - len(t.experiments), end) for end, t in zip(ends, trainers, strict=True)]
        self._homes = [self._pair.rows(rows) for rows in self._rows]
        for trainer, home in zip(trainers, self._homes, strict=True):
            trainer.move(home)

    @property
    def fits(self) -> bool:
        """Whether every trainer still has the settings and the place that it had here."""
        pairs = zip(self.trainers, self._matches, self._homes, strict=True)
        return all(t.match is match and t.pair.shown[0] is home.shown[0] for t, match, home in pairs)

    def round(self) -> None:
        """One full round of every trainer."""
        with torch.inference_mode():
            for player, asked in self._dealer.order():
                self._turn(player, asked)
        for trainer in self.trainers:
            trainer.step += 1

    def part(self) -> None:
        """Everybody takes their numbers home, so that nobody holds the memory of all."""
        for trainer in self.trainers:
            trainer.move(Pair.joined([trainer.pair]))

    def _turn(self, player: Player, asked: list[bool]) -> None:
        healthy = [t.watch.healthy(asked[rows]) for t, rows in zip(self.trainers, self._rows, strict=True)]
        steps = [t.step for t in self.trainers for _ in t.experiments]
        turn = self._dealer.deal(player, [a for active in healthy for a in active], self._side(player), steps)
        for trainer, active in zip(self.trainers, healthy, strict=True):
            trainer.pair = trainer.pair.counted(player, active)
        device = self.trainers[0].device
        self._pair, logits = play(self._match, self._descent, self._pair, turn.to(device))
        if logits is not None:
            self._hear(logits)

    def _side(self, player: Player) -> Side:
        """That of all members, each where its trainer has it."""
        sides = [t.pair.side(player) for t in self.trainers]
        counts, turns = (tuple(n for s in sides for n in getattr(s, name)) for name in ("counts", "turns"))
        return replace(self._pair.side(player), counts=counts, turns=turns)

    def _hear(self, logits: Tensor) -> None:
        for trainer, rows in zip(self.trainers, self._rows, strict=True):
            trainer.watch.look(logits[rows], trainer.step, later=False)
