"""Runs on disk: written by a thread of their own, through every trouble that a disk may have."""

import asyncio
import sqlite3
import time
from contextlib import closing, contextmanager

import pytest

from gan_core.experiment import Experiment
from live.web.keeper import Keeper
from live.web.limits import Limits, places
from live.web.machine import cores, memory
from live.web.run import Run
from live.web.store import Store
from live.wire.messages import Frame, Saved


def run_at(step, token="known"):
    run = Run.new("owner", (Experiment(data="ring8"),), {})
    run.token, run.saved = token, Saved(step, 1.0, (), b"weights")
    run.take(Frame("a", b"picture", 1, 0, "running", "round", (0, 1.0, None, 1, 1), ()))
    return run


@contextmanager
def keeping(folder):
    keeper = Keeper(Store(folder))
    keeper.start()
    try:
        yield keeper
    finally:
        asyncio.run(keeper.close())


def eventually(true):
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def load(keeper, token="known"):
    return asyncio.run(keeper.load(token))


def test_what_is_saved_comes_back_at_once_and_after_the_end(tmp_path):
    with keeping(tmp_path) as keeper:
        keeper.save(run_at(7), frames=True)
        keeper.save(run_at(9), frames=False)
        assert load(keeper).saved.step == 9
    with keeping(tmp_path) as keeper:
        back = load(keeper)
        assert (back.saved.step, [m.value for m in back.frames]) == (9, [b"picture"])
        assert back.owned_by("owner")
        assert load(keeper, "unknown") is None


def test_a_damaged_file_is_set_aside_whenever_it_is_found(tmp_path):
    file = tmp_path / "runs.sqlite"
    file.write_bytes(b"no database " * 500)
    with keeping(tmp_path) as keeper:
        keeper.save(run_at(7), frames=True)
        eventually(lambda: not keeper._waiting)
        assert keeper.trouble == ""
        with closing(sqlite3.connect(file)) as db:
            db.executescript("drop table runs; create table runs (other integer)")  # another version's
        assert load(keeper) is None
    assert len(list(tmp_path.glob("runs.sqlite.damaged-*"))) >= 1


def test_a_locked_file_makes_nobody_wait_and_loses_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("live.web.store.PATIENCE", 0.05)
    monkeypatch.setattr("live.web.keeper.AGAIN", (0.05, 0.05))
    with keeping(tmp_path) as keeper:
        keeper.save(run_at(1), frames=True)
        eventually(lambda: not keeper._waiting)
        with closing(sqlite3.connect(tmp_path / "runs.sqlite", isolation_level=None)) as other:
            other.execute("begin exclusive")
            keeper.save(run_at(8), frames=False)
            eventually(lambda: "locked" in keeper.trouble)
            assert load(keeper).saved.step == 8
            with pytest.raises(sqlite3.OperationalError):
                load(keeper, "another")
            other.execute("rollback")
        eventually(lambda: keeper.trouble == "" and not keeper._waiting)
        assert load(keeper).saved.step == 8


def test_a_folder_that_cannot_be_written_is_told_and_the_runs_wait(tmp_path):
    folder = tmp_path / "state"
    folder.write_text("in the way")
    with keeping(folder) as keeper:
        keeper.save(run_at(3), frames=True)
        eventually(lambda: keeper.trouble)
        assert load(keeper).saved.step == 3


def test_what_waits_for_a_full_disk_is_bounded(tmp_path, monkeypatch):
    folder = tmp_path / "state"
    folder.write_text("in the way")
    monkeypatch.setattr("live.web.keeper.WAITING", 100)
    with keeping(folder) as keeper:
        for k in range(50):
            keeper.save(run_at(3, f"run{k}"), frames=True)
        assert sum(k.size for k in keeper._waiting.values()) <= 100
        assert "run49" in keeper._waiting


def test_places_follow_from_the_machine(tmp_path, monkeypatch):
    assert places(cores=2, memory=24 * 2**30) == 32
    assert places(cores=2, memory=2 * 2**30) == 10
    assert places(cores=64, memory=2**30) == 1
    (tmp_path / "cpu.max").write_text("100000 100000\n")
    (tmp_path / "memory.max").write_text(f"{2**30}\n")
    assert (cores(tmp_path), memory(tmp_path)) == (1, 2**30)
    (tmp_path / "cpu.max").write_text("max 100000\n")
    assert cores(tmp_path) >= 1
    monkeypatch.setenv("FORGER_MAX_RUNS", "7")
    assert Limits.from_environment().runs == 7
