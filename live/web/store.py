"""Runs on disk: what a closed run, or a server that starts again, needs to come back."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from time import time
from typing import Any, Final

from gan_core.experiment import Experiment
from gan_core.record import Reached
from live.web.history import History, Moment
from live.web.link import ROOT
from live.web.parts import restored
from live.web.run import FRAMES, POINTS, Run
from live.wire.messages import Saved
from live.wire.pace import Pace

STORED_FRAMES: Final = 120
MAX_AGE: Final = 14 * 24 * 3600.0
MAX_BYTES: Final = 500 * 2**20
_TABLES: Final = """
create table if not exists runs (token text primary key, touched real, bytes integer, about text, state blob);
create table if not exists frames (token text, step integer, pinned integer, message blob, primary key (token, step));
"""


class Store:
    """One sqlite file. Anything unreadable in it counts as not there: a run is never worth a broken page."""

    def __init__(self, folder: Path, max_age: float = MAX_AGE, max_bytes: int = MAX_BYTES) -> None:
        self.path = folder / "runs.sqlite"
        self._max_age, self._max_bytes, self._lock = max_age, max_bytes, Lock()
        folder.mkdir(parents=True, exist_ok=True)
        with self._open() as db:
            db.executescript(_TABLES)

    @classmethod
    def default(cls) -> Store:
        """In the folder that FORGER_STATE names, else beside app.py."""
        return cls(Path(os.environ.get("FORGER_STATE") or ROOT / ".state"))

    def save(self, run: Run, *, frames: bool) -> None:
        """Keep the run as it is; its pictures only when asked, since they are the bulk."""
        if run.saved is None:
            return
        few = run.frames.few(STORED_FRAMES) if frames else []
        size = len(run.saved.state) + sum(len(m.value) for m in few)
        with self._open() as db:
            db.execute("insert or replace into runs values (?, ?, ?, ?, ?)",
                       (run.token, time(), size, json.dumps(_about(run)), run.saved.state))  # fmt: skip
            if frames:
                db.execute("delete from frames where token = ?", (run.token,))
                rows = [(run.token, m.step, m.pinned, m.value) for m in few]
                db.executemany("insert or replace into frames values (?, ?, ?, ?)", rows)
            self._purge(db)

    def load(self, token: str) -> Run | None:
        """The run of that name, not yet training."""
        with self._open() as db:
            row = db.execute("select about, state from runs where token = ?", (token,)).fetchone()
            query = "select step, message, pinned from frames where token = ? order by step"
            frames = [Moment(step, message, bool(pinned)) for step, message, pinned in db.execute(query, (token,))]
        try:
            return _run(token, row[0], row[1], frames) if row else None
        except (ValueError, KeyError, TypeError):  # written by another version
            return None

    def _purge(self, db: sqlite3.Connection) -> None:
        """Drop what is too old and, oldest first, what is too much."""
        db.execute("delete from runs where touched < ?", (time() - self._max_age,))
        total = 0
        for token, size in db.execute("select token, bytes from runs order by touched desc").fetchall():
            total += size
            if total > self._max_bytes:
                db.execute("delete from runs where token = ?", (token,))
        db.execute("delete from frames where token not in (select token from runs)")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            db = sqlite3.connect(self.path)
            try:
                with db:
                    yield db
            finally:
                db.close()


def _about(run: Run) -> dict[str, Any]:
    assert run.saved is not None
    return {
        "owner_hash": run.owner_hash, "experiments": [asdict(e) for e in run.experiments], "playing": run.playing,
        "pace": asdict(run.pace), "step": run.saved.step, "seconds": run.saved.seconds, "seq": run.seq,
        "stages": [asdict(r) for r in run.saved.stages],
        "curve": [[m.value, m.pinned] for m in run.curve if m.step <= run.saved.step],
        "parts": {name: part.kept(run.saved.step) for name, part in run.parts.items()},
    }  # fmt: skip


def _run(token: str, about: str, state: bytes, frames: list[Moment[bytes]]) -> Run:
    kept = json.loads(about)
    stages = tuple(Reached(**r) for r in kept["stages"])
    saved = Saved(kept["step"], kept["seconds"], stages, state)
    curve = [Moment(value[0], tuple(value), pinned) for value, pinned in kept["curve"]]
    run = Run(
        kept["owner_hash"], tuple(Experiment(**e) for e in kept["experiments"]), token, kept["playing"],
        Pace(**kept["pace"]), saved=saved, stages=stages, seq=kept["seq"],
        frames=History(FRAMES, frames), curve=History(POINTS, curve), parts=restored(kept["parts"]),
    )  # fmt: skip
    run.go_back()
    return run
