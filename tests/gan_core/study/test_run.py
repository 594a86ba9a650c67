"""Runs: what counts as time, when the referee is asked, and that stages are kept."""

from dataclasses import replace
from itertools import count
from types import SimpleNamespace

import pytest

from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment
from gan_core.record import Reached, Record
from gan_core.snapshot import Metrics
from gan_core.study.run import Pace, Run

TINY = Experiment(data="ring8", batch=16, z_dim=2, g_width=8, d_width=8)
BAD = Metrics(0, 1.0, 0.03, 0, 8, (0.0,) * 8, 0.0, 2.08, 1.0)
NEARLY = replace(BAD, d_accuracy=0.5, modes=8, shares=(0.12,) * 8, high_quality=0.96, reverse_kl=0.0)


class FakeTrainer:
    """Measures what it is told, round by round."""

    def __init__(self, script, referees=(0.5,)):
        self.experiments, self.data = [TINY], SimpleNamespace(name="ring8")
        self.step, self.script, self.referees, self.asked = 0, script, iter(referees), []

    def round(self):
        self.step += 1

    def settle(self):
        pass

    def diverged(self, member=0):
        return None

    def measure(self, member=0):
        return replace(self.script(self.step), step=self.step)

    def referee(self, member=0):
        self.asked.append(self.step)
        return SimpleNamespace(finish=lambda: next(self.referees))


def test_a_record_keeps_stages_and_the_referees_word():
    record = Record("ring8")
    assert (record.stage, record.reached) == (1, [Reached(1, 0, 0.0)])
    record.note(replace(NEARLY, step=3, referee=0.5, referee_step=3), 1.5)
    assert [(r.stage, r.step, r.seconds) for r in record.reached] == [(1, 0, 0.0), (2, 3, 1.5), (3, 3, 1.5)]
    record.note(replace(BAD, step=4), 2.0)
    assert record.stage == 3
    assert (record.metrics.step, record.metrics.referee, record.metrics.referee_step) == (4, 0.5, 3)
    assert Record("ring8", record.reached).stage == 3


def test_the_referee_is_asked_seldom_unless_only_its_word_is_missing():
    pace = Pace("steps", look=10, referee=100, again=20)
    seldom = FakeTrainer(lambda step: BAD, [0.9] * 9)
    list(Run(seldom, pace).until(300))
    assert seldom.asked == [100, 200, 300]
    wanted = FakeTrainer(lambda step: NEARLY if step >= 30 else BAD, [0.9, 0.9, 0.6])
    for run in Run(wanted, pace).until(300):
        if run.records[0].stage == 3:
            break
    assert wanted.asked == [30, 50, 70]
    assert run.records[0].reached[-1].step == 70


def test_a_run_looks_at_the_start_after_every_pace_and_at_the_end():
    run = Run(Trainer([TINY, replace(TINY, seed=1)], "cpu"), Pace("steps", look=4, referee=1e9, again=1e9))
    steps, seconds = [], []
    for progress in run.until(10):
        steps.append(progress.trainer.step)
        seconds.append(progress.seconds)
        assert all(r.metrics.step == progress.trainer.step for r in progress.records)
    assert steps == [0, 4, 8, 10]
    assert seconds[0] == 0 < seconds[1] < seconds[-1] <= run.wall
    run.ask_referee()
    assert all(r.metrics.referee_step == 10 for r in run.records)


def test_two_runs_by_steps_are_the_same():
    def figures():
        run = Run(Trainer([TINY], "cpu"), Pace("steps", look=5, referee=10, again=5))
        return [replace(r.records[0].metrics) for r in run.until(15)]

    assert figures() == figures()


def test_a_run_stops_when_all_have_blown_up():
    wild = replace(TINY, loss="wasserstein", lr_d=1.0, d_steps=8)
    run = Run(Trainer([wild], "cpu"), Pace("steps", look=5, referee=1e9, again=1e9))
    *_, last = run.until(1000)
    assert last.trainer.step < 1000
    assert not last.alive
    assert last.records[0].metrics is not None


def test_time_is_bounded_by_seconds(monkeypatch):
    ticks = count()
    monkeypatch.setattr("gan_core.study.run.clock", lambda: next(ticks) / 100)  # asking takes time
    run = Run(FakeTrainer(lambda step: BAD), Pace("seconds", look=0.05, referee=1e9, again=1e9))
    looks = [looked.seconds for looked in run.until(0.12)]
    assert looks == pytest.approx([0, 0.06, 0.12])  # five rounds, and the wait for the last of them
    assert run.now == run.seconds
    assert run.wall > run.seconds  # looks take time, but not training's
