"""A whole run in bounded space: thinned evenly as it grows, with the moments that matter kept exactly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Moment(Generic[T]):
    """What was kept of one step."""

    step: int
    value: T
    pinned: bool = False


class History(Generic[T]):
    """Moments in the order of their steps, at most `cap` beside the pinned ones.

    When it is full every other moment goes and from then on only every other one is taken, so that beginning and end
    stay equally dense.
    """

    def __init__(self, cap: int, moments: Iterable[Moment[T]] = ()) -> None:
        self.cap = cap
        self._moments = list(moments)
        self._stride, self._offered = 1, 0

    def __len__(self) -> int:
        return len(self._moments)

    def __iter__(self) -> Iterator[Moment[T]]:
        return iter(self._moments)

    def add(self, step: int, value: T, *, pinned: bool = False) -> None:
        """Offer a moment. One of the same step as the last takes its place."""
        if self._moments and self._moments[-1].step == step:
            self._moments[-1] = Moment(step, value, pinned or self._moments[-1].pinned)
            return
        self._offered += 1
        if pinned or self._offered % self._stride == 0:
            self._moments.append(Moment(step, value, pinned))
        if len(self._moments) > self.cap + sum(m.pinned for m in self._moments):
            self._moments = thinned(self._moments)
            self._stride *= 2

    def at(self, step: int) -> T | None:
        """The last moment not after this step, else the first; None while there is nothing."""
        if not self._moments:
            return None
        place = bisect_right(self._moments, step, key=lambda m: m.step)
        return self._moments[max(0, place - 1)].value

    def change(self, step: int, change: Callable[[T], T]) -> None:
        """The moment that `at` finds is another one now, if there is any."""
        if self._moments:
            place = max(0, bisect_right(self._moments, step, key=lambda m: m.step) - 1)
            self._moments[place] = replace(self._moments[place], value=change(self._moments[place].value))

    def rewind(self, step: int) -> None:
        """Forget what comes after this step: the run goes on from there."""
        del self._moments[bisect_right(self._moments, step, key=lambda m: m.step) :]

    def span(self) -> tuple[int, int] | None:
        """First and last step."""
        return (self._moments[0].step, self._moments[-1].step) if self._moments else None

    def few(self, cap: int) -> list[Moment[T]]:
        """An evenly thinned copy of at most about `cap` moments, pinned ones included."""
        moments = list(self._moments)
        while len(moments) > cap and not all(m.pinned for m in moments):
            moments = thinned(moments)
        return moments


def thinned(moments: list[Moment[T]]) -> list[Moment[T]]:
    """Every other moment, and all the pinned ones."""
    loose = [m for m in moments if not m.pinned]
    kept = {m.step for m in loose[::2]}
    return [m for m in moments if m.pinned or m.step in kept]
