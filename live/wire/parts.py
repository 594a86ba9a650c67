"""Pages' own parts of a run: what only one page needs travels under its name, and no other file knows of it.

A part has an opening here (what a page may ask it to begin with), a side in the web process (`live/web/parts.py`) and
a side in the worker (`live/worker/parts.py`). A run has the parts that it was opened with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from gan_core.experiment import Experiment
from live.wire.collapse import CollapseOpening
from live.wire.crash import CrashOpening
from live.wire.detective import DetectiveOpening
from live.wire.easel import EaselOpening
from live.wire.forger import ForgerOpening
from live.wire.hood import HoodOpening
from live.wire.lineup import LineupOpening
from live.wire.opening import Opening
from live.wire.reading import SHOWN, read

Openings = Mapping[str, Any]  # an `Opening` by the name of its part

OPENINGS: Final[dict[str, type[Opening]]] = {
    "collapse": CollapseOpening,
    "crash": CrashOpening,
    "detective": DetectiveOpening,
    "forger": ForgerOpening,
    "easel": EaselOpening,
    "hood": HoodOpening,
    "lineup": LineupOpening,
}


def read_parts(said: Mapping[str, Any], experiments: tuple[Experiment, ...]) -> Openings:
    """Openings from what a page says of its parts; ValueError with a sentence."""
    wanted = {}
    for name, opening in said.items():
        if name not in OPENINGS:
            raise ValueError(f"A part of a run is one of {', '.join(OPENINGS)}; got “{name[:SHOWN]}”.")
        if not isinstance(opening, Mapping):
            raise ValueError(f"The part “{name}” begins with an object.")
        wanted[name] = read(dict(opening), OPENINGS[name])
        wanted[name].check(experiments)
    return wanted


def plain(openings: Openings) -> dict[str, Any]:
    """The same as JSON can hold it, for the store."""
    return {name: msgspec.to_builtins(opening) for name, opening in openings.items()}
