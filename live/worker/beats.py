"""Slow motion: the six beats of a round in their order, each with one sentence from its own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from gan_core.data.base import Vocabulary
from gan_core.snapshot import CloseUp, Metrics, Snapshot
from live.worker.narrator import STAMPS, percent, stamp

Phase = Literal["round", "forge", "examine", "stamp", "detective", "feedback", "forger"]
BEATS: Final[tuple[Phase, ...]] = ("forge", "examine", "stamp", "detective", "feedback", "forger")
ONE_ROUND: Final = "One full round: the detective learned, then the forger."


@dataclass(frozen=True)
class Shot:
    """One member as one frame shows it: the picture, and the score of the desk's note before and after the beat."""

    snapshot: Snapshot
    score: float | None = None
    score_after: float | None = None
    feedback: bool = False  # whether the picture carries the feedback
    close: CloseUp | None = None  # a step by hand or a beat: the forger itself and the batch that teaches
    gained: tuple[int, int] | None = None  # for how many of the batch it did what a turn is for

    @property
    def metrics(self) -> Metrics | None:
        """What was measured for this very picture, if anything was."""
        return self.close.metrics if self.close else None


def following(phase: Phase, *, half: bool = False) -> Phase:
    """The beat after this one; else it starts with a new note, or with the feedback if the detective had its turn."""
    if phase in BEATS:
        return BEATS[(BEATS.index(phase) + 1) % len(BEATS)]
    return "feedback" if half else BEATS[0]


def beat_sentence(phase: Phase, shot: Shot, words: Vocabulary) -> str:
    """What happens in this beat, in words, with this beat's numbers."""
    thing, batch = words.thing, len(shot.close.fake) if shot.close else 0
    real = _is_real(shot)
    if phase == "forge" and real:
        return (
            f"The forger makes a batch of {batch} {words.things}, and {batch} real ones come out of the vault. One "
            "of them all goes onto the desk; the detective is not told which."
        )
    if phase == "forge":
        return f"The forger rolls its dice ({_dice(shot)}) and turns them into a {thing}, one of a batch of {batch}."
    if phase == "examine":
        return f"The detective examines the {thing}: {_shown(shot.score)} sure that it is real."
    if phase == "stamp":
        return f"The stamp comes down: “{_stamped(shot.score)}” It was {_truth(shot)}: {_right(shot)}."
    if phase == "detective":
        return (
            f"The detective learns from {batch} real {words.things} and {batch} fakes: {_gained(shot)} now lie further "
            f"from the other side, and this {'real one' if real else 'fake'}’s score goes {_change(shot)}."
        )
    if phase == "feedback":
        return (
            f"The forger makes another batch of {batch}, and the feedback runs back: where to change each {thing} so "
            "that it passes for real. This one gets the strongest."
        )
    learnt = f"{_gained(shot)} {words.things} of the batch now score higher"
    if phase == "forger":
        return f"The forger learns: from the same dice rolls, {learnt}; this one goes {_change(shot)}."
    return f"One full round: the detective learned, then the forger, and {learnt}." if shot.gained else ONE_ROUND


def laid_sentence(shot: Shot, words: Vocabulary) -> str:
    """What the detective thinks of an item that a visitor laid on the desk."""
    return (
        f"The detective is {_shown(shot.score)} sure that the {words.thing} on its desk is real, and stamps it "
        f"“{_stamped(shot.score)}” It is {_truth(shot)}: {_right(shot)}."
    )


def _dice(shot: Shot) -> str:
    z = shot.snapshot.desk.z[:2] if shot.snapshot.desk is not None else ()
    return ", ".join(f"{float(v):.1f}".replace("-", "−") for v in z) + ", …"


def _shown(score: float | None) -> str:
    return percent(score) if score is not None else "not at all"


def _stamped(score: float | None) -> str:
    return STAMPS[stamp(score or 0.0)]


def _truth(shot: Shot) -> str:
    return "real" if _is_real(shot) else "a fake"


def _is_real(shot: Shot) -> bool:
    return shot.snapshot.desk is not None and shot.snapshot.desk.real


def _right(shot: Shot) -> str:
    return "right" if (stamp(shot.score or 0.0) == "real") == _is_real(shot) else "wrong"


def _gained(shot: Shot) -> str:
    return "{} of {}".format(*shot.gained) if shot.gained else "some"


def _change(shot: Shot) -> str:
    return f"from {_precise(shot.score)} to {_precise(shot.score_after)}"


def _precise(score: float | None) -> str:
    return f"{100 * score:.1f}\u00a0%" if score is not None else "unknown"
