"""The page of mode collapse in the web process: every move of the slider and the cures, and the marks of both twins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from live.web.history import History, Moment
from live.wire.collapse import CollapseOpening, Mark, Move

MARKS: Final = 1000  # of each twin


class CollapseRecord:
    """What is known of the twins beside their frames."""

    def __init__(self, opening: CollapseOpening) -> None:
        self.moves: tuple[Move, ...] = tuple(opening.moves)
        self.until, self.lost = opening.until, opening.lost
        self.marks: tuple[History[Mark], ...] = (History(MARKS), History(MARKS))
        self._arrived = False

    def opening(self) -> CollapseOpening:
        """With which the worker goes on."""
        return CollapseOpening(moves=list(self.moves), until=self.until, lost=self.lost)

    def present(self) -> dict[str, Any]:
        """Where the slider was moved, and where a link stands still."""
        return {"moves": [list(move) for move in self.moves], "until": self.until, "lost": self.lost}

    def past(self) -> dict[str, Any]:
        """What was measured of both, in the order of the steps."""
        marks = (list(moment.value) for history in self.marks for moment in history)
        return {"marks": sorted(marks, key=lambda mark: mark[1])}

    def take(self, news: tuple[Sequence[Mark], tuple[Move, ...], int] | None, step: int) -> None:
        """New marks, and the moves as they were done. Until a link's round has come, its moves are still to be done."""
        marks, moves, self.lost = news or ((), self.moves, self.lost)
        for mark in marks:
            self.marks[mark[0]].add(mark[1], mark)
        if self.until is None:
            self.moves = moves
        elif step >= self.until:
            self.until, self.moves, self._arrived = None, moves, True

    def stands_still(self) -> bool:
        """Whether a link's round has just come."""
        arrived, self._arrived = self._arrived, False
        return arrived

    def take_over(self) -> None:
        """What a link had still planned no longer comes."""
        self.until = None

    def rewind(self, step: int) -> None:
        """The marks after this step are gone."""
        for history in self.marks:
            history.rewind(step)

    def begin_again(self) -> None:
        """The slider stays where it is."""
        self.until, self.lost, self.moves = None, 0, tuple((0, *move[1:]) for move in self.moves[-1:])
        self.rewind(-1)

    def kept(self, step: int) -> dict[str, Any]:
        """For the store."""
        marks = [[moment.value for moment in history if moment.step <= step] for history in self.marks]
        return self.present() | {"marks": marks}

    @classmethod
    def restored(cls, kept: dict[str, Any]) -> CollapseRecord:
        """From the store."""
        record = cls(CollapseOpening([(m[0], m[1], m[2]) for m in kept["moves"]], kept["until"], kept.get("lost", 0)))
        record.marks = tuple(History(MARKS, [_mark(m) for m in rows]) for rows in kept["marks"])
        return record


def _mark(kept: list[Any]) -> Moment[Mark]:
    member, step, d_accuracy, modes, high_quality, shares = kept
    return Moment(step, (member, step, d_accuracy, modes, high_quality, tuple(shares)))
