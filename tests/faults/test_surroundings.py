"""Around the server: memory, clock, disk, the folder that two servers share, a port that is taken."""

import os
import socket
import subprocess
import sys
from contextlib import ExitStack

from benchmarks.app import ROOT
from gan_core.experiment import Experiment
from live.web import store
from live.web.kept import Kept
from live.web.log import LOG, Lines
from live.web.run import Run
from live.web.store import Store
from live.wire.messages import Saved
from live.worker.shelf import Shelf
from tests.live.conftest import page, serving
from tests.live.web.test_socket import play


def kept(token):
    run = Run.new("owner", (Experiment(data="ring8"),), {})
    run.token, run.saved = token, Saved(3, 1.0, (), b"weights")
    return Kept.of(run, frames=True)


def test_two_servers_on_one_folder_and_a_run_without_memory(tmp_path, caplog):
    async def story(one, two):
        async with page(one) as here, page(two) as there, page(one) as large:
            await large.open(seed="670")
            await here.open()
            await there.open(data="moons")
            assert "more memory than the machine has" in await large.error()
            await here.frame(lambda f: f["status"] == "running" and f["step"] > 40)
            await there.frame(lambda f: f["step"] > 40)
            assert one.hub.health()["worker"]["restarts"] == 0
        return here, there, large

    with ExitStack() as servers:
        pages = play(story(*(servers.enter_context(serving(tmp_path)) for _ in range(2))))
    both = Store(tmp_path)
    for left in pages[:2]:
        assert both.read(left.run).run().owned_by(left.owner)
        assert both.read(left.run).run().saved.step > 0
    lines = [Lines().format(record) for record in caplog.records if record.name == LOG.name]
    assert any("given up" in line for line in lines)
    assert not any(word in line for line in lines for p in pages for word in (p.run, p.owner, "127.0.0.1"))


def test_a_clock_that_is_set_makes_no_run_old(tmp_path, monkeypatch):
    shelf = Store(tmp_path)
    shelf.write(kept("before"))
    now = store.time()
    monkeypatch.setattr(store, "time", lambda: now + 400 * 24 * 3600)
    shelf.write(kept("after"))
    assert shelf.read("before") is not None
    monkeypatch.setattr(store, "time", lambda: 0.0)
    shelf.write(kept("long before"))
    assert shelf.read("after") is not None
    assert shelf.read("long before") is not None


def test_a_disk_that_takes_nothing_costs_only_the_time_that_was_saved_by_it(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    nowhere = Shelf(tmp_path / "file" / "forgers")
    nowhere.put(Experiment(), 3, b"state")
    assert nowhere.take(Experiment(), 3) is None

    def full(*_):
        raise OSError(28, "No space left on device")

    shelf = Shelf(tmp_path / "forgers")
    monkeypatch.setattr(os, "replace", full)
    shelf.put(Experiment(), 3, b"state")
    assert list((tmp_path / "forgers").iterdir()) == []


def test_a_port_that_is_taken_is_said_and_nothing_stays_behind(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", port]
        command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
        ended = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"FORGER_STATE": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert ended.returncode != 0
    assert f"Port {port} is not available" in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
