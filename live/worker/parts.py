"""The worker's side of pages' own parts: what one page alone does to a run, and has to say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from live.worker.collapse import CollapsePlay
from live.worker.crash import CrashPlay
from live.worker.detective import DetectivePlay
from live.worker.easel import EaselPlay
from live.worker.forger import ForgerPlay
from live.worker.hood import HoodPlay
from live.worker.lineup import LineupPlay
from live.worker.part import Part

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer


PARTS: Final[dict[str, Any]] = {
    "collapse": CollapsePlay,
    "crash": CrashPlay,
    "detective": DetectivePlay,
    "forger": ForgerPlay,
    "easel": EaselPlay,
    "hood": HoodPlay,
    "lineup": LineupPlay,
}


def begun(openings: Mapping[str, Any], trainer: Trainer) -> dict[str, Part]:
    """The parts of a run, by their names."""
    return {name: PARTS[name](opening, trainer) for name, opening in openings.items()}
