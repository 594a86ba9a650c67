"""Runs: what counts as time, when the referee is asked; records: when a stage is reached, and when it is lost."""

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


GOOD = replace(NEARLY, referee=0.5, referee_step=3)


def noted(record, *looks, start=3):
    for k, metrics in enumerate(looks):
        record.note(replace(metrics, step=start + k), (start + k) / 2)
    return record


def test_a_stage_takes_several_looks_in_a_row_and_is_lost_in_the_same_way():
    record = Record("ring8")
    assert (record.stage, record.reached) == (1, [Reached(1, 0, 0.0)])
    noted(record, BAD, GOOD, GOOD, BAD, GOOD, GOOD)
    assert record.stage == 1
    noted(record, GOOD, start=9)
    assert [(r.stage, r.step, r.seconds) for r in record.reached] == [(1, 0, 0.0), (2, 9, 4.5), (3, 9, 4.5)]
    noted(record, BAD, BAD, start=10)
    assert record.stage == 3
    noted(record, BAD, start=12)
    assert record.stage == 1
    assert record.reached[-1].stage == 3  # what was reached stays in the books
    assert Record("ring8", record.reached).stage == 3


def test_a_record_keeps_the_referees_word_and_two_words_on_one_step_are_one_look():
    record = noted(Record("ring8"), BAD, NEARLY, NEARLY, NEARLY)
    assert record.stage == 2
    for _ in range(3):
        record.note(replace(GOOD, step=6), 3.0)
    assert record.stage == 2
    noted(record, NEARLY, NEARLY, start=7)
    assert (record.stage, record.metrics.referee, record.metrics.referee_step) == (3, 0.5, 3)


def test_persistence_is_the_share_of_looks_after_stage_3():
    record = noted(Record("ring8"), BAD, GOOD, GOOD, GOOD)
    assert record.persistence is None
    noted(record, GOOD, BAD, GOOD, GOOD, start=7)
    assert record.persistence == 0.75
    assert record.figures()["persistence"] == 0.75


def test_a_detective_who_knows_nothing_is_fooled_by_nobody():
    record = noted(Record("ring8"), *[replace(GOOD, d_accuracy=0.52)] * 5)
    assert (record.stage, record.learnt) == (1, False)
    noted(record, replace(GOOD, d_accuracy=0.9), *[GOOD] * 3, start=8)
    assert (record.stage, record.learnt) == (3, True)


def test_the_referee_is_asked_seldom_unless_only_its_word_is_missing():
    pace = Pace("steps", look=10, referee=100, again=20)
    seldom = FakeTrainer(lambda step: BAD, [0.9] * 9)
    list(Run(seldom, pace).until(300))
    assert seldom.asked == [100, 200, 300]
    wanted = FakeTrainer(lambda step: NEARLY if step >= 300 else BAD, [0.9, 0.9, 0.9, 0.9, 0.9, 0.6])
    for run in Run(wanted, pace).until(400):
        if run.records[0].stage == 3:
            break
    assert wanted.asked == [100, 200, 300, 320, 340, 360]
    assert run.records[0].reached[-1].step == 380


def test_a_run_looks_at_the_start_after_every_pace_and_at_the_end():
    run = Run(Trainer([TINY, replace(TINY, seed=1)], "cpu"), Pace("steps", look=4, referee=1e9, again=1e9))
    steps, seconds = [], []
    for progress in run.until(10):
        steps.append(progress.trainer.step)
        seconds.append(progress.seconds)
        assert all(r.metrics.step == progress.trainer.step for r in progress.records)
    assert steps == [0, 1, 2, 4, 8, 10]  # the first rounds are looked at in any case
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
    monkeypatch.setattr("gan_core.study.run.EARLY", frozenset())
    pace = Pace("seconds", look=0.05, referee=1e9, again=1e9)
    run = Run(FakeTrainer(lambda step: BAD), pace, clock=lambda: next(ticks) / 100)  # asking takes time
    looks = [looked.seconds for looked in run.until(0.12)]
    assert looks == pytest.approx([0, 0.06, 0.12])  # five rounds, and the wait for the last of them
    assert run.now == run.seconds
    assert run.wall > run.seconds  # looks take time, but not training's
