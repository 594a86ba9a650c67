"""The number of threads follows what the work itself was measured to take."""

import pytest

from gan_core.threads import AGAIN, Threads


def worked(threads, used, cost, slices, now=0.0):
    """So many slices of ten rounds, each a second, of which a round costs what `cost` says for the count in use."""
    for k in range(slices):
        threads.begin(now + k)
        threads.end(10 * cost(used[-1]), 10)
    return used


@pytest.fixture
def used():
    return []


def test_every_count_is_tried_and_the_fastest_stays(used):
    threads = Threads(used.append, 4)
    worked(threads, used, lambda n: 1 / n, 40)
    assert threads.chosen == 4
    assert set(used) == {1, 2, 4}
    assert used.count(4) > 20


def test_when_a_core_becomes_busy_the_choice_changes(used):
    threads = Threads(used.append, 2)
    worked(threads, used, lambda n: 1 / n, 20)
    assert threads.chosen == 2
    worked(threads, used, lambda n: 1.0 if n == 1 else 2.4, 20, now=20)
    assert threads.chosen == 1


def test_noise_alone_changes_nothing(used):
    threads = Threads(used.append, 2)
    worked(threads, used, lambda n: 1.0 - 0.02 * n, 60)
    assert threads.chosen == 1
    assert used.count(2) <= 60 / AGAIN + 1


def test_one_core_is_one_thread_and_no_rounds_are_no_measurement(used):
    threads = Threads(used.append, 1)
    threads.begin(0.0)
    threads.end(1.0, 0)
    assert (used, threads.chosen) == ([1], 1)
