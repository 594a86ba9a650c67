"""One link gives the same first weights and dice in the engine and in a page, bit for bit."""

import io
from dataclasses import replace

import numpy as np
import pytest
import torch

from benchmarks.node import in_node
from gan_core.engine.portable.book import rolled
from gan_core.engine.portable.pictures import draws
from gan_core.engine.portable.turns import turn_program
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment, recipe

SMALL = {"seed": 2**31 - 7, "batch": 12, "g_width": 8, "d_width": 8}
RUNS = {
    "points": replace(recipe("ring8"), **SMALL, waves=4, gp=1.0, seats=3),
    "plain points": replace(recipe("ring8"), **SMALL, waves=0, z_dim=5),
    "a relative game of notes": replace(recipe("banknotes"), **SMALL, patch=4),
    "digits": replace(recipe("digits"), **SMALL),
}
ASKED = """async ({ Players, Rolls }, { book, kernel, turn, fresh }) => {
  const players = await Players.of(book, kernel)
  const list = (some) => (some ? Array.from(some) : null)
  const weights = (player) => book.first[player].map((_, k) => list(players.machine.state(`${player}.weights.${k}`)))
  const first = { forger: weights("forger"), detective: weights("detective") }
  const wall = [list(players.fixed.z), list(players.fixed.grain)]
  Object.assign(players.turns, { detective: turn, forger: turn })
  const dealt = ["detective", "forger"].map((player) => {
    const { rows, z, grain, between } = players.peek(player)
    return { rows: list(rows), z: list(z), grain: list(grain), between: list(between) }
  })
  players.begin("detective", players.rolls("fresh detective")(fresh))
  const items = { reals: list(players.reals([3, 1, 4])), heldOut: list(players.heldOut.rows([7])) }
  return { first, dealt, wall, renewed: weights("detective"), ...items }
}"""


@pytest.fixture(scope="module", params=RUNS)
def both(request) -> tuple[Trainer, dict]:
    """A trainer after some turns, and what a page has at that moment."""
    experiment: Experiment = RUNS[request.param]
    trainer = Trainer([experiment], "cpu")
    press = trainer.data.press
    programs = {"forger": turn_program(trainer, "forger")} | ({"draws": draws(press)} if press else {})
    told = rolled(trainer) | {"programs": {name: program.plain() for name, program in programs.items()}}
    return trainer, in_node(ASKED, {"book": told, "turn": 2, "fresh": 9})


def same(ours: torch.Tensor | None, theirs: list | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return bool((ours.numpy().ravel() == np.array(theirs, ours.numpy().dtype)).all())


def test_first_weights_and_the_wall(both):
    trainer, page = both
    for player in ("forger", "detective"):
        for ours, theirs in zip(trainer.pair.side(player).weights, page["first"][player], strict=True):
            assert same(ours, theirs)
    assert all(map(same, trainer.fixed_latents(), page["wall"]))


def test_the_dice_of_a_turn_whatever_was_rolled_before(both):
    trainer, page = both
    branch = trainer.branched([0])
    for _ in range(2):
        branch.detective_step()
        branch.forger_step()
    for player, theirs in zip(("detective", "forger"), page["dealt"], strict=True):
        turn = branch.peek(player)
        assert same(turn.z, theirs["z"])
        assert same(turn.grain, theirs["grain"])
        assert turn.rows is None or same(turn.rows, theirs["rows"])
        assert turn.between is None or same(turn.between, theirs["between"])
        assert torch.equal(branch.peek(player).z, turn.z)
    again = trainer.branched([0])
    again.restore(branch.state())
    assert torch.equal(again.peek("forger").z, branch.peek("forger").z)


def test_a_fresh_detective(both):
    trainer, page = both
    branch = trainer.branched([0])
    branch.step = 9
    branch.renew(0)
    assert all(map(same, branch.pair.detective.weights, page["renewed"]))


def test_real_items(both):
    trainer, page = both
    units = trainer.match.units
    theirs = [np.array(page[name], np.float32) for name in ("reals", "heldOut")]
    for ours, found in zip((units.train[[3, 1, 4]], units.held_out[[7]]), theirs, strict=True):
        if trainer.data.press:  # drawn by the page, and kept in two bytes a number
            assert np.abs(ours.numpy().ravel() - found).max() < 2e-4
        else:
            assert (ours.numpy().ravel() == found).all()


def test_a_state_that_kept_its_dice_goes_on():
    trainer = Trainer([RUNS["points"]], "cpu")
    trainer.round()
    state = {name: part for name, part in trainer.pair.state().items() if name != "turns"}
    old = state | {"generators": [torch.Generator().get_state()], "step": 1, "diverged": [None], "thresholds": [0.0]}
    other = Trainer([RUNS["points"]], "cpu")
    other.restore(saved(old))
    other.round()
    trainer.round()
    assert all(torch.equal(a, b) for a, b in zip(trainer.pair.tensors(), other.pair.tensors(), strict=True))


def saved(state: dict) -> bytes:
    buffer = io.BytesIO()
    torch.save(state, buffer)
    return buffer.getvalue()
