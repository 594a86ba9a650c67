"""Only a few judges are at work at a time, and every run has its turn."""

from live.worker import chairs
from live.worker.chairs import Bench, Chairs


class Run:
    """Somebody who can be referred to weakly."""


def test_as_many_sit_as_there_are_chairs():
    place, runs = Chairs(2), [Run() for _ in range(4)]
    assert [place.take(r) for r in runs] == [True, True, False, False]
    assert place.take(runs[0])
    place.leave(runs[1])
    assert place.take(runs[2])
    assert not place.take(runs[1])


def test_who_has_waited_longest_is_next():
    place, runs = Chairs(1), [Run() for _ in range(3)]
    order = []
    for _ in range(9):
        for run in runs:
            if place.take(run) and (not order or order[-1] is not run):
                order.append(run)
        place.leave(order[-1])
    assert order == runs * 3


def test_who_no_longer_asks_does_not_hold_up_the_others(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(chairs, "clock", lambda: now[0])
    place, (first, gone, late) = Chairs(1), (Run(), Run(), Run())
    assert place.take(first)
    assert not place.take(gone)
    place.leave(first)
    now[0] = chairs.PATIENT + 1
    assert place.take(late)


def test_a_run_that_is_gone_leaves_its_chairs():
    bench, run = Bench(), Run()
    assert bench.experts.take(run)
    del run
    assert bench.experts.take(Run())


def test_the_time_of_those_who_sit_is_not_shared_with_those_who_wait():
    assert (Chairs(2).sharing(30), Chairs(2).sharing(1)) == (2, 1)
