"""Rounds on a GPU, recorded once and replayed (CUDA graphs).

A round of a small net is hundreds of short pieces of work, and ordering them one by one takes far longer than doing
them. A recorded round is ordered by one call. It reads its dice and rates from tensors that stay where they are, and
nothing in it waits for the CPU.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

import torch

from gan_core.engine.turn import Turn

WARM: Final = 3  # rounds played as they come first, since what is made at a first call must not be recorded
MOST: Final = 8  # recordings kept: members that take other turns, or stop, need another

Play = Callable[[Turn], None]
Record = Callable[[Callable[[], None]], Callable[[], None]]


def record(call: Callable[[], None]) -> Callable[[], None]:
    """What replays the GPU's work of a call. The call itself only orders it: nothing is done yet.

    Workspaces of matrix products are dropped before and after, so that each recording has its own: what one frees,
    another may still use. No garbage is collected meanwhile, since another recording may be among it.
    """
    graph = torch.cuda.CUDAGraph()
    forget_workspaces = getattr(torch._C, "_cuda_clearCublasWorkspaces", lambda: None)
    gc.collect()
    gc.disable()
    try:
        forget_workspaces()
        here = torch.cuda.stream(torch.cuda.current_stream())  # to come back to, even from a recording that failed
        with here, torch.cuda.graph(graph, capture_error_mode="thread_local"):
            call()
        forget_workspaces()
    finally:
        gc.enable()
    return graph.replay


class Tapes:
    """Plays rounds: a recording for each list of who plays when."""

    def __init__(self, device: torch.device, record: Record = record) -> None:
        self._device, self._record = device, record
        self._tapes: dict[object, Tape] = {}

    def play(self, turns: Sequence[Turn], play: Play) -> None:
        """One round, with its dice still on the CPU."""
        key = tuple(_kind(turn) for turn in turns)
        tape = self._tapes.pop(key, None) or Tape(turns, self._device)
        self._tapes[key] = tape  # the last one used is the last to go
        while len(self._tapes) > MOST:
            self._tapes.pop(next(iter(self._tapes)))
        tape.play(turns, play, self._record)

    def forget(self) -> None:
        """Drops all recordings: a setting has changed."""
        self._tapes.clear()


def _kind(turn: Turn) -> object:
    """All of a turn that a recording takes for granted: who plays, who is level with whom, and what is given."""
    return turn.player, turn.active, tuple(map(turn.counts.index, turn.counts)), *turn.tensors()


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
        if self._replay is not None:
            return self._replay()

        def round() -> None:
            for turn in self._turns:
                play(turn)

        if self._warm < WARM:
            self._warm += 1
            return _aside(round, self._places[0].device)
        try:
            self._replay = record(round)
        except RuntimeError as fault:
            warnings.warn(f"Rounds cannot be recorded here, and are slower so: {fault}", stacklevel=2)
            self._replay = round
        self._replay()


def _aside(call: Callable[[], None], device: torch.device) -> None:
    """On another stream, as the framework asks of what is recorded next."""
    if device.type != "cuda":
        return call()
    here, aside = torch.cuda.current_stream(device), _stream(device)
    aside.wait_stream(here)
    with torch.cuda.stream(aside):
        call()
    here.wait_stream(aside)


@cache
def _stream(device: torch.device) -> torch.cuda.Stream:
    return torch.cuda.Stream(device)  # type: ignore[no-untyped-call]
