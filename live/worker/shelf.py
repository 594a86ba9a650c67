"""Forgers of well-known trainings, kept on disk: the next visitor need not wait until they have learnt all that again.

Whatever cannot be read counts as not there.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from gan_core.experiment import Experiment

MOST: Final = 36  # forgers: about 100 MB of banknotes'
FORMAT: Final = "1"  # changes with what a state holds, or with how training goes
_BESIDE_APP: Final = Path(__file__).resolve().parents[2] / ".state"


class Shelf:
    """States by the experiment and the round that they are of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with suppress(OSError):  # a disk that takes nothing: then there is nothing to take
            folder.mkdir(parents=True, exist_ok=True)

    @classmethod
    def default(cls) -> Shelf:
        """In the folder that FORGER_STATE names, else beside app.py."""
        return cls(Path(os.environ.get("FORGER_STATE") or _BESIDE_APP) / "forgers")

    def take(self, experiment: Experiment, step: int) -> bytes | None:
        """What was put there, if it still is."""
        with suppress(OSError):
            state = self._place(experiment, step).read_bytes()
            self._place(experiment, step).touch()
            return state
        return None

    def put(self, experiment: Experiment, step: int, state: bytes) -> None:
        """Keep a state; those that nobody asked for the longest make room."""
        with suppress(OSError):
            self._write(state, self._place(experiment, step))
            for old in sorted(self._folder.glob("*.state"), key=lambda path: path.stat().st_mtime)[:-MOST]:
                old.unlink()

    def _write(self, state: bytes, place: Path) -> None:
        """All of it or nothing, also for another server on the same folder."""
        with NamedTemporaryFile(dir=self._folder, delete=False) as file:
            try:
                file.write(state)
                file.flush()
                os.replace(file.name, place)
            except OSError:
                os.unlink(file.name)
                raise

    def _place(self, experiment: Experiment, step: int) -> Path:
        named = json.dumps([FORMAT, asdict(experiment), step], sort_keys=True)
        return self._folder / f"{sha256(named.encode()).hexdigest()[:24]}.state"
