"""Recorded rounds against rounds played as they come, with a recorder that does on the CPU what CUDA graphs do.

It notes every operation on tensors with the very tensors that went in and came out, and plays the list again into the
same memory. So a number that Python worked out while recording stays as it was, exactly as in a CUDA graph; whatever
asks a tensor for its value, or makes one from Python's numbers as a copy to the GPU would, is refused.
"""

import gc
import weakref
from dataclasses import replace

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from gan_core.engine.tape import MOST, WARM, Tapes, record
from gan_core.engine.trainer import SELDOM, Trainer
from gan_core.experiment import Experiment

TINY = Experiment(data="ring8", loss="nonsaturating", batch=16, z_dim=3, g_width=8, d_width=8, beta1=0.5, ema=3)
NOTES = Experiment(data="banknotes", r1=0.3, r2=0.3, relax=20, batch=4, z_dim=4, g_width=4, d_width=2, anneal=10)
MIXED = [
    replace(TINY, ema=0),
    replace(TINY, seed=1, loss="hinge", r1=0.3, relax=20, lr_g=2e-3, g_steps=2),
    replace(TINY, seed=2, loss="relativistic", r1=0.1, r2=0.1, d_steps=2, anneal=10),
    replace(TINY, seed=3, loss="wasserstein", gp=5.0, anneal=20),
]
REFUSED = ("_local_scalar_dense", "is_nonzero", "nonzero", "lift_fresh", "_pin_memory", "randn", "randint", "rand")


class Recorder(TorchDispatchMode):
    def __init__(self):
        super().__init__()
        self.done = []

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        name = func.__name__.split(".")[0]
        assert name not in REFUSED, f"{name} cannot be recorded"
        out = func(*args, **(kwargs or {}))
        self.done.append((func, args, kwargs or {}, out))
        return out

    def replay(self):
        with torch._C._AutoDispatchBelowAutograd():  # what autograd did is on the list by itself
            for func, args, kwargs, out in self.done:
                again = func(*args, **kwargs)
                olds, news = ((o,) if isinstance(o, torch.Tensor) else (o or ()) for o in (out, again))
                for old, new in zip(olds, news, strict=True):
                    if isinstance(old, torch.Tensor) and old.data_ptr() != new.data_ptr():
                        old.copy_(new)


def recorder_of(trainer):
    """Recording orders work and does none: what it did here is undone."""

    def record(call):
        kept = [(t, t.clone()) for t in (*trainer.pair.tensors(), trainer.watch.worst)]
        with Recorder() as recorder:
            call()
        for t, before in kept:
            t.copy_(before)
        return recorder.replay

    return record


def taped(experiments, rounds=0):
    trainer = Trainer(experiments, "cpu")
    trainer.tapes = Tapes(trainer.device, recorder_of(trainer))
    for _ in range(rounds):
        trainer.round()
    return trainer


def played(experiments, rounds=0):
    trainer = Trainer(experiments, "cpu")
    for _ in range(rounds):
        trainer.round()
    return trainer


def same(one, other):
    """Less the detective's biases: where only differences of logits count, rounding alone moves them."""
    weights = ([*t.pair.forger.weights, *t.pair.shown, *t.pair.detective.weights[::2]] for t in (one, other))
    return all(torch.allclose(a, b, atol=2e-5) for a, b in zip(*weights, strict=True))


RUNS = {
    "points": [TINY],
    "several games": MIXED,
    "waves": [replace(TINY, z_dim=2, waves=4, loss="relativistic", r1=0.1, anneal=10)],
    "notes": [NOTES, replace(NOTES, seed=1)],
    "packs": [replace(TINY, seats=2, pack=2, mbstd=1)],
}


@pytest.mark.parametrize("experiments", RUNS.values(), ids=RUNS)
def test_a_recording_trains_as_rounds_that_are_played(experiments):
    rounds = 4 * WARM
    assert same(taped(experiments, rounds), played(experiments, rounds))


