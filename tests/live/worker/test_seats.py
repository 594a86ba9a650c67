"""Whatever is done for a run goes on its bill: nobody's orders keep the others from their turns."""

from dataclasses import replace
from itertools import count

from gan_core.experiment import recipe
from live.wire import messages as m
from live.wire.commands import Pause, Play, TakeWeights, Update
from live.worker import worker
from live.worker.engine import Engine
from live.worker.seat import BACKLOG, CREDIT, Seat
from tests.live.fake_worker import FakeTrainer
from tests.live.worker.working import Desk

ENGINE = Engine(FakeTrainer)


def begin(token, assignment):
    return m.Begin(assignment, token, (recipe("ring8"),), None, None, True, 0)


def test_a_storm_of_restarts_waits_for_itself_alone():
    desk = Desk(ENGINE)
    for token in ("quiet", "rude"):
        desk.begin(token)
    storm = count()

    def steady():
        """One more restart whenever the last ones were read."""
        if len(desk.orders) < 5:
            k = next(storm)
            desk.begin("rude", assignment=f"rude{k}", seed=k % 100)
        return "quiet" in desk.worker._seats and desk.training("quiet") and desk.training("quiet").trainer.step > 50

    desk.until(steady)
    seats = desk.worker._seats
    had = {name: seats[name].bill for name in seats}
    assert had["rude"] < had["quiet"] + CREDIT + 0.25  # no more than its share, and one order


def test_a_beginning_that_was_overtaken_is_never_made():
    built = []

    def build(experiments):
        built.append(experiments[0].seed)
        return FakeTrainer(experiments)

    desk = Desk(Engine(build))
    for k in range(50):
        desk.begin("run", assignment=f"a{k}", seed=k, playing=False)
        desk.say(f"a{k}", Pause())
    desk.until(lambda: any(isinstance(r, m.Frame) and r.assignment == "a49" for r in desk.reports))
    assert len(built) <= 2  # orders are taken in by the handful
    assert built[-1] == 49
    assert list(desk.worker._tokens) == ["a49"]


def test_who_leaves_goes_before_who_comes():
    leaving, coming, ahead = Seat("leaving", 1.2), Seat("coming", 1.0), Seat("ahead", 5.0)
    for seat, orders in ((leaving, [m.Rest("a"), m.Close("a")]), (coming, [begin("b", "b")]), (ahead, [m.Close("c")])):
        for order in orders:
            seat.take(order)
    assert sorted((ahead, coming, leaving), key=lambda seat: seat.rank(1.0)) == [leaving, coming, ahead]


def test_orders_of_who_is_ahead_wait_and_others_go_at_once():
    ahead, even, idle = Seat("ahead", 5.0), Seat("even", 1.0), Seat("idle", 0.9)
    for seat in (ahead, even):
        seat.take(m.Do(seat.token, Play()))
    assert sorted((ahead, even, idle), key=lambda s: s.rank(1.0)) == [even, idle, ahead]
    even.orders.clear()
    even.answering = True
    assert even.rank(1.0) < idle.rank(1.0)


def test_too_many_orders_are_refused():
    seat = Seat("run", 0.0)
    assert all(seat.take(m.Do("a", Play())) for _ in range(BACKLOG))
    assert not seat.take(m.Do("a", Play()))
    assert seat.take(m.Close("a"))


def test_a_run_that_is_gone_leaves_no_seat():
    desk = Desk(ENGINE)
    for token in ("one", "two"):
        desk.begin(token)
    desk.until(lambda: len(desk.worker._seats) == 2 and all(s.training for s in desk.worker._seats.values()))
    desk.orders.append(m.Close("one"))
    desk.until(lambda: list(desk.worker._seats) == ["two"])
    assert list(desk.worker._tokens) == ["two"]
    [kept] = [r for r in desk.reports if isinstance(r, m.Checkpoint) and r.closed]
    assert kept.assignment == "one"


def test_an_accident_ends_one_run_alone():
    desk = Desk(ENGINE)
    desk.begin("well")
    desk.begin("ill", seed=667)
    desk.until(lambda: any(isinstance(r, m.Failed) for r in desk.reports))
    desk.say("well", Update(changes={"lr_g": 0.5}))
    desk.until(lambda: desk.training("well").trainer.experiments == (replace(recipe("ring8"), lr_g=0.5),))


def test_what_was_said_is_answered_and_what_failed_is_told_and_not_said_again():
    desk = Desk(ENGINE)
    desk.begin("run")
    desk.orders += [m.Do("run", Pause(), 3), m.Do("run", TakeWeights(), 4)]  # a fake trainer has none
    desk.until(lambda: any(isinstance(r, m.Failed) for r in desk.reports))
    said = [r for r in desk.reports if isinstance(r, m.Done | m.Refused | m.Failed)]
    assert said[0] == m.Done("run", 3)
    assert [type(report) for report in said[1:]] == [m.Refused, m.Done, m.Failed]
    assert said[1].sentence == said[3].sentence
    assert said[2].number == 4


def test_the_memory_that_runs_leave_is_given_back_once(monkeypatch):
    monkeypatch.setattr(worker, "KEPT", 0.3)
    given = []
    desk = Desk(Engine(FakeTrainer, give_memory_back=lambda: given.append(len(desk.worker._seats))))
    for token in ("one", "two"):
        desk.begin(token)
        desk.orders.append(m.Close(token))
    desk.begin("three")
    desk.until(lambda: given and desk.training("three") and desk.training("three").trainer.step > 20)
    assert given == [1]
