"""The trainer: a round is what a plain loop does, members leave each other alone, and runs repeat and resume."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from gan_core.engine.dealer import annealing
from gan_core.engine.losses import GAMES
from gan_core.engine.trainer import Trainer
from gan_core.engine.units import Units
from gan_core.experiment import LIVE_FIELDS, LOSSES, Experiment
from gan_core.philox import Rolls, Stream, What

TINY = Experiment(data="ring8", loss="nonsaturating", batch=16, z_dim=3, g_width=8, d_width=8, beta1=0.5, ema=0)
NOTES = Experiment(data="banknotes", r1=0.3, r2=0.3, batch=8, z_dim=4, g_width=4, d_width=2)
DIGITS = replace(NOTES, data="digits")


def trained(experiments, rounds=5):
    trainer = Trainer(experiments, "cpu")
    for _ in range(rounds):
        trainer.round()
    return trainer


def test_runs_of_one_set_hold_its_items_once():
    one, other = (Trainer([replace(NOTES, seed=seed)], "cpu") for seed in (1, 2))
    assert one.match.units.train.data_ptr() == other.match.units.train.data_ptr()
    assert one.data is other.data


def forgers(trainer):
    return trainer.pair.forger.weights


def detectives(trainer):
    return trainer.pair.detective.weights


def everything(trainer, member=0):
    return torch.cat([t[member].detach().flatten() for t in trainer.pair.tensors()])


def meant(e: Experiment, g_weights, d_weights):
    """The weights that a game determines. Where only differences of logits count, biases that shift them all have no
    slope, and Adam makes full steps of what rounding leaves there."""
    return [*g_weights, *(d_weights[::2] if GAMES[e.loss].relative else d_weights)]


# ---- against a plain loop


class PlainLoop:
    """One GAN as any tutorial would write it, with autograd's double backward for the penalties."""

    def __init__(self, trainer: Trainer, e: Experiment) -> None:
        self.e, self.real = e, torch.from_numpy(trainer.data.train) / trainer.data.scale
        self.turn = 0
        self.g, self.d = (
            [w[0].detach().clone().requires_grad_() for w in ws] for ws in (forgers(trainer), detectives(trainer))
        )
        self.g_adam, self.d_adam = (
            torch.optim.Adam(w, lr=lr, betas=(e.beta1, e.beta2)) for w, lr in ((self.g, e.lr_g), (self.d, e.lr_d))
        )

    def net(self, weights, x):
        for k in range(0, len(weights), 2):
            x = F.linear(x, weights[k].T, weights[k + 1][0])
            x = x if k == len(weights) - 2 else F.leaky_relu(x, 0.2)
        return x

    def batch(self, dice):
        return self.real[dice.rows(self.e.batch, len(self.real), What.ROWS)]

    def fakes(self, dice):
        return self.net(self.g, torch.from_numpy(dice.normal((self.e.batch, self.e.z_dim), What.Z)))

    def slopes(self, x):
        x = x.detach().requires_grad_()
        (slope,) = torch.autograd.grad(self.net(self.d, x).sum(), x, create_graph=True)
        return slope.norm(dim=1)

    def round(self):
        e, game = self.e, GAMES[self.e.loss]
        dice = Rolls(e.seed, Stream.DETECTIVE, self.turn)
        real, fake = self.batch(dice), self.fakes(dice).detach()
        loss = game.detective(self.net(self.d, real)[:, 0], self.net(self.d, fake)[:, 0])
        loss = loss + e.r1 / 2 * self.slopes(real).square().mean() + e.r2 / 2 * self.slopes(fake).square().mean()
        if e.gp:
            t = torch.from_numpy(dice.uniform((e.batch, 1), What.BETWEEN))
            loss = loss + e.gp * (self.slopes((1 - t) * real + t * fake) - 1).square().mean()
        self.descend(self.d_adam, loss)
        dice = Rolls(e.seed, Stream.FORGER, self.turn)
        self.turn += 1
        fake = self.fakes(dice)
        real = self.batch(dice) if game.relative else fake  # other games do not even draw real items here
        self.descend(self.g_adam, game.forger(self.net(self.d, real)[:, 0], self.net(self.d, fake)[:, 0]))

    def descend(self, adam, loss):
        for w in (*self.g, *self.d):
            w.grad = None
        loss.backward()
        adam.step()