def test_rounds_come_from_recordings_once_they_are_warm():
    trainer = taped([TINY], WARM)
    (tape,) = trainer.tapes._tapes.values()
    assert tape._replay is None
    trainer.round()
    assert tape._replay is not None
    trainer.descent = None  # nothing of Python's is asked any more
    trainer.round()
    assert trainer.step == WARM + 2


def test_a_setting_changes_while_rounds_are_recorded():
    one, other = taped([TINY], 2 * WARM), played([TINY], 2 * WARM)
    for trainer in (one, other):
        trainer.update(0, lr_g=1e-2, r1=0.5, d_steps=2)
        for _ in range(2 * WARM):
            trainer.round()
    assert same(one, other)


def test_a_checkpoint_is_taken_up_between_recorded_rounds():
    one = taped([TINY], 2 * WARM)
    two = taped([TINY], 2 * WARM + 1)
    two.restore(one.state())
    for trainer in (one, two):
        for _ in range(WARM):
            trainer.round()
    assert same(one, two)


def test_an_explosion_is_heard_of_a_little_later():
    wild = replace(TINY, loss="wasserstein", lr_d=1.0, d_steps=8)
    trainer = taped([TINY, wild], 2 * SELDOM + 1)
    assert trainer.diverged(0) is None
    assert "blew up" in (trainer.diverged(1) or "")
    healthy = played([TINY], 2 * SELDOM + 1)
    assert torch.allclose(trainer.pair.forger.weights[2][0], healthy.pair.forger.weights[2][0], atol=1e-3)


def test_whoever_asks_hears_of_an_explosion_at_once():
    wild = replace(TINY, loss="wasserstein", lr_d=1.0, d_steps=8)
    trainer = taped([wild], 20)
    assert trainer.diverged() is None
    assert "blew up" in (trainer.branched([0]).diverged() or "")
    trainer = taped([wild], 20)
    trainer.settle()
    assert "blew up" in (trainer.diverged() or "")
    trainer = taped([wild])
    for _ in range(40):
        trainer.detective_step()
    assert "blew up" in (trainer.diverged() or "")


def test_members_that_are_no_longer_level_are_recorded_anew():
    pair = [TINY, replace(TINY, seed=1)]
    state = played([TINY, replace(TINY, seed=1, d_steps=3)], 10).state()  # the second has made more steps
    one, other = taped(pair, 2 * WARM), Trainer(pair, "cpu")
    for trainer in (one, other):
        trainer.restore(state)
        for _ in range(2 * WARM):
            trainer.round()
    assert same(one, other)


def test_where_nothing_can_be_recorded_rounds_are_played():
    def refuse(call):
        raise RuntimeError("no graphs here")

    trainer = Trainer([TINY], "cpu")
    trainer.tapes = Tapes(trainer.device, refuse)
    for _ in range(WARM):
        trainer.round()
    with pytest.warns(UserWarning, match="no graphs here"):
        trainer.round()
    for _ in range(WARM - 1):
        trainer.round()
    assert same(trainer, played([TINY], 2 * WARM))


def test_a_trainer_leaves_when_nobody_holds_it():
    gone = weakref.ref(trainer := taped([TINY], 1))
    trainer.tapes._record = record
    gc.disable()
    try:
        del trainer
        assert gone() is None
    finally:
        gc.enable()


def test_not_every_recording_is_kept():
    trainer = taped([TINY])
    for k in range(MOST + 3):
        turns = [trainer._deal("detective", None) for _ in range(k + 1)]
        trainer.tapes.play(turns, trainer._play)
    assert len(trainer.tapes._tapes) == MOST


def test_the_recorder_refuses_to_wait_for_numbers():
    trainer = Trainer([TINY], "cpu")
    for forbidden in (lambda: trainer.pair.forger.weights[0].sum().item(), lambda: torch.tensor([1.0])):
        with pytest.raises(AssertionError, match="cannot be recorded"):
            recorder_of(trainer)(forbidden)
