"""What leaves the process does the trainer's own turns: from the same state and dice it comes to the same numbers."""

import json
from dataclasses import replace

import pytest
import torch

from gan_core.engine.portable.program import Program
from gan_core.engine.portable.state import state_of
from gan_core.engine.portable.traced import traced
from gan_core.engine.portable.turns import dealt, turn_program
from gan_core.engine.trainer import Trainer
from gan_core.experiment import LOSSES, Experiment, recipe

POINTS = replace(recipe("ring8"), batch=16, g_width=8, d_width=8, waves=4, aside=0.5)
NOTES = replace(recipe("banknotes"), batch=4, z_dim=4, g_width=8, d_width=8)
GAMES = {
    "ring8": POINTS,
    "grid25 in company": replace(POINTS, data="grid25", loss="hinge", gp=1.0, pack=2, mbstd=1),
    "banknotes": NOTES,
    "banknotes by patches": replace(NOTES, patch=6),
    "digits": replace(NOTES, data="digits", loss="wasserstein", r1=0.0, r2=0.0),
    "a narrow detective": replace(NOTES, data="digits", d_width=2),
}
SETS = ("ring8", "grid25", "digits", "banknotes")
EVERY = {
    f"{data}, {loss}": replace(recipe(data), loss=loss) for data in ("ring8", "grid25", "digits") for loss in LOSSES
}


def parted(experiment: Experiment) -> float:
    """The 99th percentile of differences after one more round of each, from the third round on."""
    trainer, found = Trainer([experiment], "cpu"), []
    for _ in range(2):
        trainer.round()
    for player in ("detective", "forger"):
        program = Program.of(json.loads(json.dumps(turn_program(trainer, player).plain())))
        turn = trainer._deal(player, None)
        came = program.run(state_of(trainer.pair, player) | dealt(trainer, turn))
        trainer._play(turn)
        wanted = state_of(trainer.pair, player)
        found += [(came[name] - wanted[name]).abs().flatten() for name in came if name != "logits"]
    return float(torch.cat(found).quantile(0.99))


@pytest.mark.parametrize("experiment", GAMES.values(), ids=GAMES)
def test_a_portable_round_is_the_trainers_own(experiment):
    assert parted(experiment) <= 1e-4


@pytest.mark.slow
@pytest.mark.parametrize("experiment", EVERY.values(), ids=EVERY)
def test_so_it_is_in_every_game(experiment):
    assert parted(experiment) <= 1e-4


def test_a_portable_turn_is_of_one_member():
    with pytest.raises(ValueError, match="one member"):
        turn_program(Trainer([POINTS, replace(POINTS, seed=1)], "cpu"), "forger")


def test_what_is_known_is_worked_out_and_what_nobody_needs_is_left_out():
    def function(given):
        idle = given["x"].sin()
        known = torch.ones(2).sqrt() * 3
        return {"y": given["x"] * known + (idle - idle).detach() * 0 + given["x"] * known}

    program = traced(function, {"x": torch.arange(2.0)})
    assert [step.operation for step in program.steps].count("sqrt") == 0
    assert program.run({"x": torch.tensor([1.0, 2.0])})["y"].tolist() == [6.0, 12.0]
    idle = traced(lambda given: {"y": given["x"] + 1, "z": given["x"]}, {"x": torch.arange(2.0)})
    assert [step.operation for step in idle.steps] == ["add"]


def test_a_word_that_no_runtime_knows_is_refused():
    with pytest.raises(NotImplementedError, match="“erf”"):
        traced(lambda given: {"y": given["x"].erf()}, {"x": torch.arange(2.0)})
