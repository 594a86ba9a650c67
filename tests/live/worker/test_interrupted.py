"""A round that takes long is left between two turns: others wait for a turn of it at most, and it stays what it is."""

from dataclasses import replace

import pytest

from gan_core.engine.trainer import Trainer
from gan_core.experiment import recipe
from live.wire import messages as m
from live.wire.commands import Pause, Play, Speed, TakeStep, Update
from live.wire.frames import decode
from live.wire.pace import Pace
from live.worker import piecework, together
from live.worker.engine import Engine, real
from live.worker.training import Training
from tests.gan_core.engine.test_ensemble import SMALL
from tests.live.fake_worker import FakeTrainer
from tests.live.worker.working import Desk

MANY = {"d_steps": 16, "g_steps": 16}
FEW = {**SMALL, "d_steps": 3, "g_steps": 2}


@pytest.fixture(autouse=True)
def _each_turn_is_long(monkeypatch):
    monkeypatch.setattr(piecework, "HELD", 0.0)


class Slow(FakeTrainer):
    """Of many turns a round."""

    def turns(self):
        e = self.experiments[0]
        for k in range(e.d_steps + e.g_steps):
            if k:
                yield
            (self.detective_step if k < e.d_steps else self.forger_step)()
        self.step += 1


def same(one, other):
    """Whether two states lead to the same, bit for bit: of how the detective was last measured they may differ."""
    trainers = [Trainer([replace(recipe("ring8"), **FEW)], "cpu") for _ in range(2)]
    for trainer, state in zip(trainers, (one, other), strict=True):
        trainer.restore(state)
        trainer.thresholds = [0.0]
    return trainers[0].state() == trainers[1].state()


@pytest.mark.parametrize("heavy", ["trains", "steps", "goes slowly"])
def test_whoever_gives_an_order_waits_for_one_turn_of_a_long_round_at_most(heavy):
    class Beside(FakeTrainer):
        def update(self, member, **changes):
            super().update(member, **changes)
            answered.append(turns())

    def turns():
        return sum(run.trainer.halves["detective"] + run.trainer.halves["forger"] for run in here("heavy"))

    def here(token):
        seat = desk.worker._seats.get(token)
        return [seat.training] if seat and seat.training else []

    def build(experiments):
        return (Slow if experiments[0].d_steps == 16 else Beside)(experiments)

    asked, answered = [], []
    desk = Desk(Engine(build))
    desk.begin("light", playing=False)
    desk.begin("heavy", playing=heavy == "trains", **MANY)
    desk.until(lambda: here("light") and here("heavy"))
    if heavy == "goes slowly":
        desk.say("heavy", Speed(beats=1000.0))
        desk.say("heavy", Play())

    def answers():
        """An order for the light one now and then in the middle of a round."""
        long = here("heavy")[0]
        if heavy == "steps" and not long.work.under_way and not desk.orders:
            desk.say("heavy", TakeStep("round"))
        if len(asked) == len(answered) < 3 and long.work.under_way and turns() % 16 == 5:
            asked.append(turns())
            desk.say("heavy", Speed(beats=900.0))  # its own orders wait, and give it no way past the others
            desk.say("light", Update(changes={"lr_g": 0.01 * len(asked)}))
        return len(answered) == 3

    desk.until(answers)
    assert [then - at <= 1 for at, then in zip(asked, answered, strict=True)] == [True] * 3


def test_a_run_in_pieces_is_the_run_at_once_and_orders_never_meet_half_a_round(monkeypatch):
    desk = Desk(real(), seconds=60.0)
    orders = [Pause(), TakeStep("detective"), TakeStep("round"), Update(changes={"lr_g": 0.001}), Play(), Pause()]
    desk.begin("run", **FEW)
    run = {}

    def stood():
        return not run["it"].playing and not run["it"].work.under_way and not desk.orders

    def mid_round(step):
        run["it"] = desk.worker._seats["run"].training if "run" in desk.worker._seats else None
        return run["it"] and run["it"].work.under_way and run["it"].trainer.step >= step

    desk.until(lambda: mid_round(4))
    for order in orders[:-1]:  # all of them come in the middle of a round
        desk.say("run", order)
    desk.until(lambda: run["it"].playing and mid_round(12))
    desk.say("run", orders[-1])
    desk.until(stood)
    run["it"].turn(1)
    frames = [decode(r.message)[0] for r in desk.reports if isinstance(r, m.Frame)]
    by_hand = next(f["step"] for f in frames if f["phase"] == "detective")
    kept = [r.saved for r in desk.reports if isinstance(r, m.Checkpoint)]

    alone = Trainer([replace(recipe("ring8"), **FEW)], "cpu")
    while alone.step < by_hand:
        alone.round()
    for _ in range(3):
        alone.detective_step()
    for _ in range(2):
        alone.forger_step()
    alone.step += 1
    alone.update(0, lr_g=0.001)
    while alone.step < run["it"].trainer.step:
        alone.round()
    assert run["it"].trainer.step > by_hand + 1
    assert same(run["it"].trainer.state(), alone.state())
    assert same(kept[-1].state, alone.state())  # what is kept is of whole rounds


def test_a_run_that_is_closed_in_the_middle_of_a_round_ends_it_first():
    desk = Desk(real(), seconds=60.0)
    desk.begin("run", **FEW)
    seats = desk.worker._seats
    desk.until(lambda: "run" in seats and seats["run"].training and seats["run"].training.work.under_way)
    desk.orders.append(m.Stop())
    desk.until(lambda: any(isinstance(r, m.Checkpoint) and r.closed for r in desk.reports))
    saved = next(r.saved for r in desk.reports if isinstance(r, m.Checkpoint) and r.closed)
    alone = Trainer([replace(recipe("ring8"), **FEW)], "cpu")
    for _ in range(saved.step):
        alone.round()
    assert saved.step > 0
    assert same(saved.state, alone.state())


def test_half_a_round_survives_its_worker():
    experiments = (replace(recipe("ring8"), **FEW),)

    def taken_up(saved):
        order = m.Begin("a", "run", experiments, saved, Pace(), False, 0)
        return Training(order, Trainer(experiments, "cpu"), lambda report: None)

    def stepped(training, what):
        training.step(what)
        training.work.finish()
        return training.saved()

    half = stepped(taken_up(None), "detective")
    whole = stepped(taken_up(half), "round")
    alone = Trainer(experiments, "cpu")
    alone.round()
    assert (half.half, whole.half, whole.step) == (True, False, 1)
    assert same(whole.state, alone.state())


def test_long_rounds_are_not_joined_even_before_one_was_measured():
    assert together.Family(None, guess=0.003).room == together.FIRST
    heavy = together.Family(None, guess=0.3)
    assert (heavy.room, heavy.too_many) == (1, 1)
    heavy.note(0.2)
    assert (heavy.room, heavy.too_many) == (1, 1)
    light = together.Family(None)
    light.note(0.04)
    assert (light.room, light.too_many) == (1, 3)
