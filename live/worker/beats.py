"""Slow motion: the six beats of a round in their order, each with one sentence from its own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from gan_core.data.base import Vocabulary
from gan_core.snapshot import CloseUp, Metrics, Snapshot
from gan_core.words import Said, say
from live.worker.narrator import STAMPS, stamp

Phase = Literal["round", "forge", "examine", "stamp", "detective", "feedback", "forger"]
BEATS: Final[tuple[Phase, ...]] = ("forge", "examine", "stamp", "detective", "feedback", "forger")
ONE_ROUND: Final = say("One full round: the detective learned, then the forger.")


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


def beat_sentence(phase: Phase, shot: Shot, words: Vocabulary) -> Said:
    """What happens in this beat, in words, with this beat's numbers."""
    thing, things, batch = words.thing, words.things, len(shot.close.fake) if shot.close else 0
    if phase == "forge" and _is_real(shot):
        return say(
            "The forger makes a batch of {batch} {things}, and {batch} real ones come out of the vault. One of them "
            "all goes onto the desk; the detective is not told which.",
            batch=batch, things=things,
        )  # fmt: skip
    if phase == "forge":
        return say(
            "The forger rolls its dice ({dice}) and turns them into a {thing}, one of a batch of {batch}.",
            dice=_dice(shot), thing=thing, batch=batch,
        )  # fmt: skip
    if phase == "examine":
        return say(
            "The detective examines the {thing}: {score:%} sure that it is real.", thing=thing, score=_sure(shot)
        )
    if phase == "stamp":
        return _stamping(shot)
    if phase == "detective":
        return say("{learnt}, and {change}.", learnt=_widened(shot, batch, things), change=_marked(shot))
    if phase == "feedback":
        return say(
            "The forger makes another batch of {batch}, and the feedback runs back: where to change each {thing} so "
            "that it passes for real. This one gets the strongest.",
            batch=batch, thing=thing,
        )  # fmt: skip
    return _learnt(phase, shot, things)


def laid_sentence(shot: Shot, words: Vocabulary) -> Said:
    """What the detective thinks of an item that a visitor laid on the desk."""
    return say(
        "The detective is {score:%} sure that the {thing} on its desk is real, and stamps it “{stamp}” {truth}",
        score=_sure(shot), thing=words.thing, stamp=_stamped(shot.score), truth=_truth(shot),
    )  # fmt: skip


def _dice(shot: Shot) -> Said | str:
    z = [float(one) for one in shot.snapshot.desk.z[:2]] if shot.snapshot.desk is not None else []
    return say("{first:.1f}, {second:.1f}, …", first=z[0], second=z[-1]) if len(z) else "…"


def _sure(shot: Shot) -> float | Said:
    return shot.score if shot.score is not None else say("not at all")


def _stamping(shot: Shot) -> Said:
    stamped = _stamped(shot.score)
    if _is_real(shot):
        if _right(shot):
            return say("The stamp comes down: “{stamp}” It was real: right.", stamp=stamped)
        return say("The stamp comes down: “{stamp}” It was real: wrong.", stamp=stamped)
    if _right(shot):
        return say("The stamp comes down: “{stamp}” It was a fake: right.", stamp=stamped)
    return say("The stamp comes down: “{stamp}” It was a fake: wrong.", stamp=stamped)


def _stamped(score: float | None) -> str:
    return STAMPS[stamp(score or 0.0)]


def _truth(shot: Shot) -> Said:
    if _is_real(shot):
        return say("It is real: right.") if _right(shot) else say("It is real: wrong.")
    return say("It is a fake: right.") if _right(shot) else say("It is a fake: wrong.")


def _is_real(shot: Shot) -> bool:
    return shot.snapshot.desk is not None and shot.snapshot.desk.real


def _right(shot: Shot) -> bool:
    return (stamp(shot.score or 0.0) == "real") == _is_real(shot)


def _widened(shot: Shot, batch: int, things: str) -> Said:
    """What the detective's turn did for the batch."""
    return say(
        "The detective learns from {batch} real {things} and {batch} fakes: {gained} now lie further from the other "
        "side",
        batch=batch, things=things, gained=_gained(shot),
    )  # fmt: skip


def _marked(shot: Shot) -> Said:
    """What it did to the score of the item on the desk."""
    before, after = _known(shot.score), _known(shot.score_after)
    if _is_real(shot):
        return say("this real one’s score goes from {before:.1%} to {after:.1%}", before=before, after=after)
    return say("this fake’s score goes from {before:.1%} to {after:.1%}", before=before, after=after)


def _learnt(phase: Phase, shot: Shot, things: str) -> Said:
    """What the forger's turn did, or that of both."""
    if phase == "round" and not shot.gained:
        return ONE_ROUND
    learnt = say("{gained} {things} of the batch now score higher", gained=_gained(shot), things=things)
    if phase == "round":
        return say("One full round: the detective learned, then the forger, and {learnt}.", learnt=learnt)
    return say(
        "The forger learns: from the same dice rolls, {learnt}; this one goes from {before:.1%} to {after:.1%}.",
        learnt=learnt, before=_known(shot.score), after=_known(shot.score_after),
    )  # fmt: skip


def _gained(shot: Shot) -> Said:
    return say("{count} of {all}", count=shot.gained[0], all=shot.gained[1]) if shot.gained else say("some")


def _known(score: float | None) -> float | Said:
    return score if score is not None else say("unknown")
