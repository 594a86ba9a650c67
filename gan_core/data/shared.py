"""Real items that all workers of one machine hold in common: a file that whoever has them first writes and each maps.

The content is the file's name, so that nobody has to agree on anything: who draws the same numbers finds them there.
"""

from __future__ import annotations

import mmap
import os
import shutil
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final
from weakref import WeakSet

import numpy as np

from gan_core.data.base import Floats

FOLDER: Final = "FORGER_ITEMS"  # the variable that names the folder; without it everybody holds their own
LEAST: Final = 4 * 2**20  # bytes that are worth a file
_MAPS: Final[WeakSet[mmap.mmap]] = WeakSet()


def shared(items: Floats) -> Floats:
    """The same numbers (n, …) in common memory, or `items` themselves where that cannot be had.

    The result is there to be read: what is written into it others never see, and `rest` undoes it.
    """
    folder = os.environ.get(FOLDER)
    if not folder or items.nbytes < LEAST:
        return items
    with suppress(OSError, ValueError):
        path = Path(folder, blake2b(np.ascontiguousarray(items).data, digest_size=16).hexdigest())
        if not path.exists():
            _write(path, items)
        return _mapped(path, items)
    return items


def rest() -> None:
    """Let go of what was read of all files; what is read again comes back by itself, page by page."""
    if hasattr(mmap, "MADV_DONTNEED"):
        for there in _MAPS:
            there.madvise(mmap.MADV_DONTNEED)


def clear() -> None:
    """Nobody needs the files any more; who has mapped one keeps it."""
    if folder := os.environ.get(FOLDER):
        shutil.rmtree(folder, ignore_errors=True)


def _mapped(path: Path, items: Floats) -> Floats:
    with path.open("rb") as file:
        there = mmap.mmap(file.fileno(), items.nbytes, access=mmap.ACCESS_COPY)
    _MAPS.add(there)
    return np.frombuffer(there, items.dtype).reshape(items.shape)


def _write(path: Path, items: Floats) -> None:
    """The whole of it appears at once: a worker that is killed meanwhile leaves nothing that another takes for it."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent) as file:
        file.write(np.ascontiguousarray(items).data)
        file.flush()
        with suppress(FileExistsError):  # another was faster
            os.link(file.name, path)
