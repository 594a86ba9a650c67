"""The training process dies, hangs or is stuck: the run whose turn it was is blamed, and nobody else's page breaks."""

import asyncio
from time import monotonic
from types import SimpleNamespace

import pytest

from gan_core.experiment import Experiment
from live.web.assignments import Assignments
from live.web.limits import Limits
from live.web.rescue import Rescue
from live.web.run import Run
from live.web.watchdog import Watchdog
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


def test_a_worker_that_takes_long_is_called_slow_before_it_is_ended():
    kill = lambda: setattr(link, "alive", False)  # noqa: E731
    link = SimpleNamespace(alive=True, age=1.0, patience=9.0, turn=None, kill=kill)
    worker = SimpleNamespace(link=link, ready=False)
    watchdog = Watchdog(SimpleNamespace(members=[worker]), 0.04)
    assert watchdog.status() == "starting"
    worker.ready = True
    assert watchdog.status() == "ok"
    link.turn = Turn(("a",), monotonic() - 4)
    assert watchdog.status() == "slow"
    assert watchdog.turn_lasts() >= 4
    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(watchdog.watch(), 0.1))
    assert not link.alive
    assert (watchdog.status(), watchdog.turn_lasts()) == ("recovering", 0.0)


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
