"""A failing run is put back to a healthy moment, and its gradient is what the next turn goes down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from gan_core.crash.entries import ENTRIES
from gan_core.engine.plainly import plainly
from gan_core.engine.trainer import Trainer
from gan_core.engine.vitals import JUDGED, judgement, slopes
from gan_core.engine.ward import Ward
from gan_core.experiment import Experiment

SMALL = {"g_width": 8, "d_width": 8, "batch": 16, "waves": 8}
EXPLOSION = ENTRIES["explosion"]


def runs() -> Trainer:
    return Trainer([replace(run, **SMALL) for run in EXPLOSION.pair(1)], "cpu")


def test_an_exploded_run_is_stopped_rewound_and_goes_on():
    trainer = runs()
    ward = Ward(trainer, EXPLOSION, {1})
    trainer.step = 80  # the turning comes soon
    for _ in range(40):
        ward.before_round()
        trainer.round()
    assert ward.kept[1].step == 100
    trainer.watch.said[1] = "it blew up"
    healthy = trainer.pair.forger.weights[0][0].clone()
    ward.look()
    assert ward.ill(1)
    assert [mark[:2] for mark in ward.marks[-2:]] == [(0, 120), (1, 120)]
    ward.treat("smaller")
    assert ward.ill(1)
    ward.treat("rewind")
    assert not ward.ill(1)
    assert ward.rewound == {1: 100}
    assert trainer.experiments[1].lr_g == EXPLOSION.base.lr_g
    assert torch.equal(trainer.pair.forger.weights[0][1], ward.kept[1].tensors[0])
    assert torch.equal(trainer.pair.forger.weights[0][0], healthy)
    assert trainer.pair.forger.counts[1] < trainer.pair.forger.counts[0]
    trainer.round()
    assert trainer.diverged(1) is None


@pytest.mark.parametrize("loss", ["saturating", "relativistic"])
def test_the_gradient_is_that_of_the_next_turn(loss: str):
    experiment = Experiment(data="ring8", loss=loss, **(SMALL | {"waves": 0}))
    trainer = Trainer([experiment], "cpu")
    before = trainer.state()
    [told] = slopes(trainer)
    assert trainer.state() == before
    game = plainly(trainer)
    game.forger_learns()
    squares = [float(p.grad.square().sum()) for p in game.forger.parameters() if p.grad is not None]
    assert told == pytest.approx(np.sqrt(sum(squares)), rel=1e-4)


def test_copies_of_what_is_known_please_a_referee_and_are_not_original():
    trainer = Trainer([Experiment(data="digits", few=6, g_width=8, d_width=8, batch=16)], "cpu")
    known, unseen = trainer.data.train[:6], trainer.data.held_out
    copies = judgement(trainer, 0, known[np.arange(JUDGED) % len(known)], 0)
    assert copies["referee"] == pytest.approx(0.5, abs=0.1)
    assert copies["original"] == 0
    others = unseen[np.arange(JUDGED) % len(unseen)]
    fresh = judgement(trainer, 0, others, 0)
    assert fresh["referee"] > 0.65
    assert fresh["original"] == pytest.approx(0.5, abs=0.05)
    trainer.update(0, few=0)
    assert judgement(trainer, 0, others, 0)["referee"] == pytest.approx(0.5, abs=3 * (0.25 / JUDGED) ** 0.5)
