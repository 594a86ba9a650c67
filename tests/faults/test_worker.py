"""The training process dies, hangs or is stuck: the run whose turn it was is blamed, and nobody else's page breaks."""

import asyncio
import os
from time import monotonic, process_time
from types import SimpleNamespace

import pytest

from gan_core.experiment import Experiment
from live.web.assignments import BACKLOG, Assignments
from live.web.limits import Limits
from live.web.processor import processor_seconds
from live.web.rescue import Rescue
from live.web.run import Run
from live.web.watchdog import Watchdog
from live.wire import messages as m
from live.wire.commands import TakeStep
from live.wire.hood import LookInside
from live.wire.turn import MarkFile, Turn, TurnMark
from tests.live.conftest import page, serving
from tests.live.web.test_socket import play


def test_a_mark_tells_another_process_whose_turn_it_is():
    file = MarkFile()
    worker = TurnMark(file.path)
    assert file.mark.read() is None
    worker.begin("one", "two")
    turn = file.mark.read()
    assert turn.names == ("one", "two")
    assert 0 <= turn.lasts() < 60
    worker.begin(*("x" * 16 for _ in range(1000)))
    assert 200 < len(file.mark.read().names) < 1000
    file.remove()
    worker.end()
    assert file.mark.read() is None


@pytest.mark.parametrize(
    "seed",
    [pytest.param("666", marks=pytest.mark.slow), "668", "669"],
    ids=["dies opening", "dies later", "hangs"],
)
def test_a_run_that_takes_the_worker_with_it_is_given_up_and_the_others_go_on(tmp_path, seed):
    async def story(server):
        async with page(server) as good, page(server) as bad:
            await good.open()
            await good.frame(lambda f: f["step"] > 20)
            await bad.open(seed=seed)
            assert "given up" in await bad.error()
            await good.frame(lambda f: f["status"] == "running" and f["step"] > 50)
            assert server.hub.health()["worker"]["restarts"] == 2
            await bad.say(type="play")
            assert "given up" in await bad.error()
            await bad.say(type="restart", seed=1)
            await bad.frame(lambda f: f["step"] > 40)
            await good.say(type="ping")
            assert not any(run.failed for run in server.hub.runs.values())

    with serving(tmp_path, Limits(stuck_after=0.6)) as server:
        play(story(server))


class Worker:
    """As the watchdog sees one: its turn lasts and its processor time grows as the test says."""

    def __init__(self, turn=None, used=0.0):
        self.link = SimpleNamespace(alive=True, patience=9.0, turn=turn, used=used, kill=self._kill)
        self.ready = True

    def _kill(self):
        self.link.alive = False

    def survives(self, watchdog, seconds, used=0.0, every=1.0):
        """Looks once a second, at a turn that began before the first; `used` processor seconds in each."""
        for k in range(int(seconds / every)):
            if self.link.turn is not None:
                self.link.turn = Turn(("a",), monotonic() - 2 - (k + 1) * every)
            self.link.used = None if used is None else self.link.used + used
            watchdog.look(every)
        return self.link.alive


IN_A_TURN = Turn(("a",), 0.0)


@pytest.mark.parametrize(
    ("used", "every", "lives", "dies"),
    [
        (1.0, 1.0, 29, 5),  # it burns a processor
        (4.0, 1.0, 29, 5),  # on four threads, which are no faster at being stuck
        (0.1, 1.0, 115, 10),  # it was hardly served: healthy for all that anybody knows, but not for ever
        (0.0, 1.0, 115, 10),  # it waits for something that never comes
        (None, 1.0, 29, 5),  # a system that does not say what a process did: by the clock
        (0.0, 3600.0, 20 * 3600, 120 * 3600),  # the machine slept for hours, again and again
    ],
    ids=["busy", "on threads", "starved", "asleep", "unknown", "suspended"],
)
def test_a_turn_is_judged_by_what_the_process_did_in_it(used, every, lives, dies):
    worker = Worker(IN_A_TURN, None if used is None else 50.0)
    watchdog = Watchdog(SimpleNamespace(members=[worker]), 30.0)
    watchdog.look(every)
    assert worker.survives(watchdog, lives, used, every)
    assert not worker.survives(watchdog, lives + dies, used, every)


