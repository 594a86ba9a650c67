"""One step laid open, by the plain round: every tensor on the way forward, and every slope on the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from gan_core.data.base import Floats
from gan_core.engine.losses import GAMES
from gan_core.engine.plainly import plainly, remembering
from gan_core.metrics.accuracy import middle
from gan_core.philox import Stream
from gan_core.plain import Plain, losses, step
from gan_core.plain_players import Network

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


@dataclass(frozen=True)
class Layer:
    """A layer's matrix (out, in), and the slope of its player's loss there."""

    weight: Floats
    slope: Floats


@dataclass(frozen=True)
class Inside:
    """What the detective's next turn will see, from both sides; B items, in natural units.

    Args:
        z: (B, z_dim).
        real: (B, *shape).
        fake: (B, *shape).
        logits: (2, B), of the real items and of the fakes.
        at_logits: (3, B), ∂L_D/∂ℓ(x), ∂L_D/∂ℓ(G(z)) and ∂L_G/∂ℓ(G(z)), each item's own.
        feedback: (B, *shape), −∂L_G/∂G(z), each item's own.
        level: the logit above which it says "real": 0, or the middle of this batch where only differences count.
        loss_d: the detective's mean loss, penalties apart.
        loss_g: the forger's.
        forger: its layers.
        detective: its layers.
    """

    z: Floats
    real: Floats
    fake: Floats
    logits: Floats
    at_logits: Floats
    feedback: Floats
    level: float
    loss_d: float
    loss_g: float
    forger: tuple[Layer, ...]
    detective: tuple[Layer, ...]


def inside(trainer: Trainer, member: int = 0) -> Inside:
    """The member's next batch, judged and followed back; the trainer and its dice stay as they are."""
    game = plainly(trainer, member)
    dice = game.turns.next(Stream.DETECTIVE)
    real = game.real(dice)
    z, grain = game.forger.roll((game.rules.batch, game.rules.z_dim), dice)
    fake = game.forger(z, grain)
    at_real, at_fake = game.judge(real), game.judge(fake)
    detectives, forgers = (each.mean() for each in losses(game.rules.loss, at_real, at_fake))
    slopes = _slopes(detectives, [at_real, at_fake, *game.detective.parameters()])
    back = _slopes(forgers, [at_fake, fake, *game.forger.network.parameters()])
    units, each = trainer.match.units, len(real)
    return Inside(
        z=_numbers(z),
        real=units.to_items(real * trainer.data.scale),
        fake=units.to_items(fake.detach() * trainer.data.scale),
        logits=np.stack([_numbers(at_real), _numbers(at_fake)]),
        at_logits=np.stack([_numbers(s) * each for s in (*slopes[:2], back[0])]),
        feedback=units.to_items(-back[1] * each / trainer.data.scale),
        level=_level(game, at_real, at_fake),
        loss_d=float(detectives.detach()),
        loss_g=float(forgers.detach()),
        forger=_layers(game.forger.network, back[2:]),
        detective=_layers(game.detective, slopes[2:]),
    )


@dataclass(frozen=True)
class Weight:
    """One weight of the forger on its way: where it stands, how steep the loss is there, and where the step leads."""

    layer: int
    row: int
    column: int
    before: float
    slope: float
    after: float


@dataclass(frozen=True)
class Followed:
    """One forger's step from a single note."""

    before: Floats  # (*shape)
    after: Floats
    feedback: Floats  # −∂L_G/∂note
    scores: tuple[float, float]  # D before and after
    logit: float  # above the level of "real"
    loss: float
    weight: Weight  # the one at which the loss is steepest
    weights: int  # how many the forger has in all


def follow(trainer: Trainer, index: int, member: int = 0) -> Followed:
    """What the forger would learn from one note of its wall alone, with Adam's own memory; nothing is kept of it."""
    game = remembering(plainly(trainer, member), trainer, member)
    z, grain = (None if t is None else t[0, index : index + 1].cpu() for t in trainer.fixed_latents(member))
    paper = torch.zeros(1, 1) if grain is None else grain
    note = game.forger(z, paper)
    logit = game.judge(note)
    loss = losses(game.rules.loss, game.judge(game.reals[index : index + 1].clone()), logit)[1].mean()
    (at_note,) = _slopes(loss, [note])
    slopes = _slopes(loss, list(game.forger.network.parameters()))
    place = _steepest(slopes)
    with torch.no_grad():
        dice = game.turns.next(Stream.DETECTIVE)
        level = _level(game, game.judge(game.real(dice)), game.judge(game.fake(dice)))
    weights = list(game.forger.network.parameters())
    before = float(weights[place[0]].detach()[place[1:]])
    step(game.adam_g, loss)
    after = game.forger(z, paper).detach()
    units = trainer.match.units
    notes = units.to_items(torch.cat([note.detach(), after]) * trainer.data.scale)
    return Followed(
        before=notes[0],
        after=notes[1],
        feedback=units.to_items(-at_note)[0],
        scores=(_score(logit, level), _score(game.judge(after), level)),
        logit=float(logit.detach()) - level,
        loss=float(loss.detach()),
        weight=Weight(
            place[0] // 2, place[1], place[2], before, float(slopes[place[0]][place[1:]]),
            float(weights[place[0]][place[1:]].detach()),
        ),
        weights=sum(w.numel() for w in weights),
    )  # fmt: skip


@torch.no_grad()
def printed(trainer: Trainer, rolls: Sequence[Sequence[float]], member: int = 0) -> Floats:
    """What the forger that is shown makes of these rolls, all on one same grain of paper: (n, *shape)."""
    z = torch.tensor(rolls, dtype=torch.float32, device=trainer.device)[None]
    grain = trainer.fixed_latents(member)[1]
    paper = None if grain is None else grain[:, :1].expand(1, len(rolls), -1)
    return trainer.view.print_from(z, paper, member)


def _steepest(slopes: Sequence[Tensor]) -> tuple[int, int, int]:
    """Which matrix, row and column has the largest slope; biases are left out."""
    k = max((k for k, s in enumerate(slopes) if s.dim() == 2), key=lambda k: float(slopes[k].abs().max()))
    row, column = divmod(int(slopes[k].abs().argmax()), slopes[k].shape[1])
    return k, row, column


def _layers(network: Network, slopes: Sequence[Tensor]) -> tuple[Layer, ...]:
    """Parameters come as matrix and bias in turn; a base plate, which has no layer, comes last."""
    weights, layers = list(network.parameters()), 2 * len(network.layers)
    return tuple(Layer(_numbers(w), _numbers(s)) for w, s in zip(weights[:layers:2], slopes[:layers:2], strict=True))


def _slopes(of: Tensor, at: Sequence[Tensor]) -> list[Tensor]:
    return list(torch.autograd.grad(of, at, retain_graph=True))


def _level(game: Plain, real: Tensor, fake: Tensor) -> float:
    return middle(_numbers(real), _numbers(fake)) if GAMES[game.rules.loss].relative else 0.0


def _score(logit: Tensor, level: float) -> float:
    return float((logit.detach() - level).sigmoid())


def _numbers(values: Tensor) -> Floats:
    numbers: Floats = values.detach().cpu().numpy()
    return numbers
