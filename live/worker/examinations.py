"""What lies on the detective's desk, and for how long: fakes and real items in turns, or what a visitor laid there."""

from __future__ import annotations

from typing import Final

from gan_core.snapshot import Laid
from live.worker.beats import Phase

LOOK: Final = 0.4  # seconds between two looks at what lies on the desk, at full speed
SHOW_NOTE: Final = 1.2  # seconds that it stays there: nothing may flicker
SHOW_LAID: Final = 20.0  # seconds that it stays if a visitor laid it there
DESK: Final = 24  # notes on a wall


class Examinations:
    """Every second one takes its item from the vault."""

    def __init__(self) -> None:
        self._count = 0
        self._look_at = self._until = 0.0
        self._laid: Laid | None = None

    @property
    def now(self) -> Laid:
        """What lies on the desk."""
        return self._laid or Laid(self.index, self.real)

    @property
    def index(self) -> int:
        """The place on its wall of the item whose turn it is."""
        return (self._count // 2) % DESK

    @property
    def real(self) -> bool:
        """Whether it is the turn of a real one."""
        return self._count % 2 == 1

    @property
    def laid(self) -> bool:
        """Whether a visitor laid it there."""
        return self._laid is not None

    def turn(self, moment: float) -> bool:
        """Whether the time has come to look again, at full speed; now and then it brings another one."""
        if moment < self._look_at:
            return False
        self._look_at = moment + LOOK
        if moment >= self._until:
            self._next()
            self._until = moment + SHOW_NOTE
        return True

    def lay(self, order: Laid | None, moment: float) -> None:
        """A visitor's choice, or None for no longer any."""
        self._laid = order
        self._look_at, self._until = 0.0, moment + SHOW_LAID if order else 0.0

    def begin(self, phase: Phase, last: Phase) -> None:
        """A beat: it brings its own item; the detective's turn by hand is an examination as well."""
        if phase == "forge" or (phase == "detective" and last != "stamp"):
            self._next()
        self._laid = None

    def _next(self) -> None:
        self._count += 1
        self._laid = None