@pytest.mark.parametrize("penalties", [{}, {"r1": 0.5, "r2": 0.2}, {"gp": 10.0}, {"r1": 0.1, "gp": 1.0}], ids=str)
@pytest.mark.parametrize("loss", LOSSES)
def test_a_round_is_what_a_plain_loop_does(loss: str, penalties: dict[str, float]):
    e = replace(TINY, loss=loss, **penalties)
    trainer = Trainer([e], "cpu")
    loop = PlainLoop(trainer, e)
    for _ in range(4):
        trainer.round()
        loop.round()
    for mine, theirs in zip(meant(e, forgers(trainer), detectives(trainer)), meant(e, loop.g, loop.d), strict=True):
        assert torch.allclose(mine.reshape(theirs.shape), theirs, atol=2e-5)


# ---- many at once

MIXED = [
    TINY,
    replace(TINY, seed=1, loss="hinge", r1=0.3, lr_g=2e-3, g_steps=2),
    replace(TINY, seed=2, loss="relativistic", r1=0.1, r2=0.1, d_steps=2, beta1=0.0, ema=10),
    replace(TINY, seed=6, loss="wasserstein", gp=5.0, d_steps=3, anneal=10),
    replace(TINY, seed=4, loss="leastsquares", lr_d=5e-3, g_steps=0),
    replace(TINY, seed=5, loss="saturating", d_steps=0),
]


def lists() -> list[list[Experiment]]:
    notes = [NOTES, replace(NOTES, seed=1, loss="nonsaturating", r2=0, lr_d=2e-3, d_steps=2, ema=0)]
    return [MIXED, notes, [replace(e, data="digits", pack=2) for e in notes], [replace(e, pack=4) for e in MIXED]]


@pytest.mark.parametrize("experiments", lists(), ids=["points", "notes", "digits in packs", "points in packs"])
def test_a_member_trains_as_it_would_alone(experiments):
    together = trained(experiments)
    for k, e in enumerate(experiments):
        alone = trained([e])
        weights = zip(
            meant(e, forgers(together), detectives(together)),
            meant(e, forgers(alone), detectives(alone)),
            strict=True,
        )
        assert all(torch.allclose(a[k], b[0], atol=2e-5) for a, b in weights)
        assert np.allclose(together.sample(8, k), alone.sample(8), atol=1e-4)


def test_a_run_repeats_bit_for_bit_and_another_seed_does_not():
    for e in (TINY, NOTES):
        assert torch.equal(everything(trained([e])), everything(trained([e])))
        assert not torch.equal(everything(trained([e])), everything(trained([replace(e, seed=1)])))


@pytest.mark.parametrize("experiments", [MIXED, [NOTES]], ids=["mixed", "notes"])
def test_a_restored_run_goes_on_bit_for_bit(experiments):
    original = trained(experiments)
    original.measure()
    taken_up = Trainer(experiments, "cpu")
    taken_up.restore(original.state())
    for trainer in (original, taken_up):
        trainer.round()
        trainer.round()
    assert taken_up.step == original.step == 7
    assert taken_up.thresholds == original.thresholds
    for k in range(len(experiments)):
        assert torch.equal(everything(original, k), everything(taken_up, k))
    assert (original.sample(8) == taken_up.sample(8)).all()


