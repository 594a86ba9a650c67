"""Whose turn it is in the worker: a few bytes that both processes see, by which a death or a standstill is blamed.

A message over the pipe would come too late, or never: the worker may be killed, or stuck, in the middle of a turn.
"""

from __future__ import annotations

import mmap
import os
import struct
from contextlib import suppress
from dataclasses import dataclass
from tempfile import mkstemp
from time import monotonic
from typing import Final

MARK: Final = "FORGER_WORKER_TURN"  # where the worker finds the file
SIZE: Final = 4096
_HEAD: Final = struct.Struct("<Hd")  # bytes of the names that follow, and since when by the machine's own clock


@dataclass(frozen=True)
class Turn:
    """What the worker is doing."""

    names: tuple[str, ...]  # of the assignments whose turn it is: several when they are stepped together
    since: float

    def lasts(self) -> float:
        """Seconds so far."""
        return monotonic() - self.since


class TurnMark:
    """The worker writes: `begin(name, …)` before a turn, `end()` after it; about a microsecond each. The hub reads."""

    def __init__(self, path: str | None = None) -> None:
        if path is None:
            self._memory = mmap.mmap(-1, SIZE)
            return
        with open(path, "r+b") as file:
            self._memory = mmap.mmap(file.fileno(), SIZE)

    @classmethod
    def found(cls) -> TurnMark:
        """In the worker: the one that the hub has made, if a hub has started this process."""
        return cls(os.environ.pop(MARK, None))

    def begin(self, *names: str) -> None:
        """The turn of these assignments begins."""
        said = " ".join(names).encode()[: SIZE - _HEAD.size]
        self.end()  # so that nobody reads half of it
        self._memory[_HEAD.size : _HEAD.size + len(said)] = said
        _HEAD.pack_into(self._memory, 0, len(said), monotonic())

    def end(self) -> None:
        """It is nobody's turn."""
        _HEAD.pack_into(self._memory, 0, 0, 0.0)

    def read(self) -> Turn | None:
        """Whose turn it is now, or was when the worker died."""
        length, since = _HEAD.unpack_from(self._memory)
        names = bytes(self._memory[_HEAD.size : _HEAD.size + length]).decode(errors="replace").split()
        return Turn(tuple(names), since) if names else None


class MarkFile:
    """The file behind a mark, for as long as the hub has this worker."""

    def __init__(self) -> None:
        handle, self.path = mkstemp(prefix="forger-turn-")
        os.truncate(handle, SIZE)
        os.close(handle)
        self.mark = TurnMark(self.path)

    def remove(self) -> None:
        """The worker is gone; what it wrote last can still be read."""
        with suppress(OSError):
            os.unlink(self.path)
