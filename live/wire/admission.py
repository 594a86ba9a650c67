"""Which experiments a shared machine takes: none of which a single round would make everybody else wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gan_core.experiment import Experiment
from gan_core.price import price
from gan_core.words import Said, say

SPEED: Final = 1e10  # operations a second of one thread beside others (docs/results.md)
ROUND: Final = 0.4  # seconds
CHECKPOINT: Final = 48 * 2**20  # bytes, of which one is written every few seconds
MEMORY: Final = 512 * 2**20  # bytes
WAY_BACK: Final = say("the others who share this machine would have to wait")


def admit(experiments: Sequence[Experiment]) -> None:
    """ValueError with a sentence, and what to do about it, for experiments that are too much for a live run."""
    asked = price(experiments)
    seconds = asked.seconds(SPEED)
    if seconds > ROUND:
        raise ValueError(
            say(
                "That is too much for a live run: one round would take about {seconds} seconds, and {way_back}. Please "
                "take {lighter}: {round} seconds is the most.",
                seconds=_short(seconds),
                way_back=WAY_BACK,
                lighter=_lighter(experiments[0]),
                round=ROUND,
            )
        )
    if asked.checkpoint > CHECKPOINT or asked.memory > MEMORY:
        size = max(asked.checkpoint / CHECKPOINT, asked.memory / MEMORY)
        raise ValueError(
            say(
                "These networks are too large for a live run: they need {times} times the memory that one run may "
                "have, and {way_back}. Please take narrower networks (now {g_width} and {d_width}) or a smaller batch.",
                times=_short(size),
                way_back=WAY_BACK,
                g_width=experiments[0].g_width,
                d_width=experiments[0].d_width,
            )
        )


def _lighter(e: Experiment) -> Said:
    """The settings that would help most, with what they are now."""
    lighter = say(
        "a smaller batch (now {batch}) or narrower networks (now {g_width} and {d_width})",
        batch=e.batch, g_width=e.g_width, d_width=e.d_width,
    )  # fmt: skip
    if max(e.d_steps, e.g_steps) <= 1:
        return lighter
    return say(
        "{lighter}, or fewer turns a round (now {d_steps} and {g_steps})",
        lighter=lighter, d_steps=e.d_steps, g_steps=e.g_steps,
    )  # fmt: skip


def _short(number: float) -> float:
    return round(number) if number >= 10 else round(number, 1)