def test_turn_after_turn_may_burn_a_processor_for_ever():
    worker = Worker(IN_A_TURN)
    watchdog = Watchdog(SimpleNamespace(members=[worker]), 30.0)
    for _ in range(200):
        worker.link.turn, worker.link.used = Turn(("a",), monotonic()), worker.link.used + 1.0
        watchdog.look(1.0)
    assert worker.link.alive


def test_a_worker_that_never_gets_ready_is_ended():
    worker = Worker()
    worker.ready = False
    watchdog = Watchdog(SimpleNamespace(members=[worker]), 30.0)
    assert worker.survives(watchdog, 9)
    assert not worker.survives(watchdog, 3)


def test_the_processor_time_of_another_process_is_read():
    if processor_seconds(os.getpid()) is None:
        pytest.skip("this system does not say it")
    assert processor_seconds(os.getpid()) == pytest.approx(process_time(), abs=0.5)
    assert processor_seconds(2**22 + 1) is None


def test_a_worker_that_takes_long_is_called_slow_before_it_is_ended():
    worker = Worker(used=None)
    link = worker.link
    watchdog = Watchdog(SimpleNamespace(members=[worker]), 0.04)
    worker.ready = False
    assert watchdog.status() == "starting"
    worker.ready = True
    assert watchdog.status() == "ok"
    link.turn = Turn(("a",), monotonic() - 4)
    assert watchdog.status() == "slow"
    assert watchdog.turn_lasts() >= 4
    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(watchdog.watch(), 0.2))
    assert not link.alive
    assert (watchdog.status(), watchdog.turn_lasts()) == ("recovering", 0.0)


def test_what_was_said_to_a_worker_that_died_or_to_none_is_done_by_the_next():
    orders = []
    assignments = Assignments(orders.append)
    rescue = Rescue(assignments, lambda: 5.0)
    run = Run.new("", (Experiment(data="ring8"),), {})
    assignments.give(run)
    steps = [TakeStep("round"), TakeStep("detective"), LookInside(), TakeStep("forger")]
    for command in steps:
        assignments.do(run, command)
    for order in orders[1:4]:
        assignments.done(run, order.number)  # the worker has answered
        if order.command == steps[0]:
            run.unsaved.clear()  # and saved
    rescue.lost([run.assignment], None)
    for _ in range(BACKLOG - 2):
        assignments.do(run, TakeStep("round"))
    with pytest.raises(ValueError, match="too much at once"):
        assignments.do(run, TakeStep("round"))
    orders.clear()
    asyncio.run(rescue.revive(lambda: True, lambda: [run], []))
    assert isinstance(orders[0], m.Begin)
    assert [order.command for order in orders[1:]] == [steps[1], steps[3]] + [TakeStep("round")] * (BACKLOG - 2)


def test_of_several_that_were_stepped_together_each_is_tried_alone_before_it_is_blamed():
    orders = []
    assignments = Assignments(orders.append)
    rescue = Rescue(assignments, lambda: 5.0)
    runs = [Run.new("", (Experiment(data="ring8"),), {}) for _ in range(3)]

    def die(*suspects):
        for run in runs:
            if run.assignment is None:
                assignments.give(run)
        orders.clear()
        found = rescue.lost(
            [run.assignment for run in assignments.runs], Turn(tuple(run.assignment for run in suspects), 0.0)
        )
        asyncio.run(rescue.revive(lambda: True, lambda: runs, found))

    die(runs[0], runs[1])
    assert [order.alone for order in orders] == [False, True, True]
    assert not any(run.accidents for run in runs)
    die(runs[0])
    assert runs[0].accidents == 1
    assert orders[-1].token == runs[0].token
    die(runs[0])
    assert "given up" in runs[0].failed
    assert len(orders) == 2