@pytest.mark.parametrize("other", [{"g_width": 9}, {"d_width": 4}, {"z_dim": 2}, {"pack": 2}])
def test_a_checkpoint_of_another_shape_is_refused(other):
    with pytest.raises(ValueError, match="another shape"):
        Trainer([replace(TINY, **other)], "cpu").restore(trained([TINY], 0).state())
    with pytest.raises(ValueError, match="another shape"):
        Trainer([TINY, TINY], "cpu").restore(trained([TINY], 0).state())


def test_shapes_must_agree():
    with pytest.raises(ValueError, match="must share"):
        Trainer([TINY, replace(TINY, batch=32)])
    with pytest.raises(ValueError, match="at least one"):
        Trainer([])


# ---- what a step touches


def test_each_player_leaves_the_other_alone():
    trainer = trained([TINY])
    forger = [w.detach().clone() for w in forgers(trainer)]
    trainer.detective_step()
    assert all(torch.equal(a, b) for a, b in zip(forger, forgers(trainer), strict=True))
    detective = [w.detach().clone() for w in detectives(trainer)]
    trainer.forger_step()
    assert all(torch.equal(a, b) for a, b in zip(detective, detectives(trainer), strict=True))
    assert not torch.equal(forger[0], forgers(trainer)[0])


@pytest.mark.parametrize("loss", LOSSES)
def test_the_forger_never_sees_a_real_item(loss: str):
    one, other = (Trainer([replace(TINY, loss=loss)], "cpu") for _ in range(2))
    elsewhere = Units(other.data, other.device)
    vars(elsewhere)["train"] = other.match.units.train + 5
    other.match = replace(other.match, units=elsewhere)
    one.forger_step()
    other.forger_step()
    same = all(torch.equal(a, b) for a, b in zip(forgers(one), forgers(other), strict=True))
    assert same == (loss != "relativistic")  # there the detective's logits on real items enter, and only they


def test_the_two_log_games_differ_for_the_forger_alone():
    one, other = (trained([replace(TINY, loss=loss)], 0) for loss in ("saturating", "nonsaturating"))
    for trainer in (one, other):
        trainer.detective_step()
    assert torch.equal(detectives(one)[0], detectives(other)[0])
    for trainer in (one, other):
        trainer.forger_step()
    moved = [w[0].detach() for w in (forgers(one)[2], forgers(other)[2])]
    assert not torch.equal(*moved)


def test_turns_are_counted():
    trainer = trained([replace(TINY, d_steps=3, g_steps=2), replace(TINY, d_steps=1, g_steps=0)])
    assert trainer.pair.detective.counts == (15, 5)
    assert trainer.pair.forger.counts == (10, 0)


def test_wasserstein_with_a_penalty_trains():
    trainer = trained([replace(TINY, loss="wasserstein", gp=10, d_steps=5)], 20)
    assert trainer.diverged() is None
    assert np.isfinite(trainer.sample(10)).all()


@pytest.mark.parametrize("pack", [2, 4])
@pytest.mark.parametrize("data", ["ring8", "digits"])
def test_packs_are_judged_together(data: str, pack: int):
    trainer = trained([replace(TINY, data=data, pack=pack, r1=0.1)])
    items = trainer.data.held_out[:32]
    assert trainer.logits(items).shape == (32,)
    assert detectives(trainer)[0].shape[1] == pack * (2 if data == "ring8" else 16) + 1
    swapped = items.copy()
    swapped[8] = items[0]
    changed = trainer.logits(swapped) != trainer.logits(items)
    assert changed[9 - pack : 9].all()  # it is judged itself, and sits beside those before it
    assert not changed[: 9 - pack].any()
    assert not changed[9:].any()
    assert trainer.measure().d_accuracy >= 0
    assert trainer.snapshot(feedback=True).desk is not None


# ---- while it trains


