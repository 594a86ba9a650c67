"""A whole run in ordinary PyTorch: first weights, the rates of each round, and the averaged forger that is shown.

With the same settings and items it is the engine's run, number for number but for rounding (a test). An exported script
holds this file, `plain.py`, `plain_players.py` and what it needs of `plain_cures.py` as they are.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from math import prod, sqrt

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import pad

from gan_core.data.base import Floats
from gan_core.engine.canvas import blank_of, coordinates, shift_table
from gan_core.engine.dealer import annealing, relaxing
from gan_core.engine.networks import waves
from gan_core.engine.players import DETECTIVE_PITCHES, FORGER_PITCHES, _lowered
from gan_core.engine.tiles import PATCH, from_tiles, to_tiles
from gan_core.engine.typical import typical
from gan_core.experiment import Experiment
from gan_core.philox import Rolls, Stream, Turns
from gan_core.plain import Plain
from gan_core.plain_cures import Disguised
from gan_core.plain_players import Forger, Network, normal

Layers = list[tuple[int, int, int]]  # for each: stretches of an item, numbers of one that go in, and that come out


@dataclass(frozen=True)
class Sort:
    """What sort of items they are."""

    shape: tuple[int, ...]
    scale: float  # by which they are divided before a network sees them
    grain: float  # of pictures: the paper's own noise
    shades: int  # of pictures: in how many each number is printed; 0: any
    free: bool  # of pictures: every pixel has a colour of its own
    overprint: float  # of pictures in shades: by how much they are printed beyond white and black
    tint: float  # of pictures of ink on paper: how far both colours are off


@dataclass
class PlainRun:
    """A game that is played round by round."""

    game: Plain
    shown: Forger  # a running average of the forger
    rules: Experiment
    sort: Sort
    step: int = 0

    def round(self) -> None:
        """The detective's turns, then the forger's, each at the rates and penalties of the moment."""
        e, game = self.rules, self.game
        for adam, rate in ((game.adam_g, e.lr_g), (game.adam_d, e.lr_d)):
            adam.param_groups[0]["lr"] = rate * annealing(self.step, e.anneal, e.anneal_to)
        fine = relaxing(self.step, e.relax)
        game.rules = replace(e, r1=fine * e.r1, r2=fine * e.r2)
        for _ in range(e.d_steps):
            game.detective_learns()
        for _ in range(e.g_steps):
            game.forger_learns()
            self.average()
        self.step += 1

    def average(self) -> None:
        """The forger that is shown moves toward the one that plays."""
        half_life = min(self.rules.ema, 0.1 * self.step)
        move = 1 - 0.5 ** (1 / half_life) if half_life > 0 else 1.0
        for mean, weight in zip(self.shown.parameters(), self.game.forger.parameters(), strict=True):
            mean.data.lerp_(weight.data, move)

    @torch.no_grad()
    def fakes(self, n: int, seed: int = 0) -> Floats:
        """n fakes (n, *shape) of the forger that is shown."""
        dice = Rolls(seed, Stream.FRESH, self.step)
        rows: Floats = (self.shown(*self.shown.roll((n, self.rules.z_dim), dice)) * self.sort.scale).numpy()
        if len(self.sort.shape) < 3:
            return rows.reshape(n, *self.sort.shape)
        channels, height, width = self.sort.shape
        return from_tiles(rows, (channels, height, width))


def begun(rules: Experiment, items: Floats, sort: Sort, forger_layers: Layers, detective_layers: Layers) -> PlainRun:
    """The run in its round 0. Items (n, *shape) are in their natural units."""
    size, picture = prod(sort.shape), len(sort.shape) == 3
    stretch = PATCH**2 * sort.shape[0] if picture else size
    seats = stretch if rules.room == 1 else rules.room * stretch + 1
    felt = seen = None
    if rules.waves and not picture:
        felt = waves(rules.z_dim, 2 * rules.waves, _lowered(FORGER_PITCHES, rules.pitch))
        seen = waves(size, rules.waves, _lowered(DETECTIVE_PITCHES, rules.pitch)) / rules.coarse
        seen = pad(seen, (0, 0, 0, seats - size))
    network = first(forger_layers, felt, Rolls(rules.seed, Stream.FIRST_FORGER), level=picture)
    detective = first(detective_layers, seen, Rolls(rules.seed, Stream.FIRST_DETECTIVE), level=False)
    next(detective.parameters()).data[:, stretch:seats] = 0  # nobody sits there yet
    channels = sort.shape[0] if picture else 0
    free = sort.free or channels == 1
    printing = (
        sort.scale,
        sort.grain,
        (rules.draft, rules.aside),
        sort.shades,
        free,
        sort.overprint,
        sort.tint if rules.patch else 0.0,
    )
    forger = Forger(network, size, channels, *printing)
    rows = to_tiles(items) if picture else items.reshape(len(items), -1)
    reals = torch.from_numpy(np.ascontiguousarray(rows, np.float32)) / sort.scale
    if picture and rules.patch:
        network.base.append(nn.Parameter(torch.zeros(size if free else prod(sort.shape[1:]))))
        detective.beside = typical(reals) if rules.room == 1 else None
    game = Plain(forger, detective, rules, reals, stretch, Turns(rules.seed))
    if rules.disguised:
        game = disguised(game, items, sort)
    return PlainRun(game, deepcopy(forger), rules, sort)


def disguised(game: Plain, items: Floats, sort: Sort) -> Disguised:
    """The same game, in which items are disguised before they are judged."""
    parts = game.forger, game.detective, game.rules, game.reals, game.stretch, game.turns
    if len(sort.shape) < 3:
        return Disguised(*parts)
    c, h, w = sort.shape
    shifts, places = (torch.from_numpy(table(c, h, w)) for table in (shift_table, coordinates))
    return Disguised(*parts, shifts, places, blank_of(items) / sort.scale)


def first(layers: Layers, seen_through: Tensor | None, dice: Rolls, *, level: bool) -> Network:
    """A network that has learnt nothing: weights as wide as He et al. 2015 have them, the last layer's narrower."""
    network = Network([(i, o) for _, i, o in layers], [rows for rows, _, _ in layers], seen_through, level)
    for k, (_, i, o) in enumerate(layers):
        gain = 1.0 if k == len(layers) - 1 else sqrt(2 / (1 + 0.2**2))
        layer = network.layers[k]
        layer.weight.data = (normal(dice, (i, o), 2 * k) * (gain / sqrt(i))).T.contiguous()
        layer.bias.data = torch.zeros(o)
    return network
