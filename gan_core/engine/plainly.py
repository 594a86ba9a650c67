"""Takes one member out of a trainer as the ordinary modules of `gan_core.plain`: to be read, and to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from gan_core.engine.dice import STREAMS
from gan_core.engine.networks import CentredNet, House, Net, WaveNet
from gan_core.engine.plates import PlateNet
from gan_core.engine.players import Forger as Printer
from gan_core.philox import Turns
from gan_core.plain import Plain
from gan_core.plain_cures import Disguised
from gan_core.plain_players import Forger, Network

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


def plainly(trainer: Trainer, member: int = 0, *, shown: bool = False) -> Plain:
    """The member as it stands, copied, with dice that will roll as its own; Adam begins anew.

    Args:
        shown: take the averaged forger, which is the one that pages show.

    Raises:
        ValueError: if the trainer plays with networks of somebody else's.
    """
    match, pair, data = trainer.match, trainer.pair, trainer.data
    net, detective = match.forger.net, match.detective
    if not isinstance(net, House | PlateNet) or not isinstance(detective, House):
        raise ValueError("Only the house's own networks have a plain form.")
    channels, grain, shades, overprint, tint = 0, 0.0, 0, 1.0, 0.0
    if isinstance(match.forger, Printer) and match.forger.image:
        channels, grain, shades = match.forger.image[0], match.forger.grain, match.forger.shades
        overprint, tint = match.forger.overprint, match.forger.tint
    weights = pair.shown if shown else pair.forger.weights
    rules = match.experiments[member]
    draft = (rules.draft, rules.aside)
    free = channels == 1 or data.free
    inner = network(net, weights, member)
    forger = Forger(inner, prod(data.shape), channels, data.scale, grain, draft, shades, free, overprint, tint)
    had = {stream: pair.side(player).turns[member] for player, stream in STREAMS.items()}
    turns = Turns(match.experiments[member].seed, had)
    judge = network(detective, pair.detective.weights, member)
    units = match.units
    if rules.disguised:
        canvas = (c.shifts, c.places, c.blank) if (c := units.canvas) else ()
        return Disguised(forger, judge, rules, units.train, units.stretch, turns, *canvas)
    return Plain(forger, judge, rules, units.train, units.stretch, turns)


def network(net: House | PlateNet, weights: Sequence[Tensor], member: int) -> Network:
    """One member's network with its weights, copied."""
    waves = net.frequencies.clone() if isinstance(net, WaveNet) else None
    beside = (net.centre.clone(), net.unit.clone()) if isinstance(net, CentredNet) else None
    base = weights[-1][member, 0].clone() if isinstance(net, PlateNet) else None
    inner = net if isinstance(net, Net) else net.net
    made = Network(list(inner.pairs), list(inner.rows), waves, inner.level, beside, base).to(weights[0])
    for k, layer in enumerate(made.layers):
        layer.weight.data = weights[2 * k][member].T.clone()
        layer.bias.data = weights[2 * k + 1][member, 0].clone()
    return made


def remembering(game: Plain, trainer: Trainer, member: int = 0) -> Plain:
    """The same game, its Adams with the moments of the member's own: the next step is the one that it would take."""
    pair = trainer.pair
    for adam, side, owner in (
        (game.adam_g, pair.forger, game.forger.network),
        (game.adam_d, pair.detective, game.detective),
    ):
        for k, weight in enumerate(owner.parameters()):
            mean, square = (moments[k][member].T.reshape(weight.shape).clone() for moments in (side.mean, side.square))
            count = torch.tensor(float(side.counts[member]))
            adam.state[weight] = {"step": count, "exp_avg": mean, "exp_avg_sq": square}
    return game