def test_live_fields_change_and_others_are_refused():
    trainer = trained([TINY, replace(TINY, seed=1)], 1)
    trainer.update(1, lr_g=0.5, r1=1, loss="hinge", ema=3)
    assert trainer.experiments[1] == replace(TINY, seed=1, lr_g=0.5, r1=1, loss="hinge", ema=3)
    assert trainer.experiments[0] == TINY
    trainer.round()
    for name in set(vars(TINY)) - LIVE_FIELDS:
        with pytest.raises(ValueError, match="cannot change"):
            trainer.update(0, **{name: getattr(TINY, name)})
    with pytest.raises(ValueError, match="lr_g"):
        trainer.update(0, lr_g=-1)
    assert trainer.experiments[0] == TINY


def test_a_change_acts_from_the_next_step_on():
    trainer = trained([TINY], 1)
    before = everything(trainer)[: forgers(trainer)[0][0].numel()].clone()
    trainer.update(0, lr_g=0.0)
    trainer.forger_step()
    assert torch.equal(everything(trainer)[: len(before)], before)


def test_an_explosion_is_told_and_touches_nobody_else():
    wild = replace(TINY, loss="wasserstein", lr_d=1.0, d_steps=8)
    trainer = trained([TINY, wild, replace(TINY, seed=7)], 20)
    assert trainer.diverged(0) is trainer.diverged(2) is None
    assert "blew up in round" in (trainer.diverged(1) or "")
    assert torch.allclose(everything(trainer, 0), everything(trained([TINY], 20)), atol=1e-3)
    assert np.isfinite(trainer.sample(5, 2)).all()
    counts = trainer.pair.detective.counts
    trainer.round()
    assert trainer.pair.detective.counts[1] == counts[1]  # it trains no more
    again = Trainer(trainer.experiments, "cpu")
    again.restore(trainer.state())
    assert again.diverged(1) == trainer.diverged(1)


def test_numbers_that_are_none_are_an_explosion():
    trainer = trained([TINY], 1)
    with torch.no_grad():
        detectives(trainer)[0].fill_(float("nan"))
    trainer.round()
    assert "NaN" in (trainer.diverged() or "")


def test_averaging():
    trainer = Trainer([replace(TINY, ema=2.0)], "cpu")
    mean = forgers(trainer)[0].detach().clone()
    for step in range(40):
        trainer.round()
        half_life = min(2.0, 0.1 * step)
        keep = 0.5 ** (1 / half_life) if half_life else 0.0
        mean = keep * mean + (1 - keep) * forgers(trainer)[0].detach()
    assert torch.allclose(trainer.pair.shown[0], mean, atol=1e-5)
    assert not np.allclose(trainer.sample(4), trainer.sample(4, live=True))
    trainer.update(0, ema=0)
    assert (trainer.sample(4) == trainer.sample(4, live=True)).all()


def test_a_branch_goes_on_as_its_root_does():
    roots = [replace(TINY, seed=k, ema=3, anneal=12) for k in range(3)]
    trainer = trained(roots, 4)
    branch = trainer.branched([2, 0])
    for _ in range(4):
        trainer.round()
        branch.round()
    assert branch.step == trainer.step == 8
    for row, root in enumerate((2, 0)):
        assert torch.allclose(everything(branch, row), everything(trainer, root), atol=2e-5)


def test_annealing():
    assert [annealing(s, 0) for s in (0, 10**6)] == [1, 1]
    assert annealing(0, 100) == 1
    assert annealing(50, 100) == pytest.approx(0.55)
    assert annealing(100, 100) == annealing(10**6, 100) == pytest.approx(0.1)
    trainer = trained([replace(TINY, anneal=1)], 1)
    before = detectives(trainer)[0].detach().clone()
    trainer.pair.detective.mean[0].zero_()
    trainer.pair.detective.square[0].zero_()
    trainer.pair = trainer.pair.with_side("detective", replace(trainer.pair.detective, counts=(0,)))
    trainer.detective_step()  # Adam's first step moves every weight by its rate, here a tenth of lr_d
    moved = (detectives(trainer)[0] - before).abs().max().item()
    assert moved == pytest.approx(0.1 * TINY.lr_d, rel=0.02)
