"""Rounds on a GPU, recorded once and replayed (CUDA graphs).

A round of a small net is hundreds of short pieces of work, and ordering them one by one takes far longer than doing
them. A recorded round is ordered by one call. It reads its dice and rates from tensors that stay where they are, and
nothing in it waits for the CPU.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import torch

from gan_core.turn import Turn

WARM: Final = 3  # rounds played as they come first, since what is made at a first call must not be recorded
MOST: Final = 8  # recordings kept: members that take other turns, or stop, need another

Play = Callable[[Turn], None]
Record = Callable[[Callable[[], None]], Callable[[], None]]


def record(call: Callable[[], None]) -> Callable[[], None]:
    """What replays the GPU's work of a call. The call itself only orders it: nothing is done yet."""
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph, capture_error_mode="thread_local"):
        call()
    return graph.replay


class Tapes:
    """Plays rounds: a recording for each list of who plays when."""

    def __init__(self, play: Play, device: torch.device, record: Record = record) -> None:
        self._play, self._device, self._record = play, device, record
        self._tapes: dict[object, Tape] = {}

    def play(self, turns: Sequence[Turn]) -> None:
        """One round, with its dice still on the CPU."""
        key = tuple((turn.player, turn.active, *turn.tensors()) for turn in turns)
        if key not in self._tapes:
            while len(self._tapes) >= MOST:
                self._tapes.pop(next(iter(self._tapes)))
            self._tapes[key] = Tape(turns, self._device)
        self._tapes[key].play(turns, self._play, self._record)

    def forget(self) -> None:
        """Drops all recordings: a setting has changed."""
        self._tapes.clear()


class Tape:
    """One round with a place for every tensor that comes from outside."""

    def __init__(self, turns: Sequence[Turn], device: torch.device) -> None:
        places = [{name: torch.empty_like(t, device=device) for name, t in turn.tensors().items()} for turn in turns]
        self._turns = [turn.on(tensors) for turn, tensors in zip(turns, places, strict=True)]
        self._places = [place for tensors in places for place in tensors.values()]
        self._warm = 0
        self._replay: Callable[[], None] | None = None

    def play(self, turns: Sequence[Turn], play: Play, record: Record) -> None:
        """Fills the places and plays the round, once it is warm from the recording."""
        given = [t for turn in turns for t in turn.tensors().values()]
        for place, t in zip(self._places, given, strict=True):
            place.copy_(t.pin_memory() if place.is_cuda else t, non_blocking=True)

        def round() -> None:
            for turn in self._turns:
                play(turn)

        if self._replay is None and self._warm < WARM:
            self._warm += 1
            _aside(round, self._places[0].device)
            return
        if self._replay is None:
            self._replay = record(round)
        self._replay()


def _aside(call: Callable[[], None], device: torch.device) -> None:
    """On a stream of its own, as the framework asks of what is recorded next."""
    if device.type != "cuda":
        return call()
    here, aside = torch.cuda.current_stream(device), torch.cuda.Stream(device)  # type: ignore[no-untyped-call]
    aside.wait_stream(here)
    with torch.cuda.stream(aside):
        call()
    here.wait_stream(aside)
