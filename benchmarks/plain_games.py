"""The games on which the plain round is held against the engine, in double precision."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import torch

from gan_core.engine.plainly import plainly
from gan_core.engine.trainer import Trainer
from gan_core.engine.units import Units
from gan_core.experiment import LOSSES, Experiment
from gan_core.plain import Plain

ROUNDS = 50
POINTS = Experiment(
    data="ring8", loss="nonsaturating", batch=16, z_dim=3, g_width=8, d_width=8, beta1=0.5, ema=0, lr_g=3e-3, lr_d=2e-3
)
NOTES = replace(POINTS, data="banknotes", batch=4, z_dim=4, g_width=4, d_width=3)
GAMES = {
    **{loss: replace(POINTS, loss=loss) for loss in LOSSES},
    **{f"{loss} with R1 and R2": replace(POINTS, loss=loss, r1=0.3, r2=0.2) for loss in LOSSES},
    "gradient penalty": replace(POINTS, loss="wasserstein", gp=5.0),
    "all penalties": replace(POINTS, r1=0.1, r2=0.3, gp=1.0),
    "few items": replace(POINTS, few=5, loss="relativistic"),
    "turns": replace(POINTS, d_steps=3, g_steps=2, loss="relativistic"),
    "waves": replace(POINTS, z_dim=2, waves=4, pitch=0.4, coarse=3, draft=0.5, aside=0.7, r1=0.1),
    "few dice, waves": replace(POINTS, z_dim=1, waves=4),
    "packing": replace(POINTS, pack=3, r1=0.1),
    "spread": replace(POINTS, mbstd=1, r2=0.1),
    "packing and spread among waves": replace(POINTS, pack=2, mbstd=1, waves=3, z_dim=2, gp=0.5),
    "empty seats": replace(POINTS, seats=4, r1=0.1),
    "a line": replace(POINTS, data="line", z_dim=1, waves=4, loss="relativistic", r1=0.03, r2=0.03),
    "notes": replace(NOTES, r1=0.3, r2=0.3),
    "notes, packed": replace(NOTES, pack=2, mbstd=1, r1=0.1, loss="relativistic"),
    "notes, by patches": replace(NOTES, patch=6, r1=0.3, r2=0.3, loss="relativistic"),
    "digits, by patches, packed": replace(NOTES, data="digits", patch=4, pack=2, gp=1.0),
    "digits": replace(NOTES, data="digits", gp=1.0, loss="hinge"),
    "noise": replace(POINTS, noise=0.3),
    "noise, relativistic, with R1": replace(POINTS, noise=0.3, loss="relativistic", r1=0.3, pack=2),
    "digits, moved": replace(NOTES, data="digits", moved=2, r1=0.1, r2=0.1),
    "notes, moved, with noise": replace(NOTES, moved=1, noise=0.1, loss="relativistic", gp=1.0),
    "digits, in another light, with noise": replace(NOTES, data="digits", light=0.4, noise=0.1, r2=0.1),
    "notes, moved, lit and cut": replace(NOTES, moved=2, light=0.3, cut=7, loss="relativistic", r1=0.1),
    "digits, packed": replace(NOTES, data="digits", pack=2, loss="leastsquares"),
}


@contextmanager
def in_double() -> Iterator[None]:
    """What is made meanwhile is double."""
    torch.set_default_dtype(torch.float64)
    try:
        yield
    finally:
        torch.set_default_dtype(torch.float32)


def trainer_of(experiments: list[Experiment]) -> Trainer:
    """A trainer whose every number is double."""
    trainer = Trainer(experiments, "cpu")
    own = Units(trainer.data, trainer.device)
    vars(own)["train"] = own.train.double()
    trainer.match = replace(trainer.match, units=own)
    return trainer


def most(game: Plain, trainer: Trainer, member: int = 0) -> float:
    """The largest difference between two weights. A relative game leaves the last bias to rounding alone."""
    after = plainly(trainer, member)
    mine = [*game.forger.parameters(), *game.detective.parameters()]
    theirs = [*after.forger.parameters(), *after.detective.parameters()]
    if game.rules.loss in ("relativistic", "wasserstein"):
        mine, theirs = mine[:-1], theirs[:-1]
    return max(float((a - b).detach().abs().max()) for a, b in zip(mine, theirs, strict=True))
