"""A page's own part of which nothing is kept: the worker alone knows it, and says when the run stands still."""

from __future__ import annotations

from typing import Any

from live.web.part import Part
from live.wire.opening import Opening


class PlainRecord(Part):
    """Passes on that the run has arrived."""

    def __init__(self, opening: Opening) -> None:
        self._opening, self._arrived = opening, False

    def opening(self) -> Opening:
        """The same again."""
        return self._opening

    def take(self, news: bool | None, step: int) -> None:
        """Whether the part has just stopped the run."""
        self._arrived = self._arrived or bool(news)

    def stands_still(self) -> bool:
        """Once."""
        arrived, self._arrived = self._arrived, False
        return arrived

    @classmethod
    def restored(cls, kept: dict[str, Any]) -> PlainRecord:
        """From the store: with what it began it begins again."""
        return cls(Opening())
