"""The page of failures in the web process: the cures that were tried, and the gauge of both runs over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from live.web.history import History, Moment
from live.web.part import Part
from live.wire.crash import CrashOpening, Mark, Move

MARKS: Final = 1000  # of each run


class CrashRecord(Part):
    """What is known of an entry's two runs beside their frames."""

    def __init__(self, opening: CrashOpening) -> None:
        self.entry = opening.entry
        self.moves: tuple[Move, ...] = tuple(opening.moves)
        self.marks: tuple[History[Mark], ...] = (History(MARKS), History(MARKS))

    def opening(self) -> CrashOpening:
        """With which the worker goes on."""
        return CrashOpening(self.entry, list(self.moves))

    def present(self) -> dict[str, Any]:
        """Which entry, and what was tried."""
        return {"entry": self.entry, "moves": [list(move) for move in self.moves]}

    def past(self) -> dict[str, Any]:
        """The gauge of both, in the order of the steps."""
        marks = (list(moment.value) for history in self.marks for moment in history)
        return {"marks": sorted(marks, key=lambda mark: mark[1]), "moves": [list(move) for move in self.moves]}

    def take(self, news: tuple[Sequence[Mark], tuple[Move, ...]] | None, step: int) -> None:
        """New marks, and all that was tried."""
        marks, self.moves = news or ((), self.moves)
        for mark in marks:
            self.marks[mark[0]].add(mark[1], mark)

    def rewind(self, step: int) -> None:
        """What was measured or tried after this step is gone."""
        for history in self.marks:
            history.rewind(step)
        self.moves = tuple(move for move in self.moves if move[0] <= step)

    def begin_again(self) -> None:
        """The failure shall show again, without a cure."""
        self.moves = ()
        self.rewind(-1)

    def kept(self, step: int) -> dict[str, Any]:
        """For the store."""
        marks = [[moment.value for moment in history if moment.step <= step] for history in self.marks]
        return self.present() | {"marks": marks}

    @classmethod
    def restored(cls, kept: dict[str, Any]) -> CrashRecord:
        """From the store."""
        record = cls(CrashOpening(kept["entry"], [(at, cure) for at, cure in kept["moves"]]))
        record.marks = tuple(History(MARKS, [_mark(m) for m in rows]) for rows in kept["marks"])
        return record


def _mark(kept: list[Any]) -> Moment[Mark]:
    member, step, reading = kept
    return Moment(step, (member, step, reading))
