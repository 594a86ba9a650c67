"""Keeps runs on disk without anybody waiting: one thread writes; what it cannot write waits, and is still known."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Final

from live.web.kept import Kept
from live.web.log import tell, warn
from live.web.run import Run
from live.web.store import TROUBLE, Store

WAITING: Final = 256 * 2**20  # bytes that may wait while the disk takes nothing
AGAIN: Final = (1.0, 30.0)  # seconds until a failed write is tried again: at first, at most
LAST: Final = 5.0  # seconds in which all must be written when the server stops


class Keeper:
    """The event loop calls `save`; of each run only the newest state waits."""

    def __init__(self, store: Store) -> None:
        self._store, self.trouble = store, ""  # why runs are not being saved, in words; empty while they are
        self._waiting: dict[str, Kept] = {}
        self._lock, self._news, self._over = Lock(), Event(), Event()
        self._writer = Thread(target=self._write_all, name="store-writer", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._writer.start()

    def save(self, run: Run, *, frames: bool) -> None:
        """Have the run written as it is now."""
        kept = Kept.of(run, frames=frames)
        if kept is None:
            return
        with self._lock:
            self._waiting[kept.token] = kept.over(self._waiting.pop(kept.token, None))
            while len(self._waiting) > 1 and sum(k.size for k in self._waiting.values()) > WAITING:
                self._waiting.pop(next(iter(self._waiting)))
        self._news.set()

    async def load(self, token: str) -> Run | None:
        """The run of that name; `TROUBLE` if the disk cannot say."""
        return await asyncio.to_thread(self._load, token)

    async def close(self) -> None:
        """Write what waits, as far as that goes."""
        self._over.set()
        self._news.set()
        if self._writer.ident is not None:
            await asyncio.to_thread(self._writer.join, LAST)

    def _load(self, token: str) -> Run | None:
        with self._lock:
            waiting = self._waiting.get(token)
        kept = waiting if waiting is not None and waiting.frames is not None else self._read(token, waiting)
        return kept.run() if kept is not None else None

    def _read(self, token: str, waiting: Kept | None) -> Kept | None:
        """From the disk; what waits is newer, but for the pictures."""
        try:
            kept = self._store.read(token)
        except TROUBLE:
            if waiting is None:
                raise
            return waiting
        return waiting.over(kept) if waiting is not None else kept

    # ---- the writer's thread

    def _write_all(self) -> None:
        wait = AGAIN[0]
        self._tried(self._store.get_ready)
        while True:
            self._news.wait()
            self._news.clear()
            ending = self._over.is_set()
            failed = [kept for kept in self._due() if not self._written(kept)]
            if ending:
                return
            if failed:
                self._over.wait(wait)
                wait = min(2 * wait, AGAIN[1])
                self._news.set()
            else:
                wait = AGAIN[0]

    def _due(self) -> list[Kept]:
        with self._lock:
            return list(self._waiting.values())

    def _written(self, kept: Kept) -> bool:
        """Whether it is on disk now; until then it waits."""
        if not self._tried(lambda: self._store.write(kept)):
            return False
        with self._lock:
            if self._waiting.get(kept.token) is kept:
                del self._waiting[kept.token]
        return True

    def _tried(self, work: Callable[[], None]) -> bool:
        """Whether it went well; the first failure and the end of failing are told."""
        try:
            work()
        except TROUBLE as fault:
            if not self.trouble:
                warn("Runs are not being saved.", cause=f"{type(fault).__name__}: {fault}")
            self.trouble = str(fault) or type(fault).__name__
            return False
        if self.trouble:
            tell("Runs are being saved again.")
        self.trouble = ""
        return True
