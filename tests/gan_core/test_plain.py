"""The plain round is the engine's: fifty rounds with the same dice leave the same weights, in double precision."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from gan_core import plain
from gan_core.engine.plainly import plainly
from gan_core.engine.trainer import Trainer
from gan_core.engine.units import Units
from gan_core.experiment import LOSSES, Experiment

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
    "turns": replace(POINTS, d_steps=3, g_steps=2, loss="relativistic"),
    "waves": replace(POINTS, z_dim=2, waves=4, pitch=0.4, draft=0.5, r1=0.1),
    "few dice, waves": replace(POINTS, z_dim=1, waves=4),
    "packing": replace(POINTS, pack=3, r1=0.1),
    "spread": replace(POINTS, mbstd=1, r2=0.1),
    "packing and spread among waves": replace(POINTS, pack=2, mbstd=1, waves=3, z_dim=2, gp=0.5),
    "empty seats": replace(POINTS, seats=4, r1=0.1),
    "a line": replace(POINTS, data="line", z_dim=1, waves=4, loss="relativistic", r1=0.03, r2=0.03),
    "notes": replace(NOTES, r1=0.3, r2=0.3),
    "notes, packed": replace(NOTES, pack=2, mbstd=1, r1=0.1, loss="relativistic"),
    "digits": replace(NOTES, data="digits", gp=1.0, loss="hinge"),
    "digits, packed": replace(NOTES, data="digits", pack=2, loss="leastsquares"),
}


@pytest.fixture(autouse=True)
def double() -> Iterator[None]:
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(torch.float32)


def trainer_of(experiments: list[Experiment]) -> Trainer:
    """A trainer whose every number is double."""
    trainer = Trainer(experiments, "cpu")
    own = Units(trainer.data, trainer.device)
    vars(own)["train"] = own.train.double()
    trainer.match = replace(trainer.match, units=own)
    return trainer


def most(game: plain.Plain, trainer: Trainer, member: int = 0) -> float:
    """The largest difference between two weights. A relative game leaves the last bias to rounding alone."""
    after = plainly(trainer, member)
    mine = [*game.forger.parameters(), *game.detective.parameters()]
    theirs = [*after.forger.parameters(), *after.detective.parameters()]
    if game.rules.loss in ("relativistic", "wasserstein"):
        mine, theirs = mine[:-1], theirs[:-1]
    return max(float((a - b).detach().abs().max()) for a, b in zip(mine, theirs, strict=True))


@pytest.mark.parametrize("experiment", GAMES.values(), ids=GAMES)
def test_the_plain_round_is_the_engines(experiment: Experiment):
    trainer = trainer_of([experiment])
    game = plainly(trainer)
    first = [w.detach().clone() for w in game.forger.parameters()]
    for _ in range(ROUNDS):
        trainer.round()
        plain.play(game)
    assert most(game, trainer) < 1e-9
    assert max(float((a - b).detach().abs().max()) for a, b in zip(first, game.forger.parameters(), strict=True)) > 1e-3


def test_each_member_of_several_has_a_plain_form():
    trainer = trainer_of([replace(POINTS, seed=k, loss=loss) for k, loss in enumerate(LOSSES)])
    games = [plainly(trainer, member) for member in range(len(LOSSES))]
    for _ in range(10):
        trainer.round()
        for game in games:
            plain.play(game)
    assert max(most(game, trainer, member) for member, game in enumerate(games)) < 1e-9


def test_what_is_taken_out_is_a_copy():
    trainer = trainer_of([POINTS])
    before = [t.clone() for t in trainer.pair.tensors()]
    plain.play(plainly(trainer))
    assert all(torch.equal(a, b) for a, b in zip(before, trainer.pair.tensors(), strict=True))


def test_the_shown_forger_can_be_taken_out():
    torch.set_default_dtype(torch.float32)
    trainer = Trainer([replace(POINTS, ema=5)], "cpu")
    for _ in range(20):
        trainer.round()
    z, grain = trainer.fixed_latents()
    zeros = torch.zeros(len(z[0]), 1) if grain is None else grain[0]
    shown = plainly(trainer, shown=True).forger(z[0], zeros)
    wall = torch.from_numpy(trainer.snapshot().fakes) / trainer.data.scale
    assert torch.allclose(shown, wall, atol=1e-5)


def test_it_can_be_read_at_one_sitting():
    assert len(Path(plain.__file__).read_text().splitlines()) < 100
