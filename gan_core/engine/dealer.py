"""Deals the turns of a round: rolls the dice of all who play and reads the rates and penalties of the moment."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import torch
from torch import Tensor

from gan_core.engine.dice import Dice
from gan_core.engine.losses import GAMES
from gan_core.engine.match import Match
from gan_core.engine.pair import Side
from gan_core.engine.turn import RATES, Player, Turn
from gan_core.experiment import Experiment

PENALTIES: Final = ("r1", "r2", "gp")
RELAXED: Final = 0.2  # the part of R1 and R2 that relaxing leaves


@dataclass(frozen=True)
class Dealer:
    """Deals for one match. A member rolls what it would alone.

    With `dials` the rates, counts and moves of a turn come as a tensor too, for a recording to read.
    """

    match: Match
    dials: bool = False

    def order(self) -> Iterator[tuple[Player, list[bool]]]:
        """Who is asked to play in one round, turn by turn: the detective's turns, then the forger's."""
        experiments = self.match.experiments
        for k in range(max(e.d_steps for e in experiments)):
            yield "detective", [k < e.d_steps for e in experiments]
        for k in range(max(e.g_steps for e in experiments)):
            yield "forger", [k < e.g_steps for e in experiments]

    def deal(self, player: Player, active: Sequence[bool], side: Side, steps: Sequence[int]) -> Turn:
        """The next turn of those who are active, each in the round `steps` says; `side` as it was before."""
        experiments = self.match.experiments
        dice = Dice.of(experiments, player, side.turns)
        counts = tuple(n + a for n, a in zip(side.counts, active, strict=True))
        detective = player == "detective"
        looking = [a and (detective or GAMES[e.loss].relative) for a, e in zip(active, experiments, strict=True)]
        pulled = [a and detective and e.gp > 0 for a, e in zip(active, experiments, strict=True)]
        rows, real = None, {}
        if detective or any(looking):
            rows, real = dice.rows(self._items, looking), self._disguise(dice, looking, 0)
        z, grain = dice.latents(self.match.forger, active)
        fake = self._disguise(dice, active, 1)
        when = list(zip(experiments, steps, strict=True))
        rates = [getattr(e, RATES[player]) * annealing(step, e.anneal, e.anneal_to) for e, step in when]
        moves = [0.0 if detective else _move(e, step) * a for a, (e, step) in zip(active, when, strict=True)]
        return Turn(
            player,
            tuple(active),
            tuple(rates),
            counts,
            tuple(moves),
            z,
            grain,
            rows,
            dice.shares(pulled) if any(pulled) else None,
            self._penalties(steps) if detective else None,
            dials=torch.tensor([rates, counts, moves]) if self.dials else None,
            **{name: torch.stack([real.get(name, torch.zeros_like(seen)), seen]) for name, seen in fake.items()},
        )

    def _disguise(self, dice: Dice, who: Sequence[bool], fake: int) -> dict[str, Tensor]:
        """How the items of these members are seen in this turn: what a turn calls it, for one kind of items."""
        data, found = self.match.units.data, {}

        def worn(name: str) -> list[Any] | None:
            asked = [getattr(e, name) for e in self.match.experiments]
            return [value * w for value, w in zip(asked, who, strict=True)] if any(asked) else None

        if data.kind == "image":
            if (reaches := worn("moved")) is not None:
                found["moved"] = dice.moves(reaches, fake)
            if (strengths := worn("light")) is not None:
                found["light"] = dice.lights(strengths, data.scale, fake)
            if (sides := worn("cut")) is not None:
                found["holes"] = dice.holes(sides, (data.shape[1], data.shape[2]), fake)
        if (noises := worn("noise")) is not None:
            found["noise"] = dice.noise(self.match.units.train.shape[1], noises, fake)
        return found

    @property
    def _items(self) -> list[int]:
        """From how many real items each member draws: the first few, or all."""
        there = len(self.match.units.data.train)
        return [min(e.few, there) or there for e in self.match.experiments]

    def _penalties(self, steps: Sequence[int]) -> Tensor | None:
        """(3, E): the weights of R1, R2 and the gradient penalty now; None if nobody has any."""
        if not any(self.match.asks(name) for name in PENALTIES):
            return None
        experiments = self.match.experiments
        relaxed = [relaxing(step, e.relax) for e, step in zip(experiments, steps, strict=True)]
        r1, r2 = ([getattr(e, n) * r for e, r in zip(experiments, relaxed, strict=True)] for n in ("r1", "r2"))
        return torch.tensor([r1, r2, [e.gp for e in experiments]])


def annealing(step: int, over: int, to: float = 0.1) -> float:
    """The factor on the learning rates: 1, falling along a half cosine to `to` over `over` steps; for 0 always 1."""
    if over == 0:
        return 1.0
    return to + (1 - to) * (1 + math.cos(math.pi * min(step / over, 1.0))) / 2


def relaxing(step: int, over: int) -> float:
    """The factor on R1 and R2: 1, falling geometrically to 0.2 over `over` steps; 1 throughout for 0.

    A steep penalty keeps all modes alive while the fakes are noise; a mild one lets the detective see fine faults.
    """
    return 1.0 if over == 0 else RELAXED ** min(step / over, 1.0)


def _move(e: Experiment, step: int) -> float:
    """By what part the averaged forger goes toward the live one; half-lives are at most a tenth of the run."""
    half_life = min(e.ema, 0.1 * step)
    return 1 - 0.5 ** (1 / half_life) if half_life > 0 else 1.0
