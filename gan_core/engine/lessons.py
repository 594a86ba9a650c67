"""What a player learns in its turn: functions from a pair and a turn to the pair after it.

They ask nobody and keep nothing: all that is random or changes with time is dealt with the turn. How the weights go
down their slopes is the `Descent`'s: in place, where speed counts and the pair given is used up, or on new tensors.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor
from torch.nn.functional import embedding, pad

from gan_core.engine.backprop import Weights
from gan_core.engine.descent import Descent
from gan_core.engine.disguise import FAKE, REAL, taken_off, worn
from gan_core.engine.match import Match
from gan_core.engine.pair import Pair, Side
from gan_core.engine.turn import Turn

# Items (E, B, d) that count as real and as fake, in place of those that were dealt; without fakes, the forger's own.
Told = tuple[Tensor, Tensor | None]


def play(
    match: Match, descent: Descent, pair: Pair, turn: Turn, told: Told | None = None
) -> tuple[Pair, Tensor | None]:
    """One turn. The pair after it, and the detective's logits (E, 2B, 1) where it was the detective's turn."""
    if turn.player == "detective":
        return detective_learns(match, descent, pair, turn, told)
    return forger_learns(match, descent, pair, turn, told), None


def detective_learns(
    match: Match, descent: Descent, pair: Pair, turn: Turn, told: Told | None = None
) -> tuple[Pair, Tensor]:
    """Down the slope of its own loss, and of its penalties, on real items and on fakes."""
    weights, company = pair.detective.weights, match.company
    real, fake = told or (_real_batch(match, turn), None)
    if fake is None:
        fake = match.forger(pair.forger.weights, turn.z, turn.grain)
    real, fake = _worn(match, real, turn, REAL), _worn(match, fake, turn, FAKE)
    seen = match.judged(weights, torch.cat([company.seat(real), company.seat(fake)], dim=1))
    wanted = match.slopes("detective_slopes", *seen.out.chunk(2, dim=1))
    if turn.penalties is not None and (match.asks("r1") or match.asks("r2")):
        slopes = seen.slopes(torch.ones_like(seen.out))
        gradients = seen.back_with_penalty(wanted, slopes, _r1_r2(seen.at_input(slopes), turn.penalties))
    else:
        gradients = seen.back(wanted)
    if turn.penalties is not None and turn.between is not None:
        pull = _pull(match, weights, real.lerp(fake, turn.between), turn.penalties[2])
        gradients = [gradient + more for gradient, more in zip(gradients, pull, strict=True)]
    side = descent.step(pair.detective, _filled(gradients, pair.detective), turn)
    return replace(pair, detective=side), seen.out


def forger_learns(match: Match, descent: Descent, pair: Pair, turn: Turn, told: Told | None = None) -> Pair:
    """Down the slope that the detective's logits have at its fakes. It never sees a real item:
    in relative games only the detective's logits on real items enter."""
    side = descent.step(pair.forger, forgers_slope(match, pair, turn, told), turn)
    return replace(pair, forger=side, shown=descent.average(pair.shown, side.weights, turn))


def forgers_slope(match: Match, pair: Pair, turn: Turn, told: Told | None = None) -> list[Tensor]:
    """∂L_G at every weight of the forgers (E, …), on the batch of this turn."""
    fake, lesson = match.forger.lesson(pair.forger.weights, turn.z, turn.grain)
    fake = _worn(match, fake, turn, FAKE)
    seen = match.judged(pair.detective.weights, match.company.seat(fake))
    on_real = seen.out
    if turn.rows is not None:
        real = _worn(match, told[0] if told else _real_batch(match, turn), turn, REAL)
        on_real = match.judged(pair.detective.weights, match.company.seat(real)).out
    feedback = seen.at_input(seen.slopes(match.slopes("forger_slopes", on_real, seen.out)))
    return lesson(taken_off(match.company.unseat(feedback, fake), turn, FAKE, match.units.canvas))


def _real_batch(match: Match, turn: Turn) -> Tensor:
    """(E, B, d) real items."""
    assert turn.rows is not None
    return embedding(turn.rows, match.units.train)  # copies whole rows; indexing goes number by number


def _worn(match: Match, items: Tensor, turn: Turn, kind: int) -> Tensor:
    """Items as the detective sees them in this turn."""
    return worn(items, turn, kind, match.units.canvas)


def _pull(match: Match, weights: Weights, between: Tensor, rates: Tensor) -> list[Tensor]:
    """The slope at every weight of λ E(‖∇D‖ − 1)² at points between real and fake (Gulrajani et al. 2017)."""
    seen = match.judged(weights, match.company.seat(between))
    slopes = seen.slopes(torch.ones_like(seen.out))
    slope = seen.at_input(slopes)
    by_item = 2 * rates[:, None, None] / slope.shape[1]
    pull = by_item * (1 - slope.square().sum(-1, keepdim=True).add(1e-12).rsqrt()) * slope
    return seen.back_with_penalty(torch.zeros_like(seen.out), slopes, pull)


def _r1_r2(slope: Tensor, penalties: Tensor) -> Tensor:
    """How γ/2 E‖∇D‖², R1 at real items and R2 at fakes (Mescheder et al. 2018), changes with ∇D (E, 2B, d)."""
    half = slope.shape[1] // 2
    rates = (penalties[:2] / half).T
    return rates.repeat_interleave(half, dim=1)[:, :, None] * slope


def _filled(gradients: list[Tensor], side: Side) -> list[Tensor]:
    """With zeros for the weights of seats that nobody looked at."""
    left_out = side.weights[0].shape[1] - gradients[0].shape[1]
    return [pad(gradients[0], (0, 0, 0, left_out)), *gradients[1:]] if left_out else gradients
