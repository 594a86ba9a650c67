"""Slow motion: the six beats of a round in their order, each with one sentence from its own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from gan_core.snapshot import Snapshot
from live.worker.narrator import WORDS, percent, stamp

Phase = Literal["round", "forge", "examine", "stamp", "detective", "feedback", "forger"]
BEATS: Final[tuple[Phase, ...]] = ("forge", "examine", "stamp", "detective", "feedback", "forger")


@dataclass(frozen=True)
class Shot:
    """One member as one frame shows it: the picture, and the score of the desk's note before and after the beat."""

    snapshot: Snapshot
    score: float | None = None
    score_after: float | None = None
    feedback: bool = False  # whether the picture carries the feedback


def following(phase: Phase) -> Phase:
    """The beat after this one; whatever was shown before slow motion, it starts with a new note."""
    return BEATS[(BEATS.index(phase) + 1) % len(BEATS)] if phase in BEATS else BEATS[0]


def beat_sentence(phase: Phase, shot: Shot, thing: str) -> str:
    """What happens in this beat, in words, with this beat's numbers."""
    if phase == "forge":
        return f"The forger rolls its dice ({_dice(shot)}) and turns them into a {thing}."
    if phase == "examine":
        return f"The detective examines the {thing}: {_shown(shot.score)} sure that it is real."
    if phase == "stamp":
        verdict = stamp(shot.score) if shot.score is not None else "maybe"
        return f"The stamp comes down: “{WORDS[verdict]}”"
    if phase == "detective":
        return f"The detective learns from real and fake {thing}s: its score for this fake goes {_change(shot)}."
    if phase == "feedback":
        return f"The feedback runs back to the forger: where to change the {thing} so that it passes for real."
    if phase == "forger":
        return f"The forger learns: from the same dice it makes a {thing} whose score goes {_change(shot)}."
    return "One full round: the detective learned, then the forger."


def _dice(shot: Shot) -> str:
    z = shot.snapshot.desk.z[:2] if shot.snapshot.desk is not None else ()
    return ", ".join(f"{float(v):.1f}".replace("-", "−") for v in z) + ", …"


def _shown(score: float | None) -> str:
    return percent(score) if score is not None else "not at all"


def _change(shot: Shot) -> str:
    return f"from {_precise(shot.score)} to {_precise(shot.score_after)}"


def _precise(score: float | None) -> str:
    return f"{100 * score:.1f}\u00a0%" if score is not None else "unknown"
