"""Runs of one kin train together, and each ends up where it would have come alone."""

from dataclasses import replace

import pytest

from gan_core.engine.trainer import Trainer
from gan_core.experiment import recipe
from live.wire import messages as m
from live.wire.commands import Pause, Play, TakeStep, Update
from live.wire.frames import decode
from live.worker import together, training
from live.worker.engine import real
from tests.gan_core.engine.test_ensemble import SMALL, apart
from tests.live.worker.working import Desk


@pytest.fixture
def desk(monkeypatch):
    monkeypatch.setattr(together, "LONGEST", 10.0)  # on a busy machine a round seems long, and groups get small
    desk = Desk(real(), seconds=60.0)
    for seed in range(3):
        desk.begin(f"run{seed}", seed=seed, **SMALL)
    return desk


def alone(seed, rounds, **changes):
    trainer = Trainer([replace(recipe("ring8"), seed=seed, **SMALL)], "cpu")
    for _ in range(rounds):
        trainer.round()
    return trainer


def itself(seed, trainer):
    """Whether a trainer stands where its seed would alone: small products of a batch are rounded another way, and a
    game makes differences grow, but two seeds are far further apart.
    """
    mine, stranger = (apart(alone(s, trainer.step), trainer) for s in (seed, seed + 7))
    return mine < 0.2 * stranger


def groups(desk):
    return {id(g): g for g in desk.worker._together._homes.values()}.values()


def all_beyond(desk, step):
    seats = desk.worker._seats
    return len(seats) == 3 and all(s.training and s.training.trainer.step > step for s in seats.values())


def test_three_runs_share_their_rounds_and_stay_themselves(desk):
    desk.until(lambda: all_beyond(desk, 30))
    [group] = groups(desk)
    assert len(group.members) == 3
    for seed in range(3):
        assert itself(seed, desk.training(f"run{seed}").trainer)


def test_one_who_stops_steps_and_changes_settings_goes_its_own_way(desk):
    desk.until(lambda: all_beyond(desk, 5))
    one = desk.training("run1")
    desk.say("run1", Pause())
    desk.until(lambda: not one.playing)
    stood = one.trainer.step
    others = desk.training("run0").trainer.step
    desk.until(lambda: desk.training("run0").trainer.step > others + 5)
    assert one.trainer.step == stood
    desk.say("run1", TakeStep("round"))
    desk.until(lambda: one.trainer.step == stood + 1)
    assert itself(1, one.trainer)
    desk.say("run1", Update(changes={"d_steps": 2}))
    desk.say("run1", Play())
    desk.until(lambda: one.trainer.step > stood + 10)
    assert sorted(len(g.members) for g in groups(desk)) == [1, 2]  # other work is another kin
    desk.orders.append(m.Close("run0"))
    desk.until(lambda: len(desk.worker._seats) == 2)
    assert all(t in [s.training for s in desk.worker._seats.values()] for g in groups(desk) for t in g.members)


def test_a_run_that_many_watch_goes_alone_and_is_shown_more_often_than_its_share(desk):
    desk.orders.append(m.Watch("run1", m.MANY))
    desk.until(lambda: all_beyond(desk, 5))
    shown = desk.training("run1")
    assert all(shown not in g.members for g in groups(desk))
    assert (shown.clock.weight, desk.training("run0").clock.weight) == (m.POPULAR, 1)
    seat = desk.worker._seats["run1"]
    bill = seat.bill
    seat.charge(0.12)
    assert seat.bill == pytest.approx(bill + 0.12 / m.POPULAR)
    shown.clock.pictures.next_at = 0.0
    assert seat.shines(1.0)
    desk.say("run1", Pause())
    desk.until(lambda: not shown.playing)
    assert not seat.shines(1.0)
    desk.orders.append(m.Watch("run1", 1))
    desk.say("run1", Play())
    desk.until(lambda: shown.clock.weight == 1 and any(shown in g.members for g in groups(desk)))


def test_where_many_share_a_worker_pictures_ask_the_plane_at_fewer_places(desk, monkeypatch):
    def shapes():
        frames = [decode(r.message) for r in desk.reports if isinstance(r, m.Frame) and r.assignment == "run0"]
        return [next(s.shape for s in sections if s.name == "heat") for _, sections in frames]

    desk.until(lambda: all_beyond(desk, 5))
    assert set(shapes()) == {(40, 40)}
    monkeypatch.setattr(training, "CROWD", 2)
    desk.until(lambda: shapes()[-1] == (20, 20))
    desk.say("run0", Pause())
    desk.until(lambda: not desk.training("run0").playing and shapes()[-1] == (40, 40))


def test_no_round_is_begun_of_which_most_would_be_beyond_the_slice(monkeypatch):
    monkeypatch.setattr(together, "now", lambda: 1.0)
    group = together.Group(together.Family(None), None)
    assert group._room_for_more(1.001, 15)  # as long as nothing is known of a round
    group.family.note(0.003)
    assert group._room_for_more(1.023, 15)
    assert not group._room_for_more(1.022, 15)


def test_a_group_is_as_large_as_one_round_allows(desk, monkeypatch):
    monkeypatch.setattr(together, "LONGEST", 1e-9)
    desk.until(lambda: all_beyond(desk, 5))
    assert all(len(g.members) <= 2 for g in groups(desk))


def test_an_accident_in_company_ends_the_run_whose_it_was_alone(desk):
    desk.until(lambda: all_beyond(desk, 5))

    def stumble():
        raise RuntimeError("no such luck")

    desk.training("run1").before_round = stumble
    desk.until(lambda: any(isinstance(r, m.Failed) for r in desk.reports))
    assert [r.assignment for r in desk.reports if isinstance(r, m.Failed)] == ["run1"]
    steps = [desk.training(token).trainer.step for token in ("run0", "run2")]
    desk.until(lambda: all(desk.training(t).trainer.step > s for t, s in zip(("run0", "run2"), steps, strict=True)))


def test_a_run_that_fails_before_a_joint_slice_has_left_its_group(desk):
    desk.until(lambda: all_beyond(desk, 5))
    failed = desk.training("run1")

    def stumble():
        raise RuntimeError("no such luck")

    failed.prepare = stumble
    desk.until(lambda: any(isinstance(r, m.Failed) for r in desk.reports))
    assert all(failed not in g.members for g in groups(desk))
    assert failed not in desk.worker._together._homes
