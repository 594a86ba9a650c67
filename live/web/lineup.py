"""The page "Which 50 %?" in the web process: which of its runs have been halted, so that they stay so."""

from __future__ import annotations

from typing import Any

from live.web.part import Part
from live.wire.lineup import LineupOpening


class LineupRecord(Part):
    """What a worker that takes the run up again has to know."""

    def __init__(self, opening: LineupOpening) -> None:
        self._halted, self._arrived = list(opening.halted), False

    def opening(self) -> LineupOpening:
        """With which the worker goes on."""
        return LineupOpening(self._halted)

    def take(self, news: tuple[bool, list[bool]] | None, step: int) -> None:
        """Whether the run has just been stopped, and who is halted."""
        arrived, self._halted = news or (False, self._halted)
        self._arrived = self._arrived or arrived

    def stands_still(self) -> bool:
        """Once."""
        arrived, self._arrived = self._arrived, False
        return arrived

    def begin_again(self) -> None:
        """All four train."""
        self._halted = []

    def kept(self, step: int) -> dict[str, Any]:
        """For the store."""
        return {"halted": self._halted}

    @classmethod
    def restored(cls, kept: dict[str, Any]) -> LineupRecord:
        """From the store."""
        return cls(LineupOpening(kept["halted"]))
