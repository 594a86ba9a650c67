"""The plain round is the engine's: fifty rounds with the same dice leave the same weights, in double precision."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from benchmarks.plain_games import GAMES, POINTS, ROUNDS, in_double, most, trainer_of
from gan_core import collapse, plain
from gan_core.engine.plainly import plainly
from gan_core.engine.trainer import Trainer
from gan_core.experiment import LOSSES, Experiment
from gan_core.plain_cures import changed, renewed


@pytest.fixture(autouse=True)
def double() -> Iterator[None]:
    with in_double():
        yield


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


@pytest.mark.parametrize("name", collapse.CURES)
def test_the_lines_that_a_cure_shows_make_the_weights_that_it_makes(name: str):
    trainer = trainer_of([replace(POINTS, seats=4)])
    game = plainly(trainer)
    for place, cure in (0.1, None), (0.3, name):
        trainer.update(0, **collapse.settings("ring8", place, cure))
        changed(game, trainer.experiments[0])
        if cure and collapse.CURES[cure].fresh:
            trainer.renew(0)
            renewed(game, plainly(trainer).detective)
        for _ in range(10):
            trainer.round()
            plain.play(game)
    assert most(game, trainer) < 1e-9


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
    assert len(Path(plain.__file__).read_text().splitlines()) < 105
