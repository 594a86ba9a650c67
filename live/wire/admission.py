"""Which experiments a shared machine takes: none of which a single round would make everybody else wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gan_core.experiment import Experiment
from gan_core.price import price

SPEED: Final = 1e10  # operations a second of one thread beside others (docs/results.md)
ROUND: Final = 0.4  # seconds
CHECKPOINT: Final = 48 * 2**20  # bytes, of which one is written every few seconds
MEMORY: Final = 512 * 2**20  # bytes
WAY_BACK: Final = "the others who share this machine would have to wait"


def admit(experiments: Sequence[Experiment]) -> None:
    """ValueError with a sentence, and what to do about it, for experiments that are too much for a live run."""
    asked = price(experiments)
    seconds = asked.seconds(SPEED)
    if seconds > ROUND:
        raise ValueError(
            f"That is too much for a live run: one round would take about {_short(seconds)} seconds, and {WAY_BACK}. "
            f"Please take {_lighter(experiments[0])}: {ROUND:g} seconds is the most."
        )
    if asked.checkpoint > CHECKPOINT or asked.memory > MEMORY:
        size = max(asked.checkpoint / CHECKPOINT, asked.memory / MEMORY)
        raise ValueError(
            f"These networks are too large for a live run: they need {_short(size)} times the memory that one run may "
            f"have, and {WAY_BACK}. Please take narrower networks (now {experiments[0].g_width} and "
            f"{experiments[0].d_width}) or a smaller batch."
        )


def _lighter(e: Experiment) -> str:
    """The settings that would help most, with what they are now."""
    several = f", or fewer turns a round (now {e.d_steps} and {e.g_steps})" if max(e.d_steps, e.g_steps) > 1 else ""
    return f"a smaller batch (now {e.batch}) or narrower networks (now {e.g_width} and {e.d_width}){several}"


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}"
