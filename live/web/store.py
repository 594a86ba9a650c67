"""Runs on disk: what a closed run, or a server that starts again, needs to come back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from time import monotonic, time
from typing import Final, TypeVar

from live.web.history import Moment
from live.web.host import ROOT
from live.web.kept import Kept
from live.web.log import warn

T = TypeVar("T")

MAX_AGE: Final = 14 * 24 * 3600.0
MAX_BYTES: Final = 500 * 2**20
PATIENCE: Final = 2.0  # seconds that another process may hold the file
DAMAGE: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}  # the last: of another version
TROUBLE: Final = (OSError, sqlite3.Error)
_TABLES: Final = """
create table if not exists runs (token text primary key, touched real, bytes integer, about text, state blob);
create table if not exists goods (token text primary key, body blob);
create table if not exists frames (token text, step integer, pinned integer, message blob, primary key (token, step));
"""


class Store:
    """One sqlite file. A damaged one is set aside and a new one begun; any other trouble is raised as `TROUBLE`."""

    def __init__(self, folder: Path, max_age: float = MAX_AGE, max_bytes: int = MAX_BYTES) -> None:
        self.path = folder / "runs.sqlite"
        self._max_age, self._max_bytes, self._lock = max_age, max_bytes, Lock()
        self._began = time() - monotonic()

    @classmethod
    def default(cls) -> Store:
        """In the folder that FORGER_STATE names, else beside app.py."""
        return cls(Path(os.environ.get("FORGER_STATE") or ROOT / ".state"))

    def get_ready(self) -> None:
        """Look whether the file can be used, and forget what is too old."""
        self._with(self._purge)

    def write(self, kept: Kept) -> None:
        """Keep a run in place of what was kept of it."""

        def work(db: sqlite3.Connection) -> None:
            row = (kept.token, self._now(), kept.size, kept.about, kept.state)
            db.execute("insert or replace into runs values (?, ?, ?, ?, ?)", row)
            if kept.goods is not None:  # they never change
                db.execute("insert or ignore into goods values (?, ?)", (kept.token, kept.goods))
            if kept.frames is not None:
                db.execute("delete from frames where token = ?", (kept.token,))
                rows = [(kept.token, m.step, m.pinned, m.value) for m in kept.frames]
                db.executemany("insert or replace into frames values (?, ?, ?, ?)", rows)
            self._purge(db)

        self._with(work)

    def read(self, token: str) -> Kept | None:
        """What is kept under that name."""

        def work(db: sqlite3.Connection) -> Kept | None:
            row = db.execute("select about, state from runs where token = ?", (token,)).fetchone()
            query = "select step, message, pinned from frames where token = ? order by step"
            frames = (Moment(step, message, bool(pinned)) for step, message, pinned in db.execute(query, (token,)))
            goods = db.execute("select body from goods where token = ?", (token,)).fetchone()
            return Kept(token, row[0], row[1], tuple(frames), goods[0] if goods else None) if row else None

        return self._with(work)

    def _now(self) -> float:
        """The time of day as it goes on from when the server began: a clock that is set meanwhile makes no run old."""
        return self._began + monotonic()

    def _purge(self, db: sqlite3.Connection) -> None:
        """Drop what is too old and, oldest first, what is too much."""
        db.execute("delete from runs where touched < ?", (self._now() - self._max_age,))
        total = 0
        for token, size in db.execute("select token, bytes from runs order by touched desc").fetchall():
            total += size
            if total > self._max_bytes:
                db.execute("delete from runs where token = ?", (token,))
        db.execute("delete from frames where token not in (select token from runs)")
        db.execute("delete from goods where token not in (select token from runs)")

    def _with(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do some work in the file, in a new one if it is damaged."""
        with self._lock:
            try:
                with self._open() as db:
                    return work(db)
            except sqlite3.Error as fault:
                if getattr(fault, "sqlite_errorcode", 0) & 0xFF not in DAMAGE:
                    raise
                self._set_aside(fault)
            with self._open() as db:
                return work(db)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, timeout=PATIENCE)
        try:
            with db:
                db.executescript(_TABLES)
                yield db
        finally:
            db.close()

    def _set_aside(self, fault: sqlite3.Error) -> None:
        """Under another name, for whoever wants to look into it."""
        aside = self.path.with_name(f"{self.path.name}.damaged-{time():.0f}")
        self.path.replace(aside)
        with suppress(OSError):
            self.path.with_name(f"{self.path.name}-journal").replace(f"{aside}-journal")
        warn("The file of runs was damaged and is set aside.", cause=str(fault), file=aside.name)
