"""What happens when nobody watches, when the worker dies, when the server starts again."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from live.web.limits import Limits
from live.web.store import Store
from live.wire import messages as m
from tests.live.conftest import FAKE, page, serving
from tests.live.web.test_socket import play

SHORT = Limits(rest_after=0.3, close_after=0.9, store_every=0.5)


async def eventually(true, seconds=8.0):
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.02)


def test_nobody_watching_rests_the_run_then_closes_it_and_coming_back_resumes(tmp_path):
    async def story(server):
        async with page(server) as p:
            await p.open()
            run, owner = p.run, p.owner
            step = (await p.frame(lambda f: f["step"] > 30))["step"]
        kept = server.hub.runs[run]
        await eventually(lambda: kept.resting)
        await eventually(lambda: run not in server.hub.runs)
        assert server.hub.health()["runs"] == 0
        async with page(server) as p:
            opened = await p.open(run=run, owner=owner)
            assert (opened["resumed"], opened["owner"]) == (True, owner)
            curve = await p.until(lambda m: m["type"] == "curve")
            assert curve["steps"][0] == 0
            frame = await p.frame()
            assert frame["step"] >= step
            assert frame["status"] == "running"
            await p.say(type="seek", step=10)
            assert (await p.frame(lambda f: f["source"] == "history"))["step"] <= 10

    with serving(tmp_path, SHORT) as server:
        play(story(server))


def test_a_look_in_time_wakes_a_resting_run(tmp_path):
    async def story(server):
        async with page(server) as p:
            await p.open()
            run = p.run
            await p.frame(lambda f: f["step"] > 3)
        kept = server.hub.runs[run]
        await eventually(lambda: kept.resting)
        await asyncio.sleep(0.2)
        step = kept.saved.step
        async with page(server) as p:
            await p.open(run=run)
            assert (await p.frame(lambda f: f["status"] == "running" and f["step"] > step + 20))["source"] == "live"

    with serving(tmp_path, Limits(rest_after=0.2)) as server:
        play(story(server))


def test_a_paused_run_stays_paused_through_it_all(tmp_path):
    async def story(server):
        async with page(server) as p:
            await p.open()
            run, owner = p.run, p.owner
            await p.frame(lambda f: f["step"] > 3)
            await p.say(type="pause")
            step = (await p.frame(lambda f: f["status"] == "paused"))["step"]
        await eventually(lambda: run not in server.hub.runs)
        async with page(server) as p:
            await p.open(run=run, owner=owner)
            back = await p.frame()
            assert (back["step"], back["status"]) == (step, "paused")

    with serving(tmp_path, SHORT) as server:
        play(story(server))


def test_a_killed_worker_is_replaced_and_nobody_s_page_breaks(tmp_path):
    async def story(server):
        async with page(server) as one, page(server) as two:
            await one.open()
            await two.open(data="moons")
            await one.frame(lambda f: f["step"] > 100)
            await two.frame(lambda f: f["step"] > 100)
            soon = time.monotonic() + 3.2  # a checkpoint is at most a few seconds old
            before = (await one.frame(lambda f: time.monotonic() > soon))["step"]
            await two.say(type="pause")
            still = (await two.frame(lambda f: f["status"] == "paused"))["step"]
            run = server.hub.runs[two.run]
            await eventually(lambda: run.saved is not None and run.saved.step == still and not run.given)
            pid = server.hub.health()["worker"]["pid"]
            os.kill(pid, signal.SIGSTOP)  # it hangs, and what is said to it now it never hears
            await two.say(type="step", what="round")
            await two.say(type="step", what="detective")
            await eventually(lambda: len(run.given) == 2)
            os.kill(pid, signal.SIGKILL)
            told = await one.until(lambda m: m.get("status") == "reconnecting")
            assert told["message"].endswith(".")
            back = await one.frame()
            assert 0 < back["step"] <= before
            assert (await one.frame(lambda f: f["step"] > before))["status"] == "running"
            await two.until(lambda m: m.get("status") == "reconnecting")
            half = await two.frame(lambda f: f["phase"] == "detective")
            assert (half["step"], half["status"]) == (still + 1, "paused")
            assert server.hub.health()["worker"]["restarts"] == 1

    with serving(tmp_path) as server:
        play(story(server))


def test_a_worker_that_cannot_start_does_not_eat_the_machine(tmp_path):
    with serving(tmp_path, command=(sys.executable, "-c", "pass")) as server:
        time.sleep(1.5)
        health = server.hub.health()
        assert health["worker"]["restarts"] <= 5
        assert health["worker"]["ready"] is False


def test_runs_outlive_the_server(tmp_path):
    async def first(server):
        async with page(server) as p:
            await p.open(seed="5")
            step = (await p.frame(lambda f: f["step"] > 60 and f["members"][0]["measured_step"]))["step"]
            return p.run, p.owner, step

    async def second(server, run, owner, step):
        async with page(server) as p:
            opened = await p.open(run=run, owner=owner)
            assert (opened["resumed"], opened["owner"], opened["experiments"][0]["seed"]) == (True, owner, "5")
            curve = await p.until(lambda m: m["type"] == "curve")
            assert curve["points"]
            assert curve["steps"][1] > 0
            assert (await p.frame())["step"] >= step

    with serving(tmp_path) as server:
        known = play(first(server))
    with serving(tmp_path) as server:
        play(second(server, *known))


def test_a_full_server_says_so_and_makes_room_when_somebody_leaves(tmp_path):
    async def story(server):
        async with page(server) as one, page(server) as two:
            await one.open()
            await one.say(type="share")
            await one.say(type="ping")
            await one.until(lambda m: m["type"] == "pong")
            await two.say(type="open", experiments=[{"data": "ring8"}])
            refusal = await two.until(lambda m: m["type"] == "error")
            assert "limit" in refusal["message"]
            assert (refusal["full"], refusal["watch"]) == (True, one.run)
            await two.socket.wait_closed()
            assert two.socket.close_code == 1013
            await one.frame()
        await eventually(lambda: not any(r.viewers for r in server.hub.runs.values()))
        async with page(server) as three:
            await three.open()
            await three.frame(lambda f: f["step"] > 0)

    with serving(tmp_path, Limits(runs=1)) as server:
        play(story(server))


def test_a_slow_page_misses_pictures_but_does_not_hold_up_the_others(tmp_path):
    async def story(server):
        async with page(server, max_queue=1) as slow, page(server) as quick:
            await quick.open(data="digits")
            await slow.open(run=quick.run)
            await asyncio.sleep(0.1)  # slow reads nothing from here on
            start = (await quick.frame())["seq"]
            await quick.frame(lambda f: f["seq"] > start + 60)
            viewers = server.hub.runs[quick.run].viewers
            assert all(len(v._told) < 10 for v in viewers)

    with serving(tmp_path) as server:
        play(story(server))


def test_the_worker_leaves_with_the_server(tmp_path):
    with serving(tmp_path) as server:
        link = server.hub.crew.members[0].link
        assert link.alive
        items = Path(server.hub.crew._host._items)
        items.mkdir()
    assert not link.alive
    assert not items.exists()


def test_the_server_waits_for_the_last_words_of_its_worker(tmp_path, monkeypatch):
    last, links, recv = {}, [], Connection.recv

    def slowly(pipe):
        report = recv(pipe)
        if isinstance(report, m.Checkpoint) and report.closed:
            while links[0].alive:
                time.sleep(0.01)
            time.sleep(0.1)  # the worker is long gone, and its words are still in the pipe
            last[report.assignment] = report.saved.step
        return report

    async def story(server):
        async with page(server) as one, page(server) as two, page(server) as three:
            for p in (one, two, three):
                await p.open()
            for p in (one, two, three):
                await p.frame(lambda f: f["step"] > 20)
            links.append(server.hub.crew.members[0].link)
            return {run.assignment: run.token for run in server.hub.runs.values()}

    monkeypatch.setattr(Connection, "recv", slowly)
    with serving(tmp_path) as server:
        runs = play(story(server))
    assert sorted(last) == sorted(runs)
    store = Store(tmp_path)
    assert {name: store.read(token).run().saved.step for name, token in runs.items()} == last


def test_an_orphaned_worker_leaves_and_takes_the_common_items_along(tmp_path):
    script = (
        "import asyncio\n"
        "from live.web.host import Here\n"
        "from live.web.link import Link\n"
        "async def main():\n"
        f"    link = Link(lambda r: print(link.pid, flush=True), lambda: None, Here({FAKE!r}))\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    temporary = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=temporary) as parent:
        worker = int(parent.stdout.readline())
        [items] = re.findall(rb"FORGER_ITEMS=([^\0]+)", Path(f"/proc/{worker}/environ").read_bytes())
        items = Path(items.decode())
        assert items.parent == tmp_path
        items.mkdir()
        parent.kill()
    for _ in range(1500):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            assert not items.exists()
            return
        time.sleep(0.02)
    pytest.fail("the worker outlived the web process")


def test_the_web_process_never_imports_torch():
    script = "import sys, live.web.routes, live.web.store; assert not {'torch', 'sklearn'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)
